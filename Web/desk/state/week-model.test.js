import assert from "node:assert/strict";
import { test } from "node:test";
import { Clocks } from "./clocks.js";
import { ribbonDay, rowsOf, weekModel } from "./week-model.js";

const meeting = (id, ...table) => ({ id, length: 60, table, offstage: [], title: { en: id } });
const view = (change = {}) => ({
    conference: { timeZone: "Asia/Brunei", firstDay: "2021-08-02", lastDay: "2021-08-03" },
    you: { isSecretariat: true, delegation: null },
    meetings: [meeting("amm", "VN", "US"), meeting("night", "US"), meeting("som", "VN")],
    delegations: [{ seat: { id: "VN", timeZone: "Asia/Ho_Chi_Minh" } }, { seat: { id: "US", timeZone: "America/New_York" } }],
    planning: { days: [{ date: "2021-08-02", from: "08:00", to: "24:00" }, { date: "2021-08-03", from: "08:00", to: "18:00" }], grid: 30 },
    rooms: [{ id: "hall" }],
    placements: [{ meeting: "amm", start: "2021-08-02T01:00:00.000Z", room: "hall" }, { meeting: "night", start: "2021-08-02T15:30:00.000Z", room: null }],
    published: null,
    ...change,
});
const clocks = new Clocks({ "Asia/Brunei": [{ from: "1970-01-01T00:00:00.000Z", offset: 8 * 3600 }] });
const model = (query = {}, change = {}, more = {}) => weekModel({ view: view(change), clocks, query, ownZone: "Europe/Paris", pending: [], check: null, moving: null, ...more });

test("what the address says is taken where it can be, and otherwise what one is likely to want", () => {
    const plain = model();
    assert.deepEqual([plain.by, plain.date, plain.delegation, plain.zone, plain.edits], ["meeting", null, null, "Asia/Brunei", true]);
    const odd = model({ by: "none", day: "1999-01-01", delegation: "XX", zone: "XX", meeting: "none" });
    assert.deepEqual([odd.by, odd.date, odd.delegation, odd.zone, odd.selected], ["meeting", null, null, "Asia/Brunei", null]);
    const asked = model({ by: "room", day: "2021-08-03", delegation: "US", zone: "US", meeting: "amm" });
    assert.deepEqual([asked.by, asked.days.length, asked.delegation, asked.zone, asked.selected.id], ["room", 1, "US", "America/New_York", "amm"]);
    assert.equal(model({ zone: "own" }).zone, "Europe/Paris");
});

test("a delegate sees times of their own delegation first, and places nothing", () => {
    const delegate = model({}, { you: { isSecretariat: false, delegation: "VN" }, placements: undefined, planning: undefined, published: [] });
    assert.deepEqual([delegate.zoneChoice, delegate.edits, delegate.unplaced.length], ["VN", false, 0]);
});

test("a meeting past midnight is on both days, and the delegation's filter holds for all", () => {
    const all = model();
    assert.deepEqual([...all.pieces].map(([date, pieces]) => `${date} ${pieces.map((each) => each.id)}`), ["2021-08-02 amm,night", "2021-08-03 night"]);
    assert.equal(all.from, 0);
    const own = model({ delegation: "VN" });
    assert.deepEqual([own.placed.map((each) => each.id), own.unplaced.map((each) => each.id)], [["amm"], ["som"]]);
});

test("rows by delegation and by room; online alone comes last, and only where it is used", () => {
    assert.deepEqual(rowsOf(model({ by: "delegation" })).map((row) => `${row.id} ${row.zone} ${row.blocks.map((each) => each.id)}`), ["VN Asia/Ho_Chi_Minh amm", "US America/New_York amm,night"]);
    assert.deepEqual(rowsOf(model({ by: "room" })).map((row) => `${row.id} ${row.blocks.map((each) => each.id)}`), ["hall amm", " night"]);
    assert.deepEqual(rowsOf(model({ by: "room", delegation: "VN" })).map((row) => row.id), ["hall"]);
});

test("the clocks show the day of what is focused", () => {
    assert.equal(ribbonDay(model()).date, "2021-08-02");
    assert.equal(ribbonDay(model({ day: "2021-08-03" })).date, "2021-08-03");
    assert.equal(ribbonDay(model({ day: "2021-08-03", meeting: "amm" })).date, "2021-08-02");
    assert.equal(ribbonDay(model({}, {}, { moving: { at: { start: Date.parse("2021-08-03T01:00:00Z") } } })).date, "2021-08-03");
});
