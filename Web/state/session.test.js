import assert from "node:assert/strict";
import { test } from "node:test";
import { newSession, receive } from "./session.js";
import { sampleView } from "../testing/sample.js";

const at = "2020-04-14T02:00:00.000Z";
const event = (sequence, type = "meetingSuspended") => ({ type: "event", sequence, at, by: "system", event: { type } });
const started = () => receive(newSession(), { type: "snapshot", sequence: 17, view: sampleView() });

test("a snapshot replaces everything, events follow one by one", () => {
    let session = receive(started(), event(18));
    assert.equal(session.sequence, 18);
    assert.equal(session.view.sitting, "suspended");
    session = receive(session, event(19, "withheld"));
    assert.equal(session.sequence, 19);
    session = receive(session, { type: "snapshot", sequence: 40, view: sampleView() });
    assert.equal(session.sequence, 40);
    assert.equal(session.view.sitting, "open");
});

test("an event seen before is passed over, a missing one is noticed", () => {
    const session = started();
    assert.equal(receive(session, event(17)), session);
    const gap = receive(session, event(19));
    assert.equal(gap.gap, true);
    assert.equal(gap.sequence, 17);
    assert.equal(receive(newSession(), event(1)).gap, true);
});

test("resuming gives the same as having been there", () => {
    const all = [event(18, "meetingSuspended"), event(19, "meetingResumed"), event(20, "meetingClosed")];
    const there = all.reduce(receive, started());
    const away = [...all.slice(1), ...all.slice(1)].reduce(receive, receive(started(), all[0]));
    assert.deepEqual(away, there);
    assert.equal(there.closedAt, at);
});

test("notes are kept once, and not without end", () => {
    const note = (id) => ({ type: "note", id, at, from: "id-head", text: "x" });
    let session = receive(receive(started(), note("a")), note("a"));
    assert.equal(session.notes.length, 1);
    for (let index = 0; index < 300; index += 1) session = receive(session, note(`n${index}`));
    assert.equal(session.notes.length, 200);
    assert.equal(session.notes.at(-1).id, "n299");
});

test("slots, lines and bye", () => {
    let session = receive(started(), { type: "shown", slots: [{ mid: "2", seat: "ID", quality: "full" }, { mid: "3", seat: null, quality: "none" }] });
    assert.deepEqual(session.shown, { 2: "ID", 3: null });
    session = receive(session, { type: "lines", lines: { ID: { quality: "good" } } });
    assert.equal(session.lines.ID.quality, "good");
    session = receive(session, { type: "bye", reason: "slow", text: { en: "" } });
    assert.equal(session.bye.reason, "slow");
    assert.equal(receive(session, { type: "welcome", you: "p", serverTime: at, version: 1, release: "t" }).bye, null);
});
