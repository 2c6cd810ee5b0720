import assert from "node:assert/strict";
import { test } from "node:test";
import { partyMeant } from "./parties.js";

const parties = [
    { id: "VN", name: { en: "Viet Nam", vi: "Việt Nam" }, kind: "country" },
    { id: "BN", name: { en: "Brunei Darussalam", vi: "Brunei Darussalam" }, kind: "country" },
];

test("a party is meant by its code or a whole name, accents and case aside", () => {
    for (const text of ["VN", "vn", "viet nam", "Việt Nam", "VIET NAM "]) assert.equal(partyMeant(parties, text)?.id, "VN", text);
    assert.equal(partyMeant(parties, "Brunei darussalam")?.id, "BN");
});

test("half a name, nothing, and nobody's name mean nobody", () => {
    for (const text of ["Viet", "", "  ", "Atlantis"]) assert.equal(partyMeant(parties, text), null, text);
});
