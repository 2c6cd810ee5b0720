import assert from "node:assert/strict";
import { test } from "node:test";
import { applied, editIn, editsBetween, elements, idIn, MARK, ranges, rangeText, runsIn, words } from "./wording.js";

const start = () => runsIn([["2.0", "We agree."]]);
const edit = (runs, edits, act) => applied(runs, edits.map(editIn), act);

test("what is put in goes directly behind what is named", () => {
    let runs = edit(start(), [{ put: { words: " all", behind: "2.1" } }], 3);
    assert.equal(words(runs), "We all agree.");
    runs = edit(runs, [{ put: { words: "Today " } }, { put: { words: " must", behind: "2.1" } }], 4);
    assert.equal(words(runs), "Today We must all agree.");
    assert.equal(edit(runs, [{ put: { words: "x", behind: "9.0" } }], 5), null);
});

test("exactly what is named is taken out, and put back", () => {
    let runs = edit(start(), [{ put: { words: "XX", behind: "2.4" } }], 3);
    runs = edit(runs, [{ remove: { range: "2.3-7" } }], 4);
    assert.equal(words(runs), "We XX.");
    runs = edit(runs, [{ put: { words: "decide ", behind: "2.4" } }], 5);
    assert.equal(words(runs), "We decide XX.");
    assert.equal(words(edit(runs, [{ restore: { range: "2.3-7" } }], 6)), "We agdecide XXree.");
});

test("an edit may name what the same act makes", () => {
    const runs = edit(runsIn([["2.0", "A"]]), [{ put: { words: "bc", behind: "2.0" } }, { put: { words: "X", behind: "0.0" } }, { remove: { range: "0.1-1" } }], 3);
    assert.equal(words(runs), "AbX");
});

test("letters are code points, and marks stay", () => {
    const runs = runsIn([["2.0", "a🤝"], ["3.1", { open: "3.0" }], ["2.2", "b"], ["3.0", { close: "3.0" }], ["4.0", { placeholder: "4.0" }]]);
    assert.deepEqual(elements(runs).map(({ letter }) => letter), ["a", "🤝", null, "b", null, null]);
    const gone = edit(runs, [{ remove: { range: "3.0-1" } }, { remove: { range: "4.0-0" } }], 5);
    assert.deepEqual(elements(gone).map(({ letter }) => letter), ["a", "🤝", null, "b", null]);
});

test("what somebody did is found between two lines", () => {
    const before = elements(runsIn([["2.0", "We agree"], ["3.1", { open: "3.0" }], ["2.8", "."], ["3.0", { close: "3.0" }]]));
    const line = before.map(({ letter }) => letter ?? MARK).join("");
    assert.deepEqual(editsBetween(before, line), []);
    assert.deepEqual(editsBetween(before, line.replace("agree", "do agree")), [{ put: { words: "do ", behind: idIn("2.2") } }]);
    assert.deepEqual(editsBetween(before, line.replace("agree", "act")), [{ remove: { act: 2, from: 4, to: 7 } }, { put: { words: "ct", behind: idIn("2.3") } }]);
    assert.equal(editsBetween(before, line.replace(MARK, "")), null);
    assert.equal(editsBetween(before, line + MARK), null);
    assert.deepEqual(ranges([idIn("2.1"), idIn("2.2"), idIn("3.0")]).map(rangeText), ["2.1-2", "3.0-0"]);
});
