import assert from "node:assert/strict";
import { test } from "node:test";
import { freshName, levelName, nextDay, orderNames, without, withSet } from "./week-planning.js";

test("what an order rule may name, and what one names that is gone", () => {
    const meetings = [{ id: "som", level: "seniorOfficials", wishes: { groups: ["asean"] } }, { id: "amm", level: "ministers" }];
    const names = orderNames({ meetings, planning: { order: [{ before: "som", after: "plus-one" }] } });
    assert.deepEqual(names, { levels: ["senior-officials", "ministers"], groups: ["asean", "plus-one"], meetings: ["som", "amm"] });
    assert.equal(levelName("working"), "working");
});

test("setting one thing changes nothing else, and not the original", () => {
    const planning = { grid: 30, order: [{ before: "a", gap: 0 }, { before: "b", gap: 0 }] };
    const changed = withSet(planning, ["order", 1, "gap"], 15);
    assert.deepEqual(changed, { grid: 30, order: [{ before: "a", gap: 0 }, { before: "b", gap: 15 }] });
    assert.equal(planning.order[1].gap, 0);
    assert.equal(changed.order[0], planning.order[0]);
    assert.ok(Array.isArray(changed.order));
    assert.deepEqual(without([1, 2, 3], 1), [1, 3]);
});

test("new names and days are free ones", () => {
    assert.equal(freshName(["hall-1", "hall-2"], "hall"), "hall-3");
    assert.deepEqual(nextDay([], "2021-08-02"), { date: "2021-08-02", from: "09:00", to: "18:00" });
    assert.deepEqual(nextDay([{ date: "2021-08-31", from: "08:00", to: "22:00" }, { date: "2021-08-30", from: "10:00", to: "12:00" }], ""), { date: "2021-09-01", from: "08:00", to: "22:00" });
});
