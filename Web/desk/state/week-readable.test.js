import assert from "node:assert/strict";
import { test } from "node:test";
import { namesIn, readable } from "./week-readable.js";

const view = {
    meetings: [{ id: "w-amm", title: { en: "AMM" } }, { id: "closing", title: { en: "Closing and handing over" } }],
    delegations: [{ seat: { id: "VN", name: { en: "Viet Nam" } } }],
    rooms: [{ id: "hall-1", name: { en: "Great hall" } }],
};
const words = (text, ...meetings) => readable(text, namesIn(view, meetings, (texts) => texts.en, (level) => `at ${level}`));

test("ids become names", () => {
    assert.equal(words("VN-senior-officials would be in w-amm and closing at once.", "w-amm", "closing"), "Viet Nam (at seniorOfficials) would be in AMM and Closing and handing over at once.");
    assert.equal(words("w-amm is in hall-1.", "w-amm"), "AMM is in Great hall.");
});

test("words that happen to be ids of other meetings stay words, and so does what is not known", () => {
    assert.equal(words("The closing of w-ammo and US-ministers, VN-minister at 09:00-10:30.", "w-amm"), "The closing of w-ammo and US-ministers, VN-minister at 09:00-10:30.");
});
