import assert from "node:assert/strict";
import { test } from "node:test";
import { landing } from "./list-drag.js";

test("a row lands where the line was drawn", () => {
    const drop = (from, gap) => {
        const list = ["A", "B", "C", "D"];
        const [row] = list.splice(from, 1);
        list.splice(landing(from, gap), 0, row);
        return list.join("");
    };
    assert.equal(drop(0, 0), "ABCD");
    assert.equal(drop(0, 1), "ABCD");
    assert.equal(drop(0, 2), "BACD");
    assert.equal(drop(0, 4), "BCDA");
    assert.equal(drop(3, 0), "DABC");
    assert.equal(drop(2, 1), "ACBD");
});
