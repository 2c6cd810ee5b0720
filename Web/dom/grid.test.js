import assert from "node:assert/strict";
import { test } from "node:test";
import { bestGrid } from "./grid.js";

const shape = { ratio: 16 / 9, gap: 12, caption: 30 };

test("the whole grid fits, and no other number of columns gives larger pictures", () => {
    for (const [width, height] of [[336, 600], [1040, 560], [2000, 1200], [3000, 300]]) {
        for (let count = 1; count <= 30; count += 1) {
            const { columns, rows, tileWidth } = bestGrid(count, width, height, shape);
            assert.ok(columns * rows >= count && columns * (rows - 1) < count);
            assert.ok(columns * tileWidth + (columns - 1) * 12 <= width);
            assert.ok(rows * ((tileWidth * 9) / 16 + 30) + (rows - 1) * 12 <= height + 1);
        }
    }
});

test("no space and no seats make no trouble", () => {
    assert.deepEqual(bestGrid(0, 0, 0, shape), { columns: 1, rows: 1, tileWidth: 0 });
    assert.equal(bestGrid(5, 0, 0, shape).tileWidth, 0);
});
