import assert from "node:assert/strict";
import { test } from "node:test";
import { blocksOf, burdenRows, differences, placementsOf } from "./week-blocks.js";

const meeting = (id, length, ...table) => ({ id, length, table, offstage: [], title: { en: id } });
const at = (meeting, hour, room = null) => ({ meeting, start: `2021-08-02T${String(hour).padStart(2, "0")}:00:00.000Z`, room });
const desk = (change = {}) => ({
    you: { delegation: null, isSecretariat: true },
    meetings: [meeting("amm", 90, "VN", "BN"), meeting("arf", 60, "VN", "US"), meeting("som", 60, "BN")],
    placements: [at("arf", 3, "hall"), at("amm", 1)],
    published: [{ ...at("amm", 1), length: 60, sequence: 0, cancelled: false }, { ...at("arf", 2, "hall"), length: 60, sequence: 0, cancelled: false }],
    ...change,
});

test("the secretariat sees the timetable that is worked on, with what is wrong and what has moved", () => {
    const violations = [{ rule: "clash", meetings: ["amm", "arf"], principals: [], words: {} }, { rule: "missing", meetings: ["som"], principals: [], words: {} }];
    const { placed, unplaced } = blocksOf(desk(), { violations });
    assert.deepEqual(placed.map((each) => [each.id, each.wrong.length, each.published?.start ?? null]), [["amm", 1, null], ["arf", 1, "2021-08-02T02:00:00.000Z"]]);
    assert.equal(placed[0].end - placed[0].start, 90 * 60_000);
    assert.deepEqual(unplaced.map((each) => each.id), ["som"]);
});

test("a delegate sees what is published, its own marked, with the published length", () => {
    const { placed, unplaced } = blocksOf(desk({ placements: undefined, you: { delegation: "US", isSecretariat: false } }));
    assert.deepEqual(placed.map((each) => [each.id, each.own, (each.end - each.start) / 60_000]), [["amm", false, 60], ["arf", true, 60]]);
    assert.deepEqual(unplaced, []);
    assert.deepEqual(placementsOf(desk({ placements: undefined, published: null })), []);
});

test("what is cancelled is not there", () => {
    const published = [{ ...at("amm", 1), length: 60, sequence: 0, cancelled: true }];
    assert.deepEqual(blocksOf(desk({ placements: undefined, published })).placed, []);
});

test("what the server has not confirmed stands where it was put, and says so", () => {
    const { placed } = blocksOf(desk(), { pending: [at("amm", 9, "hall")] });
    assert.deepEqual(placed.map((each) => [each.id, each.room, each.pending]), [["arf", "hall", false], ["amm", "hall", true]]);
    assert.deepEqual(blocksOf(desk(), { delegation: "US" }).placed.map((each) => each.id), ["arf"]);
});

test("differences of two timetables", () => {
    const found = differences([at("amm", 1), at("arf", 3), at("som", 5)], [at("amm", 1), at("arf", 3, "hall"), at("new", 2)]);
    assert.deepEqual(found.map((each) => `${each.meeting} ${each.from ? "from" : "-"} ${each.to ? "to" : "-"}`), ["new - to", "arf from to", "som from -"]);
});

test("the most burdened comes first, with what it carries", () => {
    assert.deepEqual(burdenRows({ US: 100, VN: 0, NZ: 120 }, { US: 130, VN: 10 }, { US: 60 }), [
        { seat: "US", minutes: 100, before: 130, carried: 60 },
        { seat: "NZ", minutes: 120, before: 0, carried: 0 },
        { seat: "VN", minutes: 0, before: 10, carried: 0 },
    ]);
});
