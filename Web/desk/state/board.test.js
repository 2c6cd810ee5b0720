import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleConference } from "../../testing/conference.js";
import { boardByCheck, boardByDay, goes, itemsFor, subjectsOf } from "./board.js";
import { Clocks } from "./clocks.js";

const texts = (/** @type {string} */ en) => ({ en, vi: en });
/** @returns {import("../../protocol/conference.js").ChecklistEntry} */
const entry = (/** @type {string} */ id, /** @type {any} */ readiness, /** @type {any} */ about) => ({
    item: { id, check: "lineTested", meeting: null, delegation: null, site: null, what: texts(id), owner: "", due: `2021-07-2${id.length}T00:00:00.000Z`, ...about }, evidence: [], readiness,
});
function sample() {
    const view = sampleConference({
        // The first is on 2 August in Brunei, the second half an hour after midnight of the 3rd.
        placements: [{ meeting: "amm", start: "2021-08-02T01:00:00.000Z" }, { meeting: "arf", start: "2021-08-02T16:30:00.000Z" }],
        checklist: [
            entry("a", "ready", { delegation: "BN", site: "hall" }), entry("bb", "failed", { delegation: "US" }),
            entry("ccc", "overdue", { meeting: "arf", check: "documents" }), entry("dddd", "open", { delegation: "VN", meeting: "amm", check: "rehearsed" }),
        ],
        readiness: { BN: { invited: "ready" }, VN: { accredited: "open" } },
        obstacles: { arf: ["ccc", "bb"], amm: ["dddd"] },
    });
    view.delegations[0].sites = [{ id: "hall", name: texts("Hall"), timeZone: "Asia/Brunei", inHall: true, language: "en", equipment: "" }];
    return { view, clocks: new Clocks(view.clocks) };
}

test("a row for each delegation and each of its sites, with the worst of each check", () => {
    const { view, clocks } = sample();
    const rows = boardByCheck(view, clocks, null);
    assert.deepEqual(rows.map(({ key }) => key), ["BN", "BN/hall", "US", "VN"]);
    const cells = Object.fromEntries(rows.map(({ key, cells }) => [key, cells]));
    assert.equal(cells.BN.lineTested, "ready");
    assert.equal(cells.BN.invited, "ready");
    assert.deepEqual([cells["BN/hall"].lineTested, cells["BN/hall"].invited, cells["BN/hall"].documents], ["ready", "none", "none"]);
    assert.equal(cells.US.lineTested, "failed");
    assert.equal(cells.VN.accredited, "open");
    // A check of a meeting is one of everybody who sits in it.
    assert.deepEqual([cells.BN.documents, cells.US.documents, cells.VN.documents], ["overdue", "overdue", "overdue"]);
});

test("a day has those who sit in its meetings by the host's calendar, and their checks", () => {
    const { view, clocks } = sample();
    const second = boardByCheck(view, clocks, "2021-08-02");
    assert.deepEqual(second.map(({ key }) => key), ["BN", "BN/hall", "VN"]);
    assert.equal(second[2].cells.documents, "none");
    assert.equal(second[2].cells.rehearsed, "open");
    const third = boardByCheck(view, clocks, "2021-08-03");
    assert.deepEqual(third.map(({ key }) => key), ["BN", "BN/hall", "US", "VN"]);
    assert.equal(third[3].cells.rehearsed, "none");
});

test("by day, each cell is the worst of all checks of those who sit on that day", () => {
    const { view, clocks } = sample();
    const rows = Object.fromEntries(boardByDay(view, clocks, ["2021-08-02", "2021-08-03"]).map(({ key, cells }) => [key, cells]));
    assert.deepEqual(rows.US, { "2021-08-02": "none", "2021-08-03": "failed" });
    assert.deepEqual(rows.VN, { "2021-08-02": "open", "2021-08-03": "overdue" });
});

test("a meeting goes ahead unless something holds it up; its own checks before the others", () => {
    const { view, clocks } = sample();
    assert.deepEqual(goes(view, clocks, null).map(({ meeting, reasons }) => [meeting.id, reasons.map(({ item }) => item.id)]), [["amm", ["dddd"]], ["arf", ["ccc", "bb"]]]);
    assert.deepEqual(goes(view, clocks, "2021-08-03").map(({ meeting }) => meeting.id), ["arf"]);
    view.obstacles = {};
    assert.ok(goes(view, clocks, null).every(({ reasons }) => reasons.length === 0));
});

test("items are asked for by state, delegation, check and meeting, the earliest due first", () => {
    const { view } = sample();
    const found = (/** @type {any} */ query) => itemsFor(view, query).map(({ item }) => item.id);
    assert.deepEqual(found({}), ["bb", "ccc", "dddd"]);
    assert.deepEqual(found({ only: "late" }), ["bb", "ccc"]);
    assert.deepEqual(found({ only: "all", delegation: "BN" }), ["a", "ccc"]);
    assert.deepEqual(found({ check: "rehearsed" }), ["dddd"]);
    assert.deepEqual(found({ only: "all", meeting: "amm" }), ["a", "dddd"]);
    assert.deepEqual(found({ only: "valueOf" }), ["bb", "ccc", "dddd"]);
});

test("an item names whom it is about", () => {
    const { view } = sample();
    const names = (/** @type {number} */ index) => subjectsOf(view, /** @type {any} */ (view.checklist)[index].item).map(({ en }) => en);
    assert.deepEqual(names(0), ["BN", "Hall"]);
    assert.deepEqual(names(2), ["arf"]);
});
