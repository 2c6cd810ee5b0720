import assert from "node:assert/strict";
import { test } from "node:test";
import { currentLine, delayMinutes, delayWords, nextLine, schedule, startOfRun, totalSeconds } from "./show.js";

const START = Date.parse("2021-08-02T01:00:00Z");
const at = (seconds) => START + seconds * 1000;
const cue = (id, seconds) => ({ id, seconds, what: { en: id, vi: id }, who: "", screen: "", microphone: "", interpretation: "", photo: "" });

/** Photo, opening, statements: 60, 120 and 600 seconds, as in RunOfShowTests. */
const run = (begun = {}, isRehearsal = false) => ({
    cues: [cue("photo", 60), cue("opening", 120), cue("statements", 600)],
    begun: Object.fromEntries(Object.entries(begun).map(([id, seconds]) => [id, new Date(at(seconds)).toISOString()])),
    isRehearsal,
});
const words = (lines) => lines.map((line) => `${line.cue.id} ${(line.planned - START) / 1000} ${(line.expected - START) / 1000} ${line.state}`);

test("cues follow one another", () => {
    assert.deepEqual(words(schedule(run(), START, at(-100))), ["photo 0 0 ahead", "opening 60 60 ahead", "statements 180 180 ahead"]);
});

test("what runs late shifts the rest", () => {
    const first = run({ photo: 30 });
    assert.deepEqual(words(schedule(first, START, at(40))), ["photo 0 30 now", "opening 60 90 ahead", "statements 180 210 ahead"]);
    // It lasts longer than it should.
    assert.deepEqual(words(schedule(first, START, at(200))), ["photo 0 30 now", "opening 60 200 ahead", "statements 180 320 ahead"]);
    const second = run({ photo: 30, statements: 210 });
    assert.deepEqual(words(schedule(second, START, at(220))), ["photo 0 30 done", "opening 60 90 skipped", "statements 180 210 now"]);
});

test("what runs early brings the rest forward", () => {
    const lines = schedule(run({ photo: -120 }), START, at(-100));
    assert.deepEqual(words(lines), ["photo 0 -120 now", "opening 60 -60 ahead", "statements 180 60 ahead"]);
    assert.equal(delayMinutes(lines), -2);
});

test("the delay is that of what comes next, and of the last cue when nothing does", () => {
    assert.equal(delayMinutes(schedule(run(), START, at(500))), 0);
    assert.equal(delayMinutes(schedule(run({ photo: 30 }), START, at(240))), 3);
    assert.equal(delayMinutes(schedule(run({ photo: 30, statements: 480 }), START, at(900))), 5);
});

test("now and next", () => {
    const none = schedule(run(), START, at(0));
    assert.equal(currentLine(none), null);
    assert.equal(nextLine(none)?.cue.id, "photo");
    const last = schedule(run({ statements: 200 }), START, at(300));
    assert.equal(currentLine(last)?.cue.id, "statements");
    assert.equal(nextLine(last), null);
    assert.deepEqual(schedule({ cues: [], begun: {}, isRehearsal: false }, START, START), []);
});

test("a rehearsal counts from where it was begun", () => {
    assert.equal(startOfRun(run(), START), START);
    assert.equal(startOfRun(run({}, true), START), null);
    assert.equal(startOfRun(run({ opening: -86_400 }, true), START), at(-86_460));
    assert.equal(startOfRun(run({ photo: 5 }), null), at(5));
    assert.equal(startOfRun(run(), null), null);
});

test("a cue is not begun because objects have members of their own", () => {
    const odd = { cues: [cue("toString", 60)], begun: {}, isRehearsal: false };
    assert.equal(schedule(odd, START, START)[0].state, "ahead");
    assert.equal(totalSeconds(run().cues), 780);
});

test("the delay in words", () => {
    assert.equal(delayWords(schedule(run(), START, at(500))), null);
    assert.deepEqual(delayWords(schedule(run({ photo: 30 }), START, at(240))), { key: "show.late", count: 3 });
    assert.deepEqual(delayWords(schedule(run({ photo: -120 }), START, at(-100))), { key: "show.early", count: 2 });
    assert.equal(delayWords(schedule(run({ photo: 10 }), START, at(20))).key, "show.onTime");
    assert.equal(delayWords(schedule(run({ photo: -90_000 }), START, at(-90_000))).key, "show.otherDay");
});
