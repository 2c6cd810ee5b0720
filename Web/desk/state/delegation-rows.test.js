import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleConference } from "../../testing/conference.js";
import { delegationRows, filtered } from "./delegation-rows.js";

test("a row counts people without the revoked, and shows the worst check", () => {
    const view = sampleConference({ readiness: { US: { accredited: "open", lineTested: "failed", invited: "ready" } } });
    view.people[1].accreditation = "revoked";
    view.delegations[1].freeHours = { working: [], ministers: [{ from: "", to: "" }] };
    const [bn, us, vn] = delegationRows(view);
    assert.deepEqual([bn.registered, bn.approved, us.registered, vn.registered], [1, 1, 0, 0]);
    assert.equal(us.readiness, "failed");
    assert.equal(vn.readiness, "none");
    assert.deepEqual(us.hours, ["ministers", "working"]);
});

test("rows are found by name, code and focal point, in any language and without accents", () => {
    const view = sampleConference();
    view.delegations[2].seat.name = { en: "Viet Nam", vi: "Việt Nam" };
    view.delegations[0].focalPoint = "bn-head";
    const rows = delegationRows(view);
    const found = (/** @type {string} */ q) => filtered(rows, { q }).map(({ id }) => id);
    assert.deepEqual(found("viet n"), ["VN"]);
    assert.deepEqual(found("Việt"), ["VN"]);
    assert.deepEqual(found("bn-head"), ["BN"]);
    assert.deepEqual(found(""), ["BN", "US", "VN"]);
});

test("what is still to be done narrows them down; what is no filter does not", () => {
    const view = sampleConference();
    view.delegations[0].focalPoint = "bn-head";
    const only = (/** @type {string} */ name) => filtered(delegationRows(view), { only: name }).map(({ id }) => id);
    assert.deepEqual(only("noFocalPoint"), ["US", "VN"]);
    assert.deepEqual(only("noPeople"), ["VN"]);
    assert.deepEqual(only("waiting"), ["US"]);
    assert.deepEqual(only("noHours"), ["BN", "US", "VN"]);
    assert.deepEqual(only("late"), []);
    assert.deepEqual(only("constructor"), ["BN", "US", "VN"]);
});
