import assert from "node:assert/strict";
import { test } from "node:test";
import { cover, photoLayout } from "./photo.js";

test("all heads fit into 3840 x 2160 without touching, at any number", () => {
    for (let count = 1; count <= 40; count += 1) {
        const boxes = photoLayout(count);
        assert.equal(boxes.length, count);
        boxes.forEach((box, index) => {
            assert.ok(box.x >= 100 && box.x + box.width <= 3740 && box.y >= 180 && box.y + box.height + 84 <= 2100, `${count}`);
            for (const other of boxes.slice(index + 1)) {
                const apart = other.x >= box.x + box.width || box.x >= other.x + other.width || other.y >= box.y + box.height + 84 || box.y >= other.y + other.height + 84;
                assert.ok(apart, `${count}`);
            }
        });
    }
});

test("each row stands in the middle", () => {
    const boxes = photoLayout(13);
    const tops = [...new Set(boxes.map(({ y }) => y))];
    for (const top of tops) {
        const row = boxes.filter(({ y }) => y === top);
        const middle = (row[0].x + row.at(-1).x + row.at(-1).width) / 2;
        assert.ok(Math.abs(middle - 1920) <= 1);
    }
});

test("a picture fills its box, and what is cut is cut evenly", () => {
    assert.deepEqual(cover(640, 480, 16 / 9), { x: 0, y: 60, width: 640, height: 360 });
    assert.deepEqual(cover(1000, 500, 1), { x: 250, y: 0, width: 500, height: 500 });
});
