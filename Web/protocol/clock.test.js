import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock } from "./clock.js";

const iso = (ms) => new Date(ms).toISOString();

test("believes the sample with the shortest round trip", () => {
    let local = 1_000_000;
    const clock = new ServerClock(() => local);
    // The server is 5 s ahead. First a slow, lopsided round trip: 400 ms, the answer made after 50 ms.
    local = 1_000_400;
    clock.sample(1_000_000, iso(1_000_050 + 5000));
    assert.equal(clock.offset, 4850);
    local = 1_001_010;
    clock.sample(1_001_000, iso(1_001_005 + 5000));
    assert.equal(clock.offset, 5000);
    local = 1_002_300;
    clock.sample(1_002_000, iso(1_002_290 + 5000));
    assert.equal(clock.offset, 5000, "a slower sample changes nothing");
    assert.equal(clock.roundTrip, 10);
    assert.equal(clock.now(), 1_002_300 + 5000);
});

test("an old sample is forgotten in time, so that a drifting clock is followed", () => {
    let local = 0;
    const clock = new ServerClock(() => local);
    clock.sample(0, iso(100));
    for (let turn = 0; turn < 12; turn += 1) {
        local += 5000;
        clock.sample(local - 10, iso(local - 5 + 700));
    }
    assert.equal(clock.offset, 700);
});

test("the first guess comes from welcome and gives way to a measurement", () => {
    const clock = new ServerClock(() => 1000);
    clock.guess(iso(4000));
    assert.equal(clock.offset, 3000);
    clock.sample(990, iso(3995));
    clock.guess(iso(9000));
    assert.equal(clock.offset, 3000);
});

test("an impossible sample is not taken", () => {
    const clock = new ServerClock(() => 1000);
    assert.equal(clock.sample(2000, iso(0)), null);
    assert.equal(clock.sample(900, "no time"), null);
    assert.equal(clock.offset, 0);
});

test("after forgetting, the first new sample counts, however long its round trip", () => {
    let local = 1_000_000;
    const clock = new ServerClock(() => local);
    clock.sample(999_990, iso(999_995 + 5000));
    assert.equal(clock.offset, 5000);
    // The machine sleeps for an hour, and its steady clock with it.
    clock.forget();
    assert.equal(clock.offset, 5000, "until then, the best that is known");
    local = 1_000_300;
    clock.sample(1_000_100, iso(1_000_200 + 3_605_000));
    assert.equal(clock.offset, 3_605_000);
});
