import assert from "node:assert/strict";
import { test } from "node:test";
import { Clocks } from "./clocks.js";
import { burdenMinutes, shades } from "./week-shades.js";

const clocks = new Clocks({
    "Asia/Brunei": [{ from: "1970-01-01T00:00:00.000Z", offset: 8 * 3600 }],
    "Asia/Kathmandu": [{ from: "1970-01-01T00:00:00.000Z", offset: 5 * 3600 + 2700 }],
    "America/New_York": [
        { from: "2021-03-14T07:00:00.000Z", offset: -4 * 3600 },
        { from: "2021-11-07T06:00:00.000Z", offset: -5 * 3600 },
        { from: "2022-03-13T07:00:00.000Z", offset: -4 * 3600 },
    ],
});
const words = (zone, from, to) => shades(clocks, zone, Date.parse(from), Date.parse(to)).map((each) => `${new Date(each.from).toISOString().slice(11, 16)}-${new Date(each.to).toISOString().slice(11, 16)} ${each.light}`);

test("a day of the host, from midnight to midnight", () => {
    assert.deepEqual(words("Asia/Brunei", "2021-08-01T16:00:00Z", "2021-08-02T16:00:00Z"), [
        "16:00-22:00 night", "22:00-00:00 edge", "00:00-12:00 day", "12:00-15:00 edge", "15:00-16:00 night",
    ]);
});

test("night goes on across midnight", () => {
    assert.deepEqual(words("America/New_York", "2021-08-02T02:30:00Z", "2021-08-02T12:30:00Z"), ["02:30-03:00 edge", "03:00-10:00 night", "10:00-12:00 edge", "12:00-12:30 day"]);
});

test("a zone between the hours", () => {
    assert.deepEqual(words("Asia/Kathmandu", "2021-08-02T02:00:00Z", "2021-08-02T02:30:00Z"), ["02:00-02:15 edge", "02:15-02:30 day"]);
});

test("an hour that comes twice, and one that is left out", () => {
    // 03:00 UTC is 23:00 on the 6th; 08:00 on the 7th is 13:00 UTC, an hour later than the day before.
    assert.deepEqual(words("America/New_York", "2021-11-07T03:00:00Z", "2021-11-07T14:00:00Z"), ["03:00-11:00 night", "11:00-13:00 edge", "13:00-14:00 day"]);
    assert.deepEqual(words("America/New_York", "2022-03-13T04:00:00Z", "2022-03-13T13:00:00Z"), ["04:00-10:00 night", "10:00-12:00 edge", "12:00-13:00 day"]);
});

test("the burden is what lies outside the day", () => {
    assert.equal(burdenMinutes(clocks, "Asia/Brunei", Date.parse("2021-08-02T11:00:00Z"), Date.parse("2021-08-02T12:30:00Z")), 30);
    assert.equal(burdenMinutes(clocks, "America/New_York", Date.parse("2021-08-02T11:30:00Z"), Date.parse("2021-08-02T12:30:00Z")), 30);
    assert.deepEqual(shades(clocks, "Asia/Brunei", 5, 5), []);
});
