import assert from "node:assert/strict";
import { test } from "node:test";
import { countdown } from "./countdown.js";
import { fold, foldedEvents, moved } from "./fold.js";
import { sampleView } from "../testing/sample.js";

const at = "2020-04-14T02:00:00.000Z";
const after = (view, ...events) => events.reduce((state, event) => fold(state, event, at), view);
const person = (view, id) => view.participants.find((each) => each.id === id);
const seat = (view, id) => view.seats.find((each) => each.id === id);

test("folds every event of the protocol", () => {
    const events = (
        "lobbyEntered admitted returnedToLobby removed meetingOpened meetingSuspended meetingResumed meetingClosed flagRaised " +
        "flagLowered speakerMoved replyRequested replyWithdrawn pointRaised pointWithdrawn pointRuled floorGiven floorInterrupted " +
        "questionPut questionAnswered consensusReached consensusFailed paragraphTaken floorResumed floorEnded muted unmuted segmentChanged itemTaken speakingLimitSet chairHanded " +
        "chairTaken microphoneTaken devicesSet left connected disconnected seatAdded participantInvited invitationRevoked agendaSet meetingRevised seatsSet"
    ).split(" ");
    assert.deepEqual([...foldedEvents].sort(), events.sort());
});

test("what it does not know, and what is withheld, changes nothing", () => {
    const view = sampleView();
    assert.equal(fold(view, { type: "withheld" }, at), view);
    assert.equal(fold(view, { type: "constructor" }, at), view);
    assert.equal(fold(view, { type: "admitted", participant: "nobody" }, at), view);
});

test("a view that was handed out is never changed", () => {
    const floor = { seat: "KR", since: at, limitSeconds: 60 };
    const raised = { seat: "ID", raisedAt: at };
    const view = sampleView({
        speakers: [raised], floor, interrupted: floor, replies: [raised], points: [{ ...raised, heard: false }],
        replied: { 1: { ID: 1 } }, itemTime: { since: at, milliseconds: { 1: 5 } },
    });
    const before = structuredClone(view);
    for (const type of foldedEvents) {
        for (const kind of ["intervention", "reply", "point"]) {
            fold(view, { type, kind, participant: "id-head", seat: "ID", position: 0, seconds: 3, segment: "retreat", number: 2, agenda: [] }, at);
        }
    }
    assert.deepEqual(view, before);
});

test("standing", () => {
    const standing = (...types) => person(after(sampleView(), ...types.map((type) => ({ type, participant: "id-head" }))), "id-head").standing;
    assert.equal(standing("returnedToLobby"), "lobby");
    assert.equal(standing("returnedToLobby", "admitted"), "admitted");
    assert.equal(standing("left"), "invited");
    assert.equal(standing("left", "lobbyEntered"), "lobby");
    assert.equal(standing("removed"), "removed");
    assert.equal(standing("invitationRevoked"), "removed");
    assert.equal(person(after(sampleView(), { type: "disconnected", participant: "id-head" }), "id-head").connected, false);
});

test("flags stand in the order they were raised, and are moved as the chair moves them", () => {
    const raise = (id) => ({ type: "flagRaised", seat: id });
    let view = after(sampleView(), raise("ID"), raise("KR"), raise("VN"), raise("ID"));
    assert.deepEqual(view.speakers.map((each) => each.seat), ["ID", "KR", "VN"]);
    view = after(view, { type: "speakerMoved", seat: "VN", position: 0 });
    assert.deepEqual(view.speakers.map((each) => each.seat), ["VN", "ID", "KR"]);
    view = after(view, { type: "speakerMoved", seat: "VN", position: 2 });
    assert.deepEqual(view.speakers.map((each) => each.seat), ["ID", "KR", "VN"]);
    view = after(view, { type: "flagLowered", seat: "KR" });
    assert.deepEqual(view.speakers.map((each) => each.seat), ["ID", "VN"]);
});

test("moving beyond the ends lands at the ends, and moving who is not there moves nobody", () => {
    const list = [{ seat: "A", raisedAt: at }, { seat: "B", raisedAt: at }];
    assert.deepEqual(moved(list, "A", 9).map((each) => each.seat), ["B", "A"]);
    assert.deepEqual(moved(list, "B", -1).map((each) => each.seat), ["B", "A"]);
    assert.equal(moved(list, "C", 0), list);
});

