import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleFacts } from "../../testing/facts.js";
import { groupOf, holdsOn, membershipRows, membersOn, partnersOf, termsFrom, turnOf } from "./fact-terms.js";

const { terms } = sampleFacts();

test("both ends of a period belong to it", () => {
    const period = { since: "2030-01-01", until: "2030-12-31" };
    assert.deepEqual(["2029-12-31", "2030-01-01", "2030-12-31", "2031-01-01"].map((day) => holdsOn(period, day)), [false, true, true, false]);
    assert.ok(holdsOn({ since: "2030-01-01" }, "9999-12-31"));
});

test("a table has the members of its core and its own partners, by their first days", () => {
    assert.deepEqual(membershipRows(terms, "plus").map(({ party, core }) => [party, core]), [["AA", "group"], ["BB", "group"], ["DD", "group"], ["CC", "group"], ["PP", null]]);
    assert.deepEqual(membershipRows(terms, "group").map(({ core }) => core), [null, null, null, null]);
    assert.deepEqual(membershipRows(terms, "nothing"), []);
});

test("who may preside is a member on that day", () => {
    assert.deepEqual(membersOn(terms, "plus", "1995-01-01"), ["AA", "BB", "DD"]);
    assert.deepEqual(membersOn(terms, "group", "2030-12-31"), ["AA", "BB", "CC"]);
});

test("partners are those of co-chaired tables and those who had a coordinator", () => {
    assert.deepEqual(partnersOf(terms), ["PP", "QQ"]);
    assert.deepEqual([groupOf(terms, "PP"), groupOf(terms, "QQ")], ["group", "group"]);
    assert.deepEqual(termsFrom(terms, "2024-01-01").map(({ party }) => party), ["BB", "AA"]);
});

test("a year beyond what the server told has no turn here", () => {
    assert.deepEqual([turnOf(terms, "group", 2031), turnOf(terms, "group", 2050), turnOf(terms, "plus", 2031)], ["BB", null, null]);
});
