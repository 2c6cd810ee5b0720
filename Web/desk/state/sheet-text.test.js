import assert from "node:assert/strict";
import { test } from "node:test";
import { sheetText } from "./sheet-text.js";

test("what spreadsheets save is read", () => {
    assert.equal(sheetText(new TextEncoder().encode("id,tên\r\n")), "id,tên\r\n");
    assert.equal(sheetText(new Uint8Array([0xef, 0xbb, 0xbf, 0x69])), "i");
    assert.equal(sheetText(new Uint8Array([0xff, 0xfe, 0x69, 0x00, 0x0a, 0x00])), "i\n");
    assert.equal(sheetText(new Uint8Array([0xfe, 0xff, 0x00, 0x69])), "i");
    assert.equal(sheetText(new Uint8Array()), "");
});

test("what is no text is said to be none", () => {
    assert.equal(sheetText(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00])), null);
    assert.equal(sheetText(new Uint8Array([0x74, 0xea, 0x6e])), null);
});
