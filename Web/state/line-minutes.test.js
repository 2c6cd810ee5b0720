import assert from "node:assert/strict";
import { test } from "node:test";
import { countMinutes, lineMinutes, MINUTES } from "./line-minutes.js";

const now = Date.parse("2020-04-14T10:00:00Z");
const sample = (/** @type {number} */ secondsAgo, /** @type {any} */ quality) => ({ at: new Date(now - secondsAgo * 1000).toISOString(), quality });

test("each minute has its worst, what is older than all is left out", () => {
    const minutes = lineMinutes([sample(4000, "lost"), sample(65, "poor"), sample(61, "good"), sample(30, "good"), sample(0, "fair"), sample(-5, "good")], now);
    assert.equal(minutes.length, MINUTES);
    assert.deepEqual(minutes.slice(-3), [null, "poor", "fair"]);
    assert.ok(minutes.slice(0, -2).every((each) => each === null));
    assert.deepEqual(countMinutes(minutes), [{ quality: "fair", minutes: 1 }, { quality: "poor", minutes: 1 }]);
    assert.deepEqual(lineMinutes([], now), new Array(MINUTES).fill(null));
});
