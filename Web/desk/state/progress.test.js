import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleConference } from "../../testing/conference.js";
import { meetingsAhead, progress, steps } from "./progress.js";

const place = (/** @type {string} */ meeting, /** @type {string} */ start) => ({ meeting, start, room: null });

test("what is there is counted", () => {
    const view = sampleConference({ placements: [place("amm", "2021-08-02T01:00:00.000Z")], obstacles: { arf: ["x"] } });
    assert.deepEqual(progress(view).meetings, { all: 2, placed: 1, published: 0, held: 1 });
    assert.deepEqual(progress(view).delegations, { all: 3, invited: 0, registered: 2, people: 3, approved: 2 });
});

test("a conference that was just called begins with its delegations", () => {
    const view = sampleConference({ delegations: [], meetings: [], people: [] });
    assert.deepEqual(steps(view).filter(({ left }) => left > 0).map(({ key }) => key), ["delegations", "meetings", "publish"]);
});

test("a timetable is published when it is, and nothing changed since", () => {
    const left = (/** @type {any} */ change) => steps(sampleConference(change)).find(({ key }) => key === "publish")?.left;
    assert.equal(left({}), 1);
    assert.equal(left({ published: [], hasUnpublishedChanges: true }), 1);
    assert.equal(left({ published: [] }), 0);
});

test("what is left is counted step by step, and leads to those whom it concerns", () => {
    const left = Object.fromEntries(steps(sampleConference({ hasUnpublishedChanges: true })).map(({ key, left }) => [key, left]));
    assert.deepEqual(left, {
        delegations: 0, meetings: 0, focalPoints: 3, people: 1, approve: 1, freeHours: 3, agendas: 2, place: 2, publish: 1, scripts: 2, checks: 0,
    });
    assert.deepEqual(steps(sampleConference()).find(({ key }) => key === "approve")?.query, { only: "waiting" });
});

test("the meetings ahead: what is over is left out, what runs is not, the soonest first", () => {
    const view = sampleConference({
        placements: [place("arf", "2021-08-03T01:00:00.000Z"), place("amm", "2021-08-02T01:00:00.000Z")],
        published: [{ ...place("amm", "2021-08-02T01:00:00.000Z"), length: 60, sequence: 0, cancelled: false }],
    });
    const ahead = (/** @type {string} */ now) => meetingsAhead(view, Date.parse(now)).map(({ id, isPublished }) => [id, isPublished]);
    assert.deepEqual(ahead("2021-08-01T00:00:00Z"), [["amm", true], ["arf", false]]);
    assert.deepEqual(ahead("2021-08-02T01:59:59Z"), [["amm", true], ["arf", false]]);
    assert.deepEqual(ahead("2021-08-02T02:00:00Z"), [["arf", false]]);
});
