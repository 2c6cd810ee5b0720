import assert from "node:assert/strict";
import { test } from "node:test";
import { Clocks } from "./clocks.js";
import { ribbonLines } from "./week-ribbon.js";

const clocks = new Clocks({
    "Asia/Brunei": [{ from: "1970-01-01T00:00:00.000Z", offset: 28_800 }],
    "Asia/Singapore": [{ from: "1970-01-01T00:00:00.000Z", offset: 28_800 }],
    "America/New_York": [{ from: "2021-03-14T07:00:00.000Z", offset: -14_400 }, { from: "2021-11-07T06:00:00.000Z", offset: -18_000 }],
    "America/Santiago": [{ from: "1970-01-01T00:00:00.000Z", offset: -14_400 }],
});
const seats = ["Asia/Singapore", "America/New_York", "Asia/Brunei", "America/Santiago"].map((timeZone) => ({ id: timeZone.split("/")[1], timeZone }));
const lines = (from, each) => ribbonLines(seats, clocks, Date.parse(from), Date.parse(from) + 86_400_000, each).map((line) => line.seats.join("+"));

test("places with the same hours share a line, from west to east", () => {
    assert.deepEqual(lines("2021-08-01T16:00:00Z", false), ["New_York+Santiago", "Singapore+Brunei"]);
    assert.deepEqual(lines("2021-08-01T16:00:00Z", true), ["New_York", "Santiago", "Singapore", "Brunei"]);
});

test("on the day on which one of them changes its clocks they do not", () => {
    assert.deepEqual(lines("2021-11-06T16:00:00Z", false), ["New_York", "Santiago", "Singapore+Brunei"]);
});
