import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { adopt, LANGUAGES } from "../../i18n/catalogue.js";
import { sampleFacts } from "../../testing/facts.js";
import { changeWords, effectWords, groundsWords, namesIn, periodWords } from "./fact-words.js";

for (const code of LANGUAGES) adopt(code, JSON.parse(readFileSync(new URL(`../../i18n/${code}.json`, import.meta.url), "utf8")));
const { facts, terms } = sampleFacts();
const names = namesIn(facts, terms);

test("changes are sentences with names", () => {
    /** @type {[import("./fact-words.js").Change, string][]} */
    const rows = [
        [{ type: "partyChanged", party: "AA", capital: { en: "Harbour" }, timeZone: "Asia/Dili" }, "Of Land AA: the capital is Harbour, the time zone is Asia/Dili"],
        [{ type: "membershipAdded", format: "group", party: "PP", standing: "member", since: "2030-01-01" }, "Group: Land PP sits at the table as a member from 1 January 2030"],
        [{ type: "membershipEnded", format: "plus", party: "PP", until: "2030-12-31" }, "Plus: Land PP sits at the table for the last time on 31 December 2030"],
        [{ type: "chairChanged", group: "group", year: 2031, chair: "AA", turn: "AA" }, "Group, 2031: Land AA presides"],
        [{ type: "chairChanged", group: "group", year: 2031, chair: "AA", turn: "BB" }, "Group, 2031: Land AA presides, and the year counts as the turn of Land BB"],
        [{ type: "coordinatorNamed", partner: "PP", party: "CC", since: "2030-01-01", until: "2032-12-31" }, "Land CC coordinates the relations with Land PP from 1 January 2030 to 31 December 2032"],
        [{ type: "orderOverridden", format: "group", order: "signing", sequence: ["CC", "AA"], since: "2030-01-01" }, "Group, Order of signing as decided from 1 January 2030: Land CC, Land AA"],
        [{ type: "orderOverridden", format: "group", order: "signing", sequence: [], since: "2030-01-01" }, "Group, Order of signing by the rule again from 1 January 2030"],
    ];
    for (const [change, words] of rows) assert.equal(changeWords(change, names), words);
});

test("effects say what it was and what it becomes", () => {
    assert.equal(effectWords({ what: "joins", format: "plus", party: "CC", place: 3 }, names), "Plus: Land CC sits at the table, in place 3 by precedence.");
    assert.equal(effectWords({ what: "chair", format: "group", from: null, to: "AA" }, names), "Group: the chair is Land AA; until now: nobody on record.");
    assert.equal(effectWords({ what: "zone", party: "AA", from: null, to: "Asia/Dili" }, names), "The time zone of Land AA is Asia/Dili; until now: nothing.");
});

test("what nobody knows stands as its code; grounds stand in one line", () => {
    assert.equal(names.party("ZZ"), "ZZ");
    assert.equal(periodWords({ since: "2030-01-01" }), "from 1 January 2030");
    assert.equal(groundsWords({ author: "administration", reason: "By rotation" }), "By rotation · The administration");
    assert.equal(groundsWords({}), "");
});
