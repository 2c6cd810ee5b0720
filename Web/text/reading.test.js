import assert from "node:assert/strict";
import { test } from "node:test";

import { readOut } from "./reading.js";

/** @param {...(string|import("./wording.js").Mark)} parts */
const runs = (...parts) => parts.map((part, index) => ({
    act: index + 1, place: 0, changes: [], ...(typeof part === "string" ? { letters: [...part], mark: null } : { mark: part }),
}));
const [open, close] = [{ open: "1.0" }, { close: "1.0" }];

/** @param {...(string|import("./wording.js").Mark)} parts */
const read = (...parts) => readOut(/** @type {any} */ (runs(...parts)));

test("brackets are not read, and what stands in several of them is a choice", () => {
    assert.deepEqual(read("We ", open, "shall", close, " act."), ["We shall act."]);
    assert.deepEqual(read("We ", open, "shall", close, open, "should", close, " act."), ["We shall / should act."]);
    assert.deepEqual(read("We ", open, "shall ", close, open, "should ", close, "act."), ["We shall / should act."]);
    assert.deepEqual(read(open, "We", close, open, " act", close), ["We / act"]);
});

test("brackets within brackets, and with words between them, are no choices", () => {
    assert.deepEqual(read(open, open, "We", close, " act", close, "."), ["We act."]);
    assert.deepEqual(read(open, "We", close, " and ", open, "they", close), ["We and they"]);
    assert.deepEqual(read(open, close, open, "We", close), ["We"]);
});

test("a footnote is where its mark is", () => {
    assert.deepEqual(read("We", { footnote: "5.0" }, " act."), ["We", { footnote: "5.0" }, " act."]);
});
