import assert from "node:assert/strict";
import { test } from "node:test";

import { renewed } from "./text-words.js";

test("what is told anew takes its place, what is new comes behind", () => {
    const parts = [{ id: "3.0", state: "tabled" }, { id: "4.0", state: "tabled" }];
    assert.deepEqual(renewed(parts, [{ id: "3.0", state: "withdrawn" }, { id: "9.0", state: "tabled" }]), [
        { id: "3.0", state: "withdrawn" }, { id: "4.0", state: "tabled" }, { id: "9.0", state: "tabled" },
    ]);
    assert.deepEqual(renewed(parts), parts);
});
