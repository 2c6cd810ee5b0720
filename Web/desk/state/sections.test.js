import assert from "node:assert/strict";
import { test } from "node:test";
import { SECTIONS, sectionsFor, sentTo } from "./sections.js";

const secretariat = { person: null, isSecretariat: true, delegation: null, isFocalPoint: false };
const focalPoint = { person: "vn-desk", isSecretariat: false, delegation: "VN", isFocalPoint: true };
const adviser = { person: "vn-adviser", isSecretariat: false, delegation: "VN", isFocalPoint: false };

test("the secretariat goes everywhere, and begins at the overview", () => {
    assert.deepEqual(sectionsFor(secretariat), SECTIONS);
    assert.deepEqual(sentTo(secretariat, null, null), { section: "overview", thing: null });
    assert.deepEqual(sentTo(secretariat, "nowhere", null), { section: "overview", thing: null });
    for (const section of SECTIONS) assert.equal(sentTo(secretariat, section, null), null);
});

test("a focal point has their own delegation and the programme", () => {
    assert.deepEqual(sentTo(focalPoint, null, null), { section: "delegations", thing: "VN" });
    assert.deepEqual(sentTo(focalPoint, "delegations", null), { section: "delegations", thing: "VN" });
    assert.deepEqual(sentTo(focalPoint, "delegations", "TH"), { section: "delegations", thing: "VN" });
    assert.equal(sentTo(focalPoint, "delegations", "VN"), null);
    assert.equal(sentTo(focalPoint, "timetable", null), null);
    assert.equal(sentTo(focalPoint, "texts", "vision"), null);
    assert.equal(sentTo(focalPoint, "library", null), null);
    assert.equal(sentTo(focalPoint, "notices", null), null);
    assert.deepEqual(sentTo(focalPoint, "readiness", null), { section: "delegations", thing: "VN" });
});

test("everybody else has the programme, the texts, the library and their notices", () => {
    assert.deepEqual(sentTo(adviser, "delegations", "VN"), { section: "timetable", thing: null });
    assert.equal(sentTo(adviser, "timetable", null), null);
    assert.equal(sentTo(adviser, "library", "a-document"), null);
});
