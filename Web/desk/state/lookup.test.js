import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleConference } from "../../testing/conference.js";
import { placementOf, publishedFor, worst } from "./lookup.js";

const published = (/** @type {string} */ meeting, /** @type {string} */ start, cancelled = false) => ({ meeting, start, room: null, length: 60, sequence: 0, cancelled });

test("a delegation's published meetings are those in which it has a seat, in order of time", () => {
    const view = sampleConference({ published: [published("arf", "2021-08-03T01:00:00.000Z"), published("amm", "2021-08-02T01:00:00.000Z")] });
    const ids = (/** @type {string} */ seat) => publishedFor(view, seat).map(({ meeting }) => meeting);
    assert.deepEqual(ids("VN"), ["amm", "arf"]);
    assert.deepEqual(ids("US"), ["arf"]);
    assert.deepEqual(publishedFor(sampleConference(), "VN"), []);
    view.published = [published("amm", "2021-08-02T01:00:00.000Z", true), published("gone", "2021-08-02T01:00:00.000Z")];
    assert.deepEqual(ids("VN"), []);
});

test("the secretariat goes by the timetable it works on, everybody else by the published one", () => {
    const change = { published: [published("amm", "2021-08-02T01:00:00.000Z")] };
    assert.equal(placementOf(sampleConference(change), "amm"), undefined);
    assert.equal(placementOf(sampleConference({ ...change, placements: undefined }), "amm")?.start, "2021-08-02T01:00:00.000Z");
});

test("the worst of several states; nothing is the least", () => {
    assert.equal(worst([]), "none");
    assert.equal(worst(["ready", "overdue", "open"]), "overdue");
    assert.equal(worst(["failed", "overdue"]), "failed");
});