test("the floor is given with the time of the event, and spoken seconds add up", () => {
    let view = after(sampleView({ spoken: { ID: 10 } }), { type: "floorGiven", seat: "ID", participant: "id-head", limitSeconds: 180 });
    assert.deepEqual(view.floor, { seat: "ID", participant: "id-head", kind: "intervention", since: at, limitSeconds: 180, spokenMilliseconds: 0 });
    view = after(view, { type: "floorEnded", seat: "ID", participant: "id-head", seconds: 32, reason: "yielded" });
    assert.equal(view.floor, null);
    assert.deepEqual(view.spoken, { ID: 42 });
    assert.equal(after(view, { type: "floorGiven", seat: "KR", participant: "kr-head", limitSeconds: null }).floor.limitSeconds, null);
});

const later = (seconds) => new Date(Date.parse(at) + seconds * 1000).toISOString();

test("a point of order interrupts; the time of who waits stands still", () => {
    let view = after(sampleView({ points: [] }), { type: "floorGiven", seat: "ID", participant: "id-head", limitSeconds: 180, kind: "intervention" }, { type: "pointRaised", seat: "KR" });
    assert.deepEqual(view.points, [{ seat: "KR", raisedAt: at, heard: false }]);
    view = fold(view, { type: "floorInterrupted", seat: "ID", participant: "id-head" }, later(40.5));
    assert.equal(view.floor, null);
    assert.deepEqual([view.interrupted.seat, view.interrupted.spokenMilliseconds], ["ID", 40_500]);
    view = fold(view, { type: "floorGiven", seat: "KR", participant: "kr-head", limitSeconds: null, kind: "point" }, later(40.5));
    assert.ok(view.points[0].heard);
    view = fold(view, { type: "floorEnded", seat: "KR", participant: "kr-head", seconds: 30, reason: "chair" }, later(70));
    assert.equal(view.interrupted.seat, "ID");
    view = fold(view, { type: "pointRuled", seat: "KR", ruling: "dismissed" }, later(70));
    assert.deepEqual([view.points, view.ruling], [[], { seat: "KR", ruling: "dismissed", at: later(70) }]);
    view = fold(view, { type: "floorResumed", seat: "ID", participant: "id-head" }, later(70));
    assert.equal(view.interrupted, null);
    assert.equal(countdown(view.floor, Date.parse(later(80))).remaining, 180 - 50);
    assert.deepEqual(view.spoken, { KR: 30 });
});

test("replies are asked for, given, and counted by item and seat", () => {
    const reply = { type: "floorGiven", seat: "ID", participant: "id-head", limitSeconds: 300, kind: "reply" };
    let view = after(sampleView(), { type: "replyRequested", seat: "ID" });
    assert.deepEqual(view.replies, [{ seat: "ID", raisedAt: at }]);
    view = after(view, { type: "replyWithdrawn", seat: "ID" }, reply);
    assert.deepEqual([view.replies, view.replied], [[], { 1: { ID: 1 } }]);
    view = after(view, { type: "floorEnded", seat: "ID", seconds: 1 }, reply, { type: "itemTaken", number: 2 }, reply);
    assert.deepEqual(view.replied, { 1: { ID: 2 }, 2: { ID: 1 } });
});

test("the clock of the item runs while the meeting is open", () => {
    const steps = [
        [{ type: "itemTaken", number: 1 }, 0], [{ type: "meetingOpened" }, 10], [{ type: "meetingSuspended" }, 30], [{ type: "meetingResumed" }, 50],
        [{ type: "itemTaken", number: 2 }, 55],
    ];
    const view = steps.reduce((state, [event, seconds]) => fold(state, event, later(seconds)), sampleView({ sitting: "scheduled", item: null, itemTime: { since: null, milliseconds: {} } }));
    assert.deepEqual(view.itemTime, { since: later(55), milliseconds: { 1: 25_000 } });
    assert.equal(fold(view, { type: "meetingClosed" }, later(60)).itemTime.since, null);
});

