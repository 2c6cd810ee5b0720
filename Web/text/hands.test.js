import assert from "node:assert/strict";
import { test } from "node:test";
import { byHand, wordAt, wordsInBracket, wordsOf } from "./hands.js";
import { runsIn } from "./wording.js";

const runs = () => runsIn([["2.0", "We all"], ["3.0", " gladly", [4]], ["5.0", "ways"], ["2.6", " agree"], ["6.0", { open: "6.0" }], ["7.0", " now", [], "1.5"]]);

test("whose hand each word is", () => {
    const word = (act, place) => wordAt(runs(), { act, place });
    assert.equal(word(2, 4).map(({ letter }) => letter).join(""), "allways");
    assert.deepEqual(byHand(word(2, 4)), [{ words: "all", act: 2, movedBy: null }, { words: "ways", act: 5, movedBy: null }]);
    assert.deepEqual(byHand(word(7, 2)), [{ words: "now", act: 1, movedBy: 7 }]);
    assert.equal(wordAt(runs(), null).map(({ letter }) => letter).join(""), "We");
});

test("a remark's words are what stands between its ends now", () => {
    assert.equal(wordsOf(runs(), { first: "2.3", last: "2.11" }), "allways agree");
    assert.equal(wordsOf(runs(), { first: "3.0", last: "3.6" }), "");
    assert.equal(wordsOf(runs(), { first: "9.0", last: "9.1" }), "");
});

test("the words in a bracket, with those within it", () => {
    const nested = runsIn([["2.0", "a"], ["3.1", { open: "3.0" }], ["2.1", "b"], ["4.1", { open: "4.0" }], ["2.2", "c", [9]], ["2.3", "d"], ["4.0", { close: "4.0" }], ["5.0", { placeholder: "5.0" }], ["3.0", { close: "3.0" }], ["2.4", "e"]]);
    assert.equal(wordsInBracket(nested, "3.0"), "b[d]…");
    assert.equal(wordsInBracket(nested, "4.0"), "d");
});
