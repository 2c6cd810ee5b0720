import assert from "node:assert/strict";
import { test } from "node:test";
import { freeId, idFrom, isId, isMailAddress } from "./ids.js";

test("an id reads like its text and is cut between words", () => {
    assert.equal(idFrom("54th ASEAN Foreign Ministers' Meeting and related meetings"), "54th-asean-foreign-ministers-meeting-and");
    assert.equal(idFrom("Hội nghị Cấp cao đặc biệt"), "hoi-nghi-cap-cao-dac-biet");
    assert.equal(idFrom("东盟"), "");
    assert.equal(idFrom("x".repeat(90)).length, 40);
    for (const text of ["54th ASEAN Foreign Ministers' Meeting", "Đoàn Việt Nam", "a - b"]) assert.ok(isId(idFrom(text)), text);
});

test("what is an id", () => {
    assert.ok(isId("amm-54"));
    for (const wrong of ["", "AMM", "a b", "ä", "x".repeat(41)]) assert.ok(!isId(wrong), wrong);
});

test("a number is added until nobody has it", () => {
    assert.equal(freeId("vn", new Set()), "vn");
    assert.equal(freeId("vn", new Set(["vn", "vn-2"])), "vn-3");
    const long = "x".repeat(40);
    assert.ok(isId(freeId(long, new Set([long]))));
});

test("what is a mail address", () => {
    for (const right of ["a@b.c", "first.last+tag@mofa.gov.example"]) assert.ok(isMailAddress(right), right);
    for (const wrong of ["", "a", "a@", "@b", "a b@c.d", "a@b@c", "a@b..c", ".a@b.c", "a@b.c\nx", "<a@b.c>"]) assert.ok(!isMailAddress(wrong), wrong);
});