test("a planned segment has its number; a decision of the chair's own does not move the plan", () => {
    const view = after(sampleView({ segmentNumber: 1 }), { type: "segmentChanged", segment: "restricted", number: 2 });
    assert.deepEqual([view.segment, view.segmentNumber], ["restricted", 2]);
    assert.equal(after(view, { type: "segmentChanged", segment: "open", number: null }).segmentNumber, 2);
});

test("the meeting, its segment, item, limit, chair, agenda", () => {
    const view = after(
        sampleView(), { type: "meetingSuspended" }, { type: "segmentChanged", segment: "retreat" }, { type: "itemTaken", number: 2 },
        { type: "speakingLimitSet", seconds: 120 }, { type: "chairHanded", participant: "vn-co" }, { type: "agendaSet", agenda: [] },
    );
    assert.equal(view.sitting, "suspended");
    assert.equal(view.segment, "retreat");
    assert.equal(view.item, 2);
    assert.equal(view.meeting.speakingLimitSeconds, 120);
    assert.equal(view.presiding, "vn-co");
    assert.deepEqual(view.agenda, []);
    assert.equal(after(view, { type: "meetingResumed" }).sitting, "open");
    assert.equal(after(view, { type: "meetingClosed" }).sitting, "closed");
});

test("seats: muted, microphone taken, added before those off stage", () => {
    const view = after(
        sampleView(), { type: "muted", seat: "ID" }, { type: "microphoneTaken", seat: "ID", participant: "id-adviser" },
        { type: "seatAdded", seat: { id: "JP", name: { en: "Japan" }, place: "table" } },
    );
    assert.equal(seat(view, "ID").muted, true);
    assert.equal(seat(view, "ID").microphone, "id-adviser");
    assert.deepEqual(view.seats.map((each) => each.id), ["ID", "KR", "VN", "JP", "WHO"]);
    assert.equal(seat(after(view, { type: "unmuted", seat: "ID" }), "ID").muted, false);
});

test("invited again after removal, in the old place", () => {
    const view = after(
        sampleView(), { type: "invitationRevoked", participant: "id-head" },
        { type: "participantInvited", participant: { id: "id-head", seat: "ID", role: "head", name: { en: "" } } },
        { type: "participantInvited", participant: { id: "new", seat: "KR", role: "adviser", name: { en: "" } } },
    );
    assert.equal(view.participants[2].standing, "invited");
    assert.equal(view.participants[2].id, "id-head");
    assert.equal(view.participants.at(-1).id, "new");
    assert.equal(view.participants.at(-1).standing, "invited");
});

test("a question is answered and decided, and stays on record", () => {
    const question = { words: { en: "We adopt it" }, verb: "adopt", seconds: 30, apart: [], waiting: [] };
    const until = "2020-04-14T02:00:30.000Z";
    const put = after(sampleView(), { type: "questionPut", question, number: 1, until, segment: "open" });
    assert.deepEqual(put.question, { question, number: 1, segment: "open", since: at, until, answers: {} });
    const objected = after(put, { type: "questionAnswered", seat: "ID", objects: true, reason: "Not so" });
    assert.deepEqual(objected.question.answers, { ID: { objects: true, reason: "Not so", at } });
    assert.deepEqual(put.question.answers, {});
    const failed = after(objected, { type: "consensusFailed", present: ["ID", "VN"], reason: "Later" });
    assert.deepEqual([failed.question, failed.decisions.length, failed.decisions[0].isDecided], [null, 1, false]);
    const decided = after(failed, { type: "questionPut", question, number: 2, until, segment: "open" }, { type: "consensusReached", present: ["ID"] });
    assert.deepEqual(decided.decisions.map((each) => each.isDecided), [false, true]);
    assert.deepEqual(decided.decisions[1].present, ["ID"]);
    assert.equal(after(sampleView(), { type: "consensusReached", present: [] }).decisions, undefined);
});

test("what the meeting speaks about comes and goes", () => {
    const place = { text: "vision", paragraph: "2.0", number: "OP1" };
    const taken = after(sampleView(), { type: "paragraphTaken", place });
    assert.deepEqual(taken.paragraph, place);
    assert.equal(after(taken, { type: "paragraphTaken" }).paragraph, null);
});
