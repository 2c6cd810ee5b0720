import assert from "node:assert/strict";
import { test } from "node:test";
import { clockFace, countdown } from "./countdown.js";

const since = "2020-04-14T02:00:00.000Z";
const start = Date.parse(since);
const floor = { seat: "ID", since, limitSeconds: 180 };

test("counts down from the limit by the server's clock", () => {
    assert.deepEqual(countdown(floor, start), { remaining: 180, share: 1, stage: "running" });
    assert.equal(countdown(floor, start + 1).remaining, 180);
    assert.equal(countdown(floor, start + 19_000).remaining, 161);
    assert.equal(countdown(floor, start + 150_000).stage, "closing");
    assert.equal(countdown(floor, start + 90_000).share, 0.5);
});

test("goes on past the end", () => {
    assert.deepEqual(countdown(floor, start + 180_000), { remaining: 0, share: 0, stage: "over" });
    assert.equal(countdown(floor, start + 187_000).remaining, -7);
});

test("a clock slightly behind does not give more than the limit", () => {
    assert.equal(countdown(floor, start - 80).remaining, 180);
});

test("what was said before an interruption counts", () => {
    assert.equal(countdown({ ...floor, spokenMilliseconds: 60_000 }, start + 19_000).remaining, 101);
});

test("without a limit it counts up", () => {
    assert.deepEqual(countdown({ seat: "ID", since, limitSeconds: null }, start + 61_000), { remaining: 61, share: 1, stage: "unlimited" });
});

test("faces", () => {
    assert.equal(clockFace(161), "2:41");
    assert.equal(clockFace(9), "0:09");
    assert.equal(clockFace(-7), "\u22120:07");
    assert.equal(clockFace(3661), "1:01:01");
});
