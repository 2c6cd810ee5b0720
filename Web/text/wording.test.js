import assert from "node:assert/strict";
import { test } from "node:test";
import { applied, editIn, editsBetween, elements, idIn, MARK, putting, printed, ranges, rangeText, runsIn, words } from "./wording.js";

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

test("the mark of a footnote goes and comes back as a letter does", () => {
    const runs = runsIn([["2.0", "We"], ["3.0", { footnote: "3.0" }], ["2.2", " act."], ["4.1", { open: "4.0" }], ["4.0", { close: "4.0" }]]);
    assert.equal(printed(runs), "We[^] act.[]");
    const gone = edit(runs, [{ remove: { range: "3.0-0" } }], 5);
    assert.equal(printed(gone), "We act.[]");
    assert.equal(printed(edit(gone, [{ restore: { range: "3.0-0" } }], 6)), "We[^] act.[]");
    const before = elements(runs);
    const line = before.map(({ letter }) => letter ?? MARK).join("");
    const isNote = (/** @type {object} */ mark) => "footnote" in mark;
    assert.equal(editsBetween(before, line.replace(MARK, "")), null);
    assert.deepEqual(editsBetween(before, line.replace(MARK, ""), undefined, false, isNote), [{ remove: { act: 3, from: 0, to: 0 } }]);
    assert.equal(editsBetween(before, line.replace(MARK + MARK, MARK), undefined, false, isNote), null);
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

test("words that come from another place keep where they came from", () => {
    let runs = runsIn([["5.0", "abcdef", [], "2.3"]]);
    assert.deepEqual(elements(runs).map(({ origin }) => origin.place), [3, 4, 5, 6, 7, 8]);
    runs = edit(runs, [{ put: { words: "X", behind: "5.1" } }, { put: { words: "yz", behind: "5.5", from: "3.7" } }], 6);
    assert.equal(words(runs), "abXcdefyz");
    assert.deepEqual(elements(runs).map(({ origin }) => `${origin.act}.${origin.place}`), ["2.3", "2.4", "6.0", "2.5", "2.6", "2.7", "2.8", "3.7", "3.8"]);
    const moved = putting(elements(runs).slice(1), null);
    assert.deepEqual(moved, [
        { put: { words: "b", from: "2.4" } }, { put: { words: "X", behind: "0.0", from: "6.0" } },
        { put: { words: "cdef", behind: "0.1", from: "2.5" } }, { put: { words: "yz", behind: "0.5", from: "3.7" } },
    ]);
    const there = edit(runsIn([]), moved, 9);
    assert.equal(words(there), "bXcdefyz");
    assert.deepEqual(elements(there).map(({ origin }) => origin), elements(runs).slice(1).map(({ origin }) => origin));
});

test("whole words are changed for whoever reads it", () => {
    const changed = (/** @type {string} */ old, /** @type {string} */ now) => {
        const before = [...old].map((letter, place) => ({ id: { act: 2, place }, letter }));
        const edits = editsBetween(before, now, undefined, true) ?? [];
        const gone = edits.flatMap((edit) => ("remove" in edit ? [[...old].slice(edit.remove.from, edit.remove.to + 1).join("")] : []));
        return [gone.join(""), edits.flatMap((edit) => ("put" in edit ? [edit.put.words] : [])).join("")];
    };
    assert.deepEqual(changed("for essential goods, now", "for all goods, now"), ["essential", "all"]);
    assert.deepEqual(changed("the colour is", "the color is"), ["colour", "color"]);
    assert.deepEqual(changed("our response", "our collective response"), ["", "collective "]);
    assert.deepEqual(changed("our collective response", "our response"), ["collective ", ""]);
    assert.deepEqual(changed("thỏa thuận", "thoả thuận"), ["thỏa", "thoả"]);
    assert.deepEqual(changed("we act", "we act together"), ["", " together"]);
    assert.deepEqual(changed("so", "so"), ["", ""]);
});
