import assert from "node:assert/strict";
import { test } from "node:test";
import { firstDay, orderOf, placedAt, reordered } from "./fact-change.js";

test("a change is first seen on its first day", () => {
    assert.equal(firstDay({ type: "membershipAdded", format: "asean", party: "PG", standing: "member", since: "2030-01-01" }, "2020-04-14"), "2030-01-01");
    assert.equal(firstDay({ type: "membershipEnded", format: "asean", party: "PG", until: "2028-02-28" }, "2020-04-14"), "2028-02-29");
    assert.equal(firstDay({ type: "chairChanged", group: "asean", year: 2028, chair: "VN", turn: "TH" }, "2020-04-14"), "2028-01-01");
    assert.equal(firstDay({ type: "partyChanged", party: "TL" }, "2020-04-14"), "2020-04-14");
});

test("another table keeps the order that was chosen; whoever is new follows", () => {
    assert.deepEqual(reordered(["VN", "TH", "BN"], ["BN", "KH", "VN"]), ["VN", "BN", "KH"]);
    assert.deepEqual(reordered([], ["BN", "KH"]), ["BN", "KH"]);
});

test("a place beyond the ends is the end", () => {
    assert.deepEqual(placedAt(["A", "B", "C"], "A", 1), ["B", "A", "C"]);
    assert.deepEqual(placedAt(["A", "B", "C"], "A", Infinity), ["B", "C", "A"]);
    assert.deepEqual(placedAt(["A", "B", "C"], "C", -1), ["C", "A", "B"]);
});

test("precedence is the table itself", () => {
    const format = { id: "f", name: { en: "F" }, table: ["A", "B"], coChairs: [], orders: { speaking: ["B", "A"], signing: [], seating: [] }, overrides: [] };
    assert.deepEqual([orderOf(format, "precedence"), orderOf(format, "speaking"), orderOf(undefined, "seating")], [["A", "B"], ["B", "A"], []]);
});
