import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleConference } from "../../testing/conference.js";
import { departs, faults, meetingId, moved, newMeeting, ordered, possibleNext, seatedBy, withDuty, withoutSeat } from "./meeting-draft.js";

const plan = (change = {}) => ({ ...newMeeting(sampleConference()), title: { en: "Retreat" }, ...change });

test("a new meeting has everybody at its table, the host in the chair, and stands but for its title", () => {
    const meeting = newMeeting(sampleConference());
    assert.deepEqual([meeting.chair, meeting.table], ["BN", ["BN", "US", "VN"]]);
    assert.deepEqual(faults(meeting).map(({ part }) => part), ["title"]);
});

test("an id is the conference's and the title's, and nobody else's", () => {
    const view = sampleConference();
    assert.equal(meetingId(view, "Retreat"), "c-retreat");
    view.meetings.push(plan({ id: "c-retreat" }));
    assert.equal(meetingId(view, "Retreat"), "c-retreat-2");
    view.published = [{ meeting: "c-retreat-2", start: "", length: 60, sequence: 1, cancelled: true }];
    assert.equal(meetingId(view, "Retreat"), "c-retreat-3");
});

test("moving keeps everybody, and ends at the ends", () => {
    assert.deepEqual(moved(["a", "b", "c"], 2, -1), ["a", "c", "b"]);
    assert.deepEqual(moved(["a", "b", "c"], 0, -1), ["a", "b", "c"]);
    assert.deepEqual(moved(["a", "b", "c"], 0, 9), ["b", "c", "a"]);
});

test("a format fills the table with those who are invited, and says who is not", () => {
    const format = { id: "asean-us", name: { en: "" }, table: ["BN", "ID", "VN", "US"], chair: "BN", coChairs: ["VN", "US"] };
    const { meeting, missing } = seatedBy(plan(), format, new Set(["BN", "US", "VN"]));
    assert.deepEqual([meeting.table, meeting.chair, meeting.coChairs, meeting.format], [["BN", "VN", "US"], "BN", ["VN", "US"], "asean-us"]);
    assert.deepEqual(missing, ["ID"]);
    assert.deepEqual(seatedBy(plan(), { ...format, chair: "ID" }, new Set(["VN", "US"])).meeting.chair, "VN");
    const nobody = seatedBy(plan(), format, new Set());
    assert.deepEqual(nobody.meeting, plan());
});

test("another order is noticed among those who are in both, and put back", () => {
    assert.ok(!departs(["BN", "US"], ["BN", "ID", "US"]));
    assert.ok(!departs(["BN", "WHO", "US"], ["BN", "US"]));
    assert.ok(departs(["US", "BN"], ["BN", "ID", "US"]));
    assert.deepEqual(ordered(["US", "WHO", "BN"], ["BN", "ID", "US"]), ["BN", "US", "WHO"]);
});

test("one delegation presides; who leaves the table leaves their duty", () => {
    const both = withDuty(withDuty(plan(), "US", "coChair"), "VN", "chair");
    assert.deepEqual([both.chair, both.coChairs], ["VN", ["US"]]);
    assert.deepEqual(withDuty(both, "US", "chair").coChairs, []);
    const asked = { ...both, agenda: [{ title: { en: "One" }, documents: [], lead: "VN", speakers: ["BN", "VN"] }], segments: [{ segment: /** @type {const} */ ("open"), minutes: 60, chair: "VN" }] };
    const left = withoutSeat(asked, "VN");
    assert.deepEqual([left.agenda[0].lead, left.agenda[0].speakers, left.segments[0].chair], [null, ["BN"], null]);
    assert.deepEqual([left.chair, left.table], ["", ["BN", "US"]]);
    assert.deepEqual(faults(left).map(({ key }) => key), ["fault.noChair"]);
});

test("minutes that do not add up are said", () => {
    assert.deepEqual(faults(plan({ length: 90 })).map(({ key, values }) => [key, values]), [["fault.segments", { minutes: 60, length: 90 }]]);
    const agenda = [{ title: { en: "One" }, documents: [], minutes: 61 }];
    assert.deepEqual(faults(plan({ agenda })).map(({ key }) => key), ["fault.agenda"]);
    assert.deepEqual(faults(plan({ length: Number.NaN, segments: [] })).map(({ key }) => key), ["fault.length"]);
});

test("no meeting hands on to one that comes back to it", () => {
    const view = sampleConference();
    view.meetings = [plan({ id: "a", feeds: ["b"] }), plan({ id: "b", feeds: ["c"] }), plan({ id: "c" })];
    assert.deepEqual(possibleNext(view, "c").map(({ id }) => id), []);
    assert.deepEqual(possibleNext(view, "b").map(({ id }) => id), ["c"]);
    assert.deepEqual(possibleNext(view, "a").map(({ id }) => id), ["b", "c"]);
});
