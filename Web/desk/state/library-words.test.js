import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { adopt } from "../../i18n/catalogue.js";
import { heldWords, languageWords, pieces, placeWords, sizeWords } from "./library-words.js";

adopt("en", JSON.parse(readFileSync(new URL("../../i18n/en.json", import.meta.url), "utf8")));

test("an excerpt falls into what was found and what stands around it", () => {
    assert.deepEqual(pieces("a \u0002b\u0003 c"), [{ words: "a ", isFound: false }, { words: "b", isFound: true }, { words: " c", isFound: false }]);
    assert.deepEqual(pieces("\u0002a\u0003\u0002b\u0003"), [{ words: "a", isFound: true }, { words: "b", isFound: true }]);
    assert.deepEqual(pieces("cut \u0002off"), [{ words: "cut ", isFound: false }, { words: "off", isFound: false }]);
    assert.deepEqual(pieces(""), []);
});

test("sizes, languages and places in words", () => {
    assert.deepEqual([999, 1_000, 2_500_000].map(sizeWords), ["999 bytes", "1 kB", "2.5 MB"]);
    assert.equal(languageWords("vi"), "Vietnamese");
    assert.equal(languageWords("no tag"), "no tag");
    const view = /** @type {any} */ ({ meetings: [{ id: "amm", title: { en: "Ministers" } }] });
    assert.equal(placeWords(view, { meeting: "amm", agendaItem: 3 }), "Ministers, item 3");
    assert.equal(placeWords(view, { meeting: "gone" }), "gone");
    assert.equal(placeWords(view, {}), "");
});

test("until when a document is held back, in words", () => {
    const when = () => "nine o'clock";
    const title = { en: "Declaration" };
    const text = { title, type: "declaration", standing: "negotiated", wasReferred: false, isSame: true };
    const awaiting = (/** @type {object} */ change) => heldWords(/** @type {any} */ ({ embargo: { untilAdopted: { text: "d" } }, awaits: { ...text, ...change } }), when);
    assert.equal(heldWords({}, when), "");
    assert.match(heldWords({ embargo: { until: { time: "" } } }, when), /until nine o'clock by the host's clock/);
    assert.match(heldWords({ embargo: { untilReleased: {} } }, when), /until it is released/);
    assert.match(heldWords({ embargo: { untilAdopted: {} } }, when), /not for you to read/);
    assert.match(awaiting({}), /^Under embargo until “Declaration” is adopted\. Until then only the secretariat reads it, and who submitted it\.$/);
    assert.match(awaiting({ type: "chairStatement" }), /until the chair issues “Declaration”/);
    assert.match(awaiting({ standing: "deferred", wasReferred: true }), /is deferred: the document stays withheld/);
    assert.match(awaiting({ wasReferred: true }), /went on to another body/);
    assert.match(awaiting({ standing: "awaiting" }), /capitals are still to confirm/);
    assert.match(awaiting({ standing: "silence" }), /under silence/);
    assert.match(awaiting({ standing: "decided", verb: "note" }), /decided on, but not adopted/);
    assert.match(awaiting({ type: "chairStatement", isSame: false, standing: "decided" }), /until “Declaration” is adopted.*became a Chairman's Statement/);
});
