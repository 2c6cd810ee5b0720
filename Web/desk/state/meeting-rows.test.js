import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleConference } from "../../testing/conference.js";
import { filteredMeetings, meetingRows } from "./meeting-rows.js";

const at = (/** @type {string} */ meeting, /** @type {string} */ start, room = /** @type {string|null} */ (null)) => ({ meeting, start, room });
const published = (/** @type {any} */ placement, length = 60) => ({ ...placement, length, sequence: 0, cancelled: false });
const states = (/** @type {any} */ change) => meetingRows(sampleConference(change)).map(({ meeting, state }) => [meeting.id, state]);

test("meetings stand in order of time, those without a place last", () => {
    assert.deepEqual(states({ placements: [at("arf", "2021-08-02T01:00:00.000Z")] }), [["arf", "placed"], ["amm", "unplaced"]]);
});

test("what was published and stands elsewhere since has moved", () => {
    const one = at("amm", "2021-08-02T01:00:00.000Z", "hall-1");
    assert.deepEqual(states({ placements: [one], published: [published(one)] })[0], ["amm", "published"]);
    for (const change of [published({ ...one, start: "2021-08-02T02:00:00.000Z" }), published({ ...one, room: "hall-2" }), published(one, 90)]) {
        assert.deepEqual(states({ placements: [one], published: [change] })[0], ["amm", "moved"]);
    }
    assert.deepEqual(states({ placements: [one], published: [{ ...published(one), cancelled: true }] })[0], ["amm", "placed"]);
});

test("whoever is not of the secretariat sees what is published", () => {
    const one = at("amm", "2021-08-02T01:00:00.000Z");
    assert.deepEqual(states({ placements: undefined, published: [published(one)] }), [["amm", "published"], ["arf", "unplaced"]]);
});

test("meetings are found by title, format, level and what is still to be done", () => {
    const view = sampleConference({ obstacles: { arf: ["x", "y"] } });
    view.meetings[0].title = { en: "AMM Plenary", vi: "Phiên toàn thể" };
    view.meetings[1].level = "working";
    const found = (/** @type {any} */ query) => filteredMeetings(meetingRows(view), query).map(({ meeting }) => meeting.id);
    assert.deepEqual(found({ q: "toan the" }), ["amm"]);
    assert.deepEqual(found({ level: "working" }), ["arf"]);
    assert.deepEqual(found({ only: "held" }), ["arf"]);
    assert.deepEqual(found({ only: "noAgenda", q: "plenary" }), ["amm"]);
    assert.deepEqual(found({ only: "toString" }), ["amm", "arf"]);
});
