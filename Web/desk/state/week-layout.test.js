import assert from "node:assert/strict";
import { test } from "node:test";
import { sideBySide } from "./week-layout.js";

const lanes = (...spans) => Object.fromEntries([...sideBySide(spans.map(([id, from, to]) => ({ id, from, to })))].map(([id, { column, columns }]) => [id, `${column}/${columns}`]));

test("one after the other takes the whole width", () => {
    assert.deepEqual(lanes(["a", 0, 60], ["b", 60, 120]), { a: "0/1", b: "0/1" });
});

test("two at once share it, and a third takes the place that is free again", () => {
    assert.deepEqual(lanes(["a", 0, 120], ["b", 0, 60], ["c", 60, 90]), { a: "0/2", b: "1/2", c: "1/2" });
});

test("what hangs together by others has the same number of columns, what comes later has its own", () => {
    assert.deepEqual(lanes(["a", 0, 60], ["b", 30, 90], ["c", 80, 100], ["d", 100, 110]), { a: "0/2", b: "1/2", c: "0/2", d: "0/1" });
});

test("no two that overlap are in the same column, whatever the spans", () => {
    let seed = 7;
    const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    for (let round = 0; round < 200; round++) {
        const spans = Array.from({ length: 12 }, (_, index) => {
            const from = random(40);
            return { id: String(index), from, to: from + 1 + random(10) };
        });
        const found = sideBySide(spans);
        for (const a of spans) {
            const lane = found.get(a.id);
            assert.ok(lane.column < lane.columns);
            for (const b of spans) {
                if (a === b || a.from >= b.to || b.from >= a.to) continue;
                assert.notEqual(lane.column, found.get(b.id).column);
                assert.equal(lane.columns, found.get(b.id).columns);
            }
        }
    }
});
