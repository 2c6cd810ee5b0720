import assert from "node:assert/strict";
import { test } from "node:test";
import { BackOff } from "./back-off.js";

test("begins at a quarter of a second, grows, and stops growing at five seconds", () => {
    const backOff = new BackOff(() => 1 - Number.EPSILON);
    const waits = Array.from({ length: 12 }, () => backOff.next());
    assert.equal(waits[0], 250);
    assert.ok(waits.every((wait, index) => index === 0 || wait >= waits[index - 1]));
    assert.equal(waits.at(-1), 5000);
    backOff.reset();
    assert.equal(backOff.next(), 250);
});

test("spreads the returns of a full meeting", () => {
    assert.ok(new BackOff(() => 0).next() < new BackOff(() => 0.99).next());
});
