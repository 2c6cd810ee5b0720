import assert from "node:assert/strict";
import { test } from "node:test";
import { Clocks } from "./clocks.js";
import { adding, areSame, coverage, halfHours, intervals, read, stretches, without, written } from "./free-hours.js";

const clocks = new Clocks({
    "Asia/Brunei": [{ from: "1970-01-01T00:00:00.000Z", offset: 28_800 }],
    "America/New_York": [
        { from: "2021-03-14T07:00:00.000Z", offset: -14_400 }, { from: "2021-11-07T06:00:00.000Z", offset: -18_000 },
        { from: "2022-03-13T07:00:00.000Z", offset: -14_400 },
    ],
});
const week = (/** @type {string} */ firstDay, /** @type {string} */ lastDay) => ({ timeZone: "Asia/Brunei", firstDay, lastDay });
const at = (/** @type {string} */ text) => Date.parse(`${text}Z`);

test("a conference's days are other days elsewhere: its first morning is the evening before", () => {
    const days = halfHours(clocks, "America/New_York", week("2021-08-02", "2021-08-03"));
    assert.deepEqual(days.map(({ date }) => date), ["2021-08-01", "2021-08-02", "2021-08-03"]);
    // Midnight in Brunei is noon in New York.
    assert.equal(days[0].cells.findIndex(Boolean), 24);
    assert.deepEqual(days[0].cells[24], { from: at("2021-08-01T16:00:00"), to: at("2021-08-01T16:30:00") });
    assert.equal(days[2].cells.findLastIndex(Boolean), 23);
    assert.equal(days.flatMap(({ cells }) => cells).filter(Boolean).length, 96);
});

test("the half hours of a conference join without gap, on days when clocks change as well", () => {
    for (const conference of [week("2021-08-02", "2021-08-06"), week("2021-11-06", "2021-11-08"), week("2022-03-12", "2022-03-14")]) {
        const cells = halfHours(clocks, "America/New_York", conference).flatMap((day) => day.cells).filter((cell) => cell !== null);
        cells.slice(1).forEach((cell, index) => assert.equal(cell?.from, cells[index]?.to));
    }
});

test("painting adds and takes away, and what touches becomes one", () => {
    const hour = (/** @type {number} */ from, /** @type {number} */ to) => ({ from, to });
    assert.deepEqual(adding([hour(0, 10)], hour(10, 20)), [hour(0, 20)]);
    assert.deepEqual(adding([hour(30, 40), hour(0, 10)], hour(5, 31)), [hour(0, 40)]);
    assert.deepEqual(adding([hour(30, 40)], hour(0, 10)), [hour(0, 10), hour(30, 40)]);
    assert.deepEqual(without([hour(0, 40)], hour(10, 20)), [hour(0, 10), hour(20, 40)]);
    assert.deepEqual(without([hour(0, 40)], hour(0, 40)), []);
    assert.deepEqual(without([hour(0, 10)], hour(20, 30)), [hour(0, 10)]);
});

test("a half hour is free, free in part, or not", () => {
    const free = [{ from: 0, to: 45 }];
    assert.equal(coverage(free, { from: 0, to: 30 }), "all");
    assert.equal(coverage(free, { from: 30, to: 60 }), "part");
    assert.equal(coverage(free, { from: 45, to: 60 }), "none");
});

test("lines of text say the same by the delegation's clock, and are read back", () => {
    const free = stretches([{ from: "2021-08-02T23:00:00.000Z", to: "2021-08-03T05:30:00.000Z" }]);
    const text = "2021-08-02 19:00-24:00\n2021-08-03 00:00-01:30";
    assert.equal(written(free, clocks, "America/New_York"), text);
    assert.deepEqual(read(text, clocks, "America/New_York"), { all: free, wrong: [] });
    assert.deepEqual(read("2021-08-02 19:00 – 1:30\n\n", clocks, "America/New_York"), { all: free, wrong: [] });
    assert.deepEqual(intervals(free), [{ from: "2021-08-02T23:00:00.000Z", to: "2021-08-03T05:30:00.000Z" }]);
});

test("every line that cannot be read is named, and the others count", () => {
    const { all, wrong } = read("2021-08-02 09:00-10:00\ntomorrow\n2021-02-30 09:00-10:00\n2021-08-02 25:00-26:00\n2021-08-02 09:70-10:00\n2021-08-02 11:00-12:00", clocks, "Asia/Brunei");
    assert.deepEqual(wrong, [2, 3, 4, 5]);
    assert.equal(all.length, 2);
});

test("stretches are compared by their times", () => {
    assert.ok(areSame([{ from: 0, to: 1 }], [{ from: 0, to: 1 }]));
    assert.ok(!areSame([{ from: 0, to: 1 }], [{ from: 0, to: 2 }]));
    assert.ok(!areSame([], [{ from: 0, to: 2 }]));
});
