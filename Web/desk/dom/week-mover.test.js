import assert from "node:assert/strict";
import { test } from "node:test";
import { Clocks } from "../state/clocks.js";
import { Mover } from "./week-mover.js";

const HALF = 1_800_000;
const FIRST = Date.parse("2021-08-02T00:00:00Z");
const clocks = new Clocks({ "Asia/Brunei": [{ from: "1970-01-01T00:00:00.000Z", offset: 8 * 3600 }] });
const broken = [{ rule: "clash", meetings: ["amm"], principals: [], words: { en: "", vi: "" } }];
/** Half hours in two rooms on two days; the third start breaks a rule everywhere. */
const OPTIONS = [0, 1, 2, 48, 49].flatMap((half) => ["a", "b"].map((room) => ({ start: new Date(FIRST + half * HALF).toISOString(), room, violations: half === 2 ? broken : [] })));

function table({ edits = true, by = "meeting", options = async () => OPTIONS, placed = [{ id: "amm", start: FIRST, room: "a" }] } = {}) {
    const done = [];
    const model = { edits, by, date: null, clocks, host: "Asia/Brunei", placed, view: { meetings: [{ id: "amm", length: 60 }] } };
    const mover = new Mover({
        model: () => model, options, changed() {}, locate: () => null,
        place: (id, { start, room }) => done.push(`${id} ${(start - FIRST) / HALF} ${room}`), unplace: (id) => done.push(`${id} aside`),
        say: (_, what) => done.push(what), refuse: (error) => done.push(`refused ${error.message}`),
    });
    const press = (key, more = {}) => mover.key({ key, preventDefault() {}, stopPropagation() {}, ...more }, "amm");
    const pick = async () => {
        press("Enter");
        await new Promise((done) => setImmediate(done));
    };
    return { mover, done, press, pick };
}

test("picked up, moved and put down by keys", async () => {
    const { done, press, pick, mover } = table();
    await pick();
    assert.equal(mover.moving.at.start, FIRST);
    press("ArrowDown");
    press("ArrowRight");
    press("ArrowRight", { shiftKey: true });
    press("Enter");
    assert.deepEqual(done, ["picked", "at", "at", "at", "amm 49 b"]);
    assert.equal(mover.moving, null);
});

test("by room, arrows go along the time and from room to room", async () => {
    const { done, press, pick } = table({ by: "room" });
    await pick();
    press("ArrowRight");
    press("ArrowDown");
    press("ArrowRight", { shiftKey: true });
    press("Enter");
    assert.equal(done.at(-1), "amm 49 b");
});

test("what breaks a rule takes a second press, and moving on takes the first one back", async () => {
    const { done, press, pick, mover } = table();
    await pick();
    press("ArrowDown");
    press("ArrowDown");
    press("Enter");
    assert.equal(mover.moving.armed, true);
    press("Enter", { repeat: true });
    assert.equal(mover.moving.armed, true, "a key held down is no second press");
    press("ArrowUp");
    assert.equal(mover.moving.armed, false);
    press("ArrowDown");
    press("Enter");
    press("Enter");
    assert.equal(done.at(-1), "amm 2 a");
});

test("Escape leaves it, and so does putting it where it was; Delete takes its place away", async () => {
    const { done, press, pick } = table();
    await pick();
    press("ArrowDown");
    press("Escape");
    await pick();
    press("Enter");
    await pick();
    press("Delete");
    assert.deepEqual(done, ["picked", "at", "cancelled", "picked", "cancelled", "picked", "amm aside"]);
});

test("what has no place begins where it breaks nothing", async () => {
    const { mover, pick, press, done } = table({ placed: [], options: async () => [{ ...OPTIONS[4] }, { ...OPTIONS[6] }] });
    await pick();
    assert.equal(mover.moving.at.start, FIRST + 48 * HALF);
    press("Delete");
    assert.equal(done.at(-1), "cancelled");
});

test("whoever may not place moves nothing; a refusal is told; an answer that comes too late is none", async () => {
    const reader = table({ edits: false });
    await reader.pick();
    assert.equal(reader.mover.moving, null);
    const refused = table({ options: async () => { throw new Error("no"); } });
    await refused.pick();
    assert.deepEqual([refused.done, refused.mover.moving], [["refused no"], null]);
    let answer = () => {};
    const late = table({ options: () => new Promise((done) => { answer = () => done(OPTIONS); }) });
    late.press("Enter");
    late.press("Enter");
    late.press("Escape");
    answer();
    await new Promise((done) => setImmediate(done));
    assert.deepEqual([late.done, late.mover.moving], [["cancelled"], null]);
});
