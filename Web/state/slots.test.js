import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleView } from "../testing/sample.js";
import { slotOfSeat, slotsNeeded, stageSlot, tileQuality, watchList } from "./slots.js";

const mids = ["2", "3", "4", "5", "6"];

test("two slots for floor and chair, and one for each seat at the table", () => {
    assert.deepEqual(slotsNeeded(sampleView()), { audio: 2, video: 5 });
    const free = sampleView();
    assert.deepEqual(slotsNeeded({ ...free, meeting: { ...free.meeting, floorRule: "free" } }), { audio: 5, video: 5 });
});

test("never more slots than the server gives", () => {
    const seats = Array.from({ length: 80 }, (_, index) => ({ id: `S${index}`, name: { en: "" }, place: "table" }));
    const view = sampleView({ seats });
    assert.deepEqual(slotsNeeded({ ...view, meeting: { ...view.meeting, floorRule: "free" } }), { audio: 32, video: 64 });
});

test("each seat keeps its own slot, and the own picture is not asked for", () => {
    assert.deepEqual(watchList(sampleView(), mids, { own: null, quality: "thumbnail" }), [
        { mid: "4", seat: "ID", quality: "thumbnail" }, { mid: "5", seat: "KR", quality: "thumbnail" }, { mid: "6", seat: "VN", quality: "thumbnail" },
    ]);
    const own = watchList(sampleView(), mids, { own: "ID", quality: "full" });
    assert.deepEqual(own.map(({ mid, seat }) => [mid, seat]), [["5", "KR"], ["6", "VN"]]);
    assert.deepEqual(watchList(sampleView(), ["2", "3"], { own: null, quality: "full" }), []);
});

test("a picture is asked for as large as the screen shows it", () => {
    assert.deepEqual([0, 320, 640, 1280].map(tileQuality), ["thumbnail", "thumbnail", "medium", "full"]);
});

test("the stage takes slot 0 while somebody speaks, otherwise slot 1", () => {
    assert.equal(stageSlot(sampleView(), mids), "3");
    assert.equal(stageSlot(sampleView({ floor: { seat: "ID", since: "", limitSeconds: 1 } }), mids), "2");
    assert.equal(stageSlot(sampleView(), []), null);
});

test("a seat's picture comes from its own slot, otherwise from the floor's or the chair's", () => {
    assert.equal(slotOfSeat({ 2: "ID", 4: "ID" }, mids, "ID"), "4");
    assert.equal(slotOfSeat({ 2: "ID", 4: null }, mids, "ID"), "2");
    assert.equal(slotOfSeat({}, mids, "ID"), null);
});
