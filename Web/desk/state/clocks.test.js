import assert from "node:assert/strict";
import { test } from "node:test";
import { Clocks, datesFrom, daysAfter } from "./clocks.js";

const hours = (/** @type {number} */ count) => count * 3600;
const clocks = new Clocks({
    "Asia/Brunei": [{ from: "1970-01-01T00:00:00.000Z", offset: hours(8) }],
    "Asia/Kathmandu": [{ from: "1970-01-01T00:00:00.000Z", offset: hours(5) + 2700 }],
    "Pacific/Auckland": [
        { from: "2021-04-03T14:00:00.000Z", offset: hours(12) },
        { from: "2021-09-25T14:00:00.000Z", offset: hours(13) },
    ],
    "America/New_York": [
        { from: "2021-03-14T07:00:00.000Z", offset: hours(-4) },
        { from: "2021-11-07T06:00:00.000Z", offset: hours(-5) },
        { from: "2022-03-13T07:00:00.000Z", offset: hours(-4) },
    ],
});

test("a local time across midnight, either way", () => {
    assert.deepEqual(clocks.local("2021-08-05T23:15:00.000Z", "Asia/Brunei"), {
        date: "2021-08-06", weekday: 5, hour: 7, minute: 15, offset: hours(8),
    });
    assert.deepEqual(clocks.local("2021-08-05T01:30:00.000Z", "America/New_York"), {
        date: "2021-08-04", weekday: 3, hour: 21, minute: 30, offset: hours(-4),
    });
    assert.equal(clocks.local("2021-08-05T00:00:00.000Z", "Asia/Kathmandu").minute, 45);
});

test("the second before and the second after a change of clocks", () => {
    assert.equal(clocks.local("2021-09-25T13:59:59.999Z", "Pacific/Auckland").hour, 1);
    assert.equal(clocks.local("2021-09-25T14:00:00.000Z", "Pacific/Auckland").hour, 3);
    assert.equal(clocks.local("2021-11-07T05:30:00.000Z", "America/New_York").hour, 1);
    assert.equal(clocks.local("2021-11-07T06:30:00.000Z", "America/New_York").hour, 1);
});

test("what is before the first change counts as after it", () => {
    assert.equal(clocks.offset("Pacific/Auckland", "2000-01-01T00:00:00.000Z"), hours(12));
});

test("from a local time back to the moment, for every hour of days with a change", () => {
    for (const [zone, date] of [["Pacific/Auckland", "2021-09-26"], ["America/New_York", "2021-11-07"], ["Asia/Kathmandu", "2021-08-05"]]) {
        for (let minutes = 0; minutes < 1440; minutes += 30) {
            const local = clocks.local(clocks.instant(date, minutes, zone), zone);
            const skipped = zone === "Pacific/Auckland" && minutes >= 120 && minutes < 180;
            assert.equal(local.date, date);
            assert.equal(local.hour * 60 + local.minute, skipped ? minutes + 60 : minutes, `${zone} ${minutes}`);
        }
    }
    // 01:30 comes twice that night: the first is meant.
    assert.equal(clocks.instant("2021-11-07", 90, "America/New_York"), Date.parse("2021-11-07T05:30:00Z"));
});

test("words name the day where it is another than the host's", () => {
    assert.equal(clocks.besides("2021-08-05T01:30:00.000Z", "America/New_York", "Asia/Brunei"), "Wed 4 Aug 21:30");
    assert.equal(clocks.besides("2021-08-05T01:30:00.000Z", "Asia/Kathmandu", "Asia/Brunei"), "07:15");
    assert.equal(clocks.dayAndTime("2021-08-05T23:15:00.000Z", "Asia/Brunei"), "Fri 6 Aug 07:15");
});

test("a zone that did not come with the view is the browser's; one that nobody knows is UTC", () => {
    assert.equal(clocks.offset("Europe/Paris", "2021-07-01T00:00:00.000Z"), hours(2));
    assert.equal(clocks.offset("Europe/Paris", "2021-12-01T00:00:00.000Z"), hours(1));
    assert.equal(clocks.offset("Nowhere/Atall", "2021-12-01T00:00:00.000Z"), 0);
    assert.equal(clocks.offset("constructor", "2021-12-01T00:00:00.000Z"), 0);
});

test("dates", () => {
    assert.equal(daysAfter("2021-12-31", 1), "2022-01-01");
    assert.deepEqual(datesFrom("2021-08-30", "2021-09-01"), ["2021-08-30", "2021-08-31", "2021-09-01"]);
    assert.deepEqual(datesFrom("2021-08-30", "2021-08-29"), []);
});
