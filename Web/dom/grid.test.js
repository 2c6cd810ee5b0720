import assert from "node:assert/strict";
import { test } from "node:test";
import { bestGrid, evenRows, places, stripRows } from "./grid.js";

const shape = { ratio: 16 / 9, gap: 12, caption: 30 };

test("the whole grid fits, every picture has a place, and rows differ by one at most", () => {
    for (const [width, height] of [[336, 600], [1040, 560], [2000, 1200], [3000, 300]]) {
        for (let count = 1; count <= 30; count += 1) {
            const { rows, tileWidth } = bestGrid(count, width, height, shape);
            assert.equal(rows.reduce((sum, each) => sum + each), count);
            assert.ok(rows[0] - Math.min(...rows) <= 1);
            assert.ok(rows[0] * tileWidth + (rows[0] - 1) * 12 <= width);
            assert.ok(rows.length * ((tileWidth * 9) / 16 + 30) + (rows.length - 1) * 12 <= height + 1);
        }
    }
});

test("nobody stands alone: thirteen delegations in rows of five and four, or four and three where that is much larger", () => {
    assert.deepEqual(bestGrid(13, 1036, 600, { ...shape, caption: 24 }).rows, [5, 4, 4]);
    assert.deepEqual(bestGrid(13, 2000, 1250, { ...shape, caption: 36 }).rows, [4, 3, 3, 3]);
});

test("rows are as even as possible", () => {
    assert.deepEqual(evenRows(13, 3), [5, 4, 4]);
    assert.deepEqual(evenRows(13, 4), [4, 3, 3, 3]);
    assert.deepEqual(evenRows(2, 3), [1, 1]);
});

test("a shorter row stands in the middle", () => {
    const columns = (/** @type {number} */ row) => places([5, 4, 4]).filter((each) => each.row === row).map((each) => each.column);
    assert.deepEqual(columns(1), [1, 3, 5, 7, 9]);
    assert.deepEqual(columns(3), [2, 4, 6, 8]);
});

test("the strip takes a second row rather than pictures that are too small", () => {
    assert.deepEqual(stripRows(13, 1330, { least: 84, gap: 8 }), [13]);
    assert.deepEqual(stripRows(13, 990, { least: 84, gap: 8 }), [7, 6]);
    assert.deepEqual(stripRows(19, 1330, { least: 84, gap: 8 }), [10, 9]);
    assert.deepEqual(stripRows(3, 10, { least: 84, gap: 8 }), [1, 1, 1]);
});

test("no space and no seats make no trouble", () => {
    assert.deepEqual(bestGrid(0, 0, 0, shape), { rows: [1], tileWidth: 0 });
    assert.equal(bestGrid(5, 0, 0, shape).tileWidth, 0);
    assert.deepEqual(stripRows(0, 0, { least: 84, gap: 8 }), [1]);
});
