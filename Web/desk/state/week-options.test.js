import assert from "node:assert/strict";
import { test } from "node:test";
import { Clocks } from "./clocks.js";
import { bands, choiceAt, choices, nearestStart, roomsOf, startsOf, stepDay, stepRoom, stepStart } from "./week-options.js";

const HALF = 1_800_000;
const FIRST = Date.parse("2021-08-02T00:00:00Z");
const violation = (rule) => ({ rule, meetings: [], principals: [], words: { en: rule, vi: rule } });
const option = (half, room, ...rules) => ({ start: new Date(FIRST + half * HALF).toISOString(), room, violations: rules.map(violation) });
const all = choices([
    option(1, "a"), option(1, "b", "roomOccupied"), option(0, "a", "clash"), option(0, "b", "clash"), option(2, "a", "roomOccupied"), option(2, "b"), option(48, "a"), option(48, "b"), option(50, "a", "hours"),
]);
const starts = startsOf(all);
const clocks = new Clocks({ "Asia/Brunei": [{ from: "1970-01-01T00:00:00.000Z", offset: 8 * 3600 }] });

test("the room is kept as long as no other breaks fewer rules", () => {
    assert.equal(choiceAt(all, FIRST + HALF, "a").room, "a");
    assert.equal(choiceAt(all, FIRST + HALF, "b").room, "a");
    assert.equal(choiceAt(all, FIRST, "b").room, "b");
    assert.equal(choiceAt(all, FIRST + HALF, "b", true).room, "b");
    assert.equal(choiceAt(all, FIRST + HALF, "c", true), null);
    assert.equal(choiceAt(all, 0, "a"), null);
});

test("steps by the grid stay within what there is", () => {
    assert.equal(stepStart(starts, FIRST, 1), FIRST + HALF);
    assert.equal(stepStart(starts, FIRST, -1), FIRST);
    assert.equal(stepStart(starts, FIRST + 60, -1), FIRST);
    assert.equal(nearestStart(starts, FIRST + 0.6 * HALF), FIRST + HALF);
    assert.equal(nearestStart(starts, FIRST - 10 * HALF, HALF), null);
    assert.equal(nearestStart([], FIRST), null);
});

test("steps by the day keep the time of the day, by the host's clock", () => {
    assert.equal(stepDay(starts, FIRST, 1, clocks, "Asia/Brunei"), FIRST + 48 * HALF);
    assert.equal(stepDay(starts, FIRST + 2 * HALF, 1, clocks, "Asia/Brunei"), FIRST + 50 * HALF);
    assert.equal(stepDay(starts, FIRST + 48 * HALF, -1, clocks, "Asia/Brunei"), FIRST);
    assert.equal(stepDay(starts, FIRST, -1, clocks, "Asia/Brunei"), FIRST);
});

test("rooms go round", () => {
    assert.deepEqual(roomsOf(all), ["a", "b"]);
    assert.equal(stepRoom(all, FIRST, "a", 1), "b");
    assert.equal(stepRoom(all, FIRST, "b", 1), "a");
    assert.equal(stepRoom(all, FIRST, "a", -1), "b");
    assert.equal(stepRoom(all, FIRST, "gone", 1), "a");
});

test("stretches with the same answer", () => {
    const found = bands(all, 30).map(({ from, to, rules }) => `${(from - FIRST) / HALF}-${(to - FIRST) / HALF} ${rules}`);
    assert.deepEqual(found, ["0-1 clash", "1-3 ", "48-49 ", "50-51 hours"]);
});
