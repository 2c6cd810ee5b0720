import assert from "node:assert/strict";
import { test } from "node:test";
import { Clocks } from "./clocks.js";
import { hoursBetween, minutesOf, piecesOf, timeOfDay, weekDays } from "./week-days.js";

const clocks = new Clocks({
    "Asia/Brunei": [{ from: "1970-01-01T00:00:00.000Z", offset: 8 * 3600 }],
    "Asia/Kathmandu": [{ from: "1970-01-01T00:00:00.000Z", offset: 5 * 3600 + 2700 }],
    "Europe/Brussels": [
        { from: "2021-03-28T01:00:00.000Z", offset: 7200 }, { from: "2021-10-31T01:00:00.000Z", offset: 3600 }, { from: "2022-03-27T01:00:00.000Z", offset: 7200 },
    ],
});
const timed = (id, start, minutes) => ({ id, start: Date.parse(start), end: Date.parse(start) + minutes * 60_000 });
const conference = { timeZone: "Asia/Brunei", firstDay: "2021-08-02", lastDay: "2021-08-04" };

test("times of the day", () => {
    for (const text of ["00:00", "08:30", "24:00"]) assert.equal(timeOfDay(minutesOf(text)), text);
});

test("a meeting within a day, and one that ends at midnight, are one piece", () => {
    assert.deepEqual(piecesOf(timed("a", "2021-08-02T01:00:00Z", 90), clocks, "Asia/Brunei"), [{ id: "a", date: "2021-08-02", from: 540, to: 630, before: false, after: false }]);
    assert.deepEqual(piecesOf(timed("a", "2021-08-02T15:00:00Z", 60), clocks, "Asia/Brunei"), [{ id: "a", date: "2021-08-02", from: 1380, to: 1440, before: false, after: false }]);
});

test("a meeting across midnight has a piece on each day", () => {
    assert.deepEqual(piecesOf(timed("a", "2021-08-02T15:30:00Z", 60), clocks, "Asia/Brunei"), [
        { id: "a", date: "2021-08-02", from: 1410, to: 1440, before: false, after: true },
        { id: "a", date: "2021-08-03", from: 0, to: 30, before: true, after: false },
    ]);
});

test("a meeting in the night of a change is drawn as long as it lasts", () => {
    const [back] = piecesOf(timed("a", "2021-10-31T00:30:00Z", 60), clocks, "Europe/Brussels");
    assert.deepEqual([back.date, back.from, back.to], ["2021-10-31", 150, 210]);
});

test("the hours are those planned, and those of what lies outside them", () => {
    const planning = { days: [{ date: "2021-08-02", from: "08:00", to: "18:00" }, { date: "2021-08-03", from: "09:00", to: "17:00" }] };
    const week = weekDays({ conference, planning }, clocks, [timed("a", "2021-08-03T10:30:00Z", 60), timed("b", "2021-08-05T01:00:00Z", 60)]);
    assert.deepEqual([week.from, week.to], [480, 1200]);
    assert.deepEqual(week.days.map(({ date, from, to }) => `${date} ${from} ${to}`), ["2021-08-02 480 1080", "2021-08-03 540 1020", "2021-08-05 0 0"]);
    assert.equal(week.days[0].opens, Date.parse("2021-08-02T00:00:00Z"));
    assert.equal(week.days[0].closes, Date.parse("2021-08-02T12:00:00Z"));
});

test("without a plan all days of the conference are there, with hours for an empty week", () => {
    const empty = weekDays({ conference }, clocks, []);
    assert.deepEqual([empty.from, empty.to, empty.days.length], [480, 1080, 3]);
    const some = weekDays({ conference }, clocks, [timed("a", "2021-08-03T01:30:00Z", 45)]);
    assert.deepEqual([some.from, some.to, some.days.length], [540, 660, 3]);
});

test("full hours, also where the zone lies between them", () => {
    const from = Date.parse("2021-08-02T02:00:00Z");
    assert.deepEqual(hoursBetween(from, from + 7_200_000, clocks, "Asia/Brunei").length, 3);
    assert.deepEqual(hoursBetween(from, from + 7_200_000, clocks, "Asia/Kathmandu").map((at) => new Date(at).toISOString().slice(11, 16)), ["02:15", "03:15"]);
});

test("a plan without days is for every day of the conference, at the usual hours", () => {
    const week = weekDays({ conference, planning: { days: [] } }, clocks, []);
    assert.deepEqual([week.days.length, week.from, week.to, week.days[0].from, week.days[0].to], [3, 480, 1200, 480, 1200]);
});
