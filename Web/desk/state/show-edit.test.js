import assert from "node:assert/strict";
import { test } from "node:test";
import { conflicts, edit, freshID, keepMine, lengthText, merged, movedAfter, readLength, takeTheirs } from "./show-edit.js";

const cue = (change = {}) => ({ id: "a", seconds: 60, what: { en: "Photo", vi: "Ảnh" }, who: "VN", screen: "", microphone: "", interpretation: "", photo: "", ...change });

test("fields that different people change are both kept", () => {
    const draft = edit(null, cue(), "who", "ID");
    const newest = cue({ screen: "logo" });
    assert.deepEqual(conflicts(draft, newest), []);
    assert.deepEqual(merged(draft, newest), cue({ who: "ID", screen: "logo" }));
});

test("the same field changed elsewhere is shown, and one chooses", () => {
    const draft = edit(edit(null, cue(), "en", "Family photo"), cue(), "who", "ID");
    const newest = cue({ what: { en: "Group photo", vi: "Ảnh" } });
    assert.deepEqual(conflicts(draft, newest), ["en"]);
    assert.deepEqual(merged(takeTheirs(draft, newest, "en"), newest), cue({ who: "ID", what: { en: "Group photo", vi: "Ảnh" } }));
    const kept = keepMine(draft, newest, "en");
    assert.deepEqual(conflicts(kept, newest), []);
    assert.equal(merged(kept, newest).what.en, "Family photo");
    assert.equal(merged(kept, newest).what.vi, "Ảnh");
});

test("both typing the same is no conflict, typing it back is no change", () => {
    const draft = edit(null, cue(), "who", "ID");
    assert.deepEqual(conflicts(draft, cue({ who: "ID" })), []);
    assert.equal(edit(draft, cue(), "who", "VN"), null);
    assert.equal(takeTheirs(draft, cue({ who: "JP" }), "who"), null);
    // What was typed over a change of somebody else's is one's own word, even if it is how it was before.
    assert.equal(merged(edit(draft, cue({ who: "JP" }), "who", "VN"), cue({ who: "JP" })).who, "VN");
});

test("lengths are read as they are written", () => {
    for (const seconds of [0, 5, 90, 3600, 5999]) assert.equal(readLength(lengthText(seconds)), seconds);
    assert.equal(readLength(" 5 "), 300);
    for (const text of ["", "1:60", "-1", "1:5", "x", "1:30:00", "99999"]) assert.equal(readLength(text), null, text);
});

test("a new cue has a name of its own", () => {
    assert.equal(freshID([], "cue"), "cue-1");
    assert.equal(freshID([cue({ id: "cue-3" }), cue({ id: "cue-4" })], "cue"), "cue-5");
    assert.equal(freshID([cue({ id: "x" }), cue({ id: "cue-3" })], "cue"), "cue-4");
});

test("moving by one place", () => {
    const cues = ["a", "b", "c"].map((id) => cue({ id }));
    assert.deepEqual(movedAfter(cues, "b", -1), { after: null });
    assert.deepEqual(movedAfter(cues, "c", -1), { after: "a" });
    assert.deepEqual(movedAfter(cues, "a", 1), { after: "b" });
    assert.equal(movedAfter(cues, "a", -1), null);
    assert.equal(movedAfter(cues, "c", 1), null);
    assert.equal(movedAfter(cues, "none", 1), null);
});
