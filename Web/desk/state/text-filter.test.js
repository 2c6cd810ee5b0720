import assert from "node:assert/strict";
import { test } from "node:test";
import { filtered } from "./text-filter.js";
import { aboutParagraph } from "./text-index.js";
import { nextOpen } from "./text-words.js";

const paragraph = (id, standing = "open", more = {}) => ({ id, kind: { operative: {} }, number: id, standing, waiting: [], confirmations: {}, supporters: [], isSettled: false, runs: [], ...more });

const view = () => ({
    paragraphs: [
        paragraph("a", "open", { kind: { heading: { level: 1 } } }), paragraph("b"), paragraph("c", "agreedAdReferendum", { waiting: ["MY"] }), paragraph("d", "agreed"),
        paragraph("e", "underDiscussion"), paragraph("f", "open", { alternativeTo: "e" }),
    ],
    brackets: [{ id: "9.0", paragraph: "b", wanting: ["PH"], opposing: ["SG"] }],
    placeholders: [{ id: "10.0", paragraph: "e", subject: "date", owner: "VN" }],
    proposals: [
        { id: "11.0", change: { insert: { paragraph: "b", words: "x" } }, sponsors: ["ID"], supporting: ["PH"], opposing: [], reason: "", state: "tabled", seen: 1 },
        { id: "12.0", change: { add: { behind: "e", kind: { operative: {} }, words: "new" } }, sponsors: ["LA"], supporting: [], opposing: [], reason: "", state: "tabled", seen: 1 },
        { id: "13.0", change: { remove: { paragraph: "gone" } }, sponsors: ["KH"], supporting: [], opposing: [], reason: "", state: "tabled", seen: 1 },
        { id: "14.0", change: { remove: { paragraph: "d" } }, sponsors: ["ID"], supporting: [], opposing: [], reason: "", state: "withdrawn", seen: 1 },
    ],
    citations: [], comments: [
        { id: "15.0", paragraph: "d", delegation: "BN", words: "?", isResolved: false },
        { id: "16.0", paragraph: "b", delegation: "BN", words: "!", isResolved: true },
    ],
    packages: [{ id: "17.0", name: { en: "P" }, paragraphs: ["b", "d"] }],
});

const ids = (filter) => [...filtered(view(), { by: "", standing: "", ...filter })];

test("a delegation finds what it holds", () => {
    assert.equal(filtered(view(), { by: "", standing: "" }), null);
    assert.deepEqual(["PH", "SG", "MY", "VN", "LA", "KH", "BN", "TH"].map((by) => ids({ by })), [["b"], ["b"], ["c"], ["e"], ["e"], ["a"], ["d"], []]);
    assert.deepEqual(ids({ by: "ID" }), ["b"], "what was withdrawn is held no more");
});

test("paragraphs are found by how they stand", () => {
    assert.deepEqual(["open", "underDiscussion", "agreedAdReferendum", "agreed", "brackets", "proposals"].map((standing) => ids({ standing })),
        [["a", "b", "f"], ["e"], ["c"], ["d"], ["b"], ["a", "b", "e"]]);
    assert.deepEqual(ids({ by: "PH", standing: "proposals" }), ["b"]);
});

test("of each paragraph there is what is about it", () => {
    const all = view();
    assert.deepEqual(aboutParagraph(all, "e").variants, ["e", "f"]);
    assert.deepEqual(aboutParagraph(all, "f").variants, ["e", "f"]);
    assert.deepEqual(aboutParagraph(all, "b").variants, ["b"]);
    assert.deepEqual(aboutParagraph(all, "d").packages.map(({ id }) => id), ["17.0"]);
    assert.deepEqual(aboutParagraph(all, "zz").proposals, []);
});

test("what is open comes one by one, within what is wanted, both ways", () => {
    const all = view();
    assert.deepEqual([null, "b", "c", "e", "f"].map((from) => nextOpen(all, from)), ["b", "c", "e", "f", "b"]);
    assert.deepEqual([null, "f", "e", "b"].map((from) => nextOpen(all, from, null, -1)), ["f", "e", "c", "f"]);
    assert.equal(nextOpen(all, "b", new Set(["b", "d", "f"])), "f");
    assert.equal(nextOpen(all, null, new Set(["d"])), null);
});
