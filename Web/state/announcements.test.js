import assert from "node:assert/strict";
import { test } from "node:test";
import { announcements } from "./announcements.js";
import { fold } from "./fold.js";
import { sampleView } from "../testing/sample.js";

const at = "2020-04-14T02:00:00.000Z";
const said = (event, you = "kr-head", before = sampleView()) => announcements(before, fold(before, event, at), you);

test("floor, flag, segment, sitting and item are said", () => {
    assert.deepEqual(said({ type: "floorGiven", seat: "ID", limitSeconds: 9 }), [{ key: "announce.floor", seat: "ID" }]);
    assert.equal(said({ type: "floorGiven", seat: "KR", limitSeconds: 9 })[0].key, "announce.yourFloor");
    assert.deepEqual(said({ type: "flagRaised", seat: "ID" }), [{ key: "announce.flag", seat: "ID" }]);
    assert.deepEqual(said({ type: "flagRaised", seat: "KR" }), [{ key: "announce.yourFlag", number: 1 }]);
    assert.deepEqual(said({ type: "segmentChanged", segment: "retreat" }), [{ key: "announce.segment.retreat", banner: true }]);
    assert.equal(said({ type: "meetingSuspended" })[0].key, "announce.sitting.suspended");
    assert.deepEqual(said({ type: "itemTaken", number: 2 }), [{ key: "announce.item", number: 2 }]);
    assert.equal(said({ type: "chairHanded", participant: "vn-co" })[0].key, "announce.presides");
    assert.equal(said({ type: "chairHanded", participant: "vn-co" }, "vn-co")[0].key, "announce.youPreside");
});

test("what changes nothing for the ear is not said", () => {
    assert.deepEqual(said({ type: "devicesSet", participant: "id-head", camera: false, microphoneOn: false }), []);
    assert.deepEqual(announcements(null, sampleView(), "kr-head"), []);
});

test("from the lobby's view into the room nothing is said at once", () => {
    const { segment, ...lobby } = sampleView();
    assert.equal(segment, "open");
    assert.deepEqual(announcements(lobby, sampleView({ speakers: [{ seat: "ID", raisedAt: at }] }), "kr-head"), []);
});

test("the press is not told about a part that it may not follow; its screen says so", () => {
    assert.deepEqual(said({ type: "segmentChanged", segment: "restricted" }, "paper"), []);
});

test("nothing has ended for who is kept out: their view is emptied", () => {
    const before = sampleView({ floor: { seat: "ID", since: at, limitSeconds: 60 } });
    const emptied = { ...before, segment: "restricted", floor: null, presiding: null };
    assert.deepEqual(announcements(before, emptied, "paper"), []);
    assert.deepEqual(announcements(emptied, before, "paper"), [{ key: "announce.segment.open", banner: true }]);
});

test("a point of order is said to all at once, and so is the ruling", () => {
    assert.deepEqual(said({ type: "pointRaised", seat: "ID" }), [{ key: "announce.point", seat: "ID", banner: true, urgent: true }]);
    assert.equal(said({ type: "pointRaised", seat: "KR" })[0].key, "announce.yourPoint");
    assert.deepEqual(said({ type: "pointRuled", seat: "ID", ruling: "upheld" }), [{ key: "announce.ruling.upheld", seat: "ID", banner: true }]);
    const ruled = sampleView({ ruling: { seat: "ID", ruling: "upheld", at } });
    assert.deepEqual(announcements(ruled, { ...ruled, ruling: { ...ruled.ruling } }, "kr-head"), [], "a snapshot after a reconnect rules nothing");
});

test("who is interrupted knows that their time stands still, and that it runs again", () => {
    const floor = { seat: "KR", kind: "intervention", since: at, limitSeconds: 60, spokenMilliseconds: 0 };
    const before = sampleView({ floor, points: [{ seat: "ID", raisedAt: at, heard: false }] });
    const later = "2020-04-14T02:00:10.000Z";
    const waiting = fold(before, { type: "floorInterrupted", seat: "KR" }, later);
    assert.deepEqual(announcements(before, waiting, "kr-head"), [{ key: "announce.youWait", banner: true }]);
    assert.deepEqual(announcements(before, waiting, "id-head"), []);
    const heard = fold(waiting, { type: "floorGiven", seat: "ID", kind: "point" }, later);
    assert.deepEqual(announcements(waiting, heard, "kr-head"), [{ key: "announce.given.point", seat: "ID" }]);
    const over = fold(fold(heard, { type: "floorEnded", seat: "ID", seconds: 1 }, later), { type: "pointRuled", seat: "ID", ruling: "dismissed" }, later);
    const resumed = fold(over, { type: "floorResumed", seat: "KR" }, later);
    assert.deepEqual(announcements(over, resumed, "kr-head"), [{ key: "announce.youResume", banner: true }]);
    assert.deepEqual(announcements(over, resumed, "id-head"), [{ key: "announce.resumed", seat: "KR" }]);
});

test("a reply that is asked for, and given", () => {
    assert.deepEqual(said({ type: "replyRequested", seat: "ID" }), [{ key: "announce.reply", seat: "ID" }]);
    assert.equal(said({ type: "replyRequested", seat: "KR" })[0].key, "announce.yourReply");
    assert.deepEqual(said({ type: "floorGiven", seat: "ID", kind: "reply" }), [{ key: "announce.given.reply", seat: "ID" }]);
});
