import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "./fold.js";
import { sampleView } from "../testing/sample.js";
import { chairSeat, coChairSeats, mayFollow, microphoneReason, nextAct, offStageCount, replyCount, rights, stageSeat } from "./selectors.js";

const at = "2020-04-14T02:00:00.000Z";
const having = (...events) => events.reduce((view, event) => fold(view, event, at), sampleView());
const ready = { microphone: true, microphoneOn: true };

test("who follows which segment", () => {
    const everybody = sampleView().participants;
    const followers = (segment) => everybody.filter((each) => mayFollow(sampleView({ segment }), each));
    const excluded = (segment) => everybody.filter((each) => !followers(segment).includes(each)).map(({ id }) => id);
    assert.deepEqual(excluded("open"), []);
    assert.deepEqual(excluded("restricted"), ["who", "paper"], "the press, and the seats off stage");
    assert.deepEqual(new Set(followers("retreat").map(({ role }) => role)), new Set(["chair", "coChair", "head", "interpreter", "secretariat"]));
    assert.equal(mayFollow(sampleView({ segment: "restricted" }), undefined), false);
});

test("the microphone says honestly why it is not heard", () => {
    const reason = (view, you, devices = ready) => microphoneReason(view, you, devices);
    assert.equal(reason(sampleView(), "id-head"), "noFloor");
    assert.equal(reason(sampleView(), "id-adviser"), "held");
    assert.equal(reason(sampleView(), "paper"), "listener");
    assert.equal(reason(sampleView(), "vn-chair"), "live");
    const floor = { floor: { seat: "ID", since: at, limitSeconds: 60 } };
    assert.equal(reason(sampleView(floor), "id-head"), "live");
    assert.equal(reason(sampleView(floor), "id-head", { microphone: true, microphoneOn: false }), "off");
    assert.equal(reason(sampleView(floor), "id-head", { microphone: false, microphoneOn: true }), "noDevice");
    assert.equal(reason(sampleView(floor), "id-head", { microphone: true, microphoneOn: true, interrupted: true }), "interrupted");
    assert.equal(reason(fold(sampleView(floor), { type: "muted", seat: "ID" }, at), "id-head"), "muted");
    assert.equal(reason(having({ type: "meetingSuspended" }), "vn-chair"), "notOpen");
    const free = sampleView();
    assert.equal(reason({ ...free, meeting: { ...free.meeting, floorRule: "free" } }, "id-head"), "live");
});

test("rights of the one who presides, of the co-chair, the secretariat and a delegation", () => {
    const view = sampleView();
    assert.ok(rights(view, "vn-chair").presides);
    assert.ok(!rights(view, "vn-co").presides);
    assert.ok(rights(view, "vn-co").admit && rights(view, "vn-co").console && !rights(view, "vn-co").dismiss);
    assert.ok(rights(view, "desk").manageList && rights(view, "desk").dismiss && !rights(view, "desk").presides);
    assert.ok(rights(view, "id-head").flag && !rights(view, "id-head").console);
    assert.ok(!rights(view, "who").flag && rights(view, "who").notes);
    assert.ok(!rights(view, "paper").notes);
    const lobby = having({ type: "returnedToLobby", participant: "id-head" });
    assert.ok(!rights(lobby, "id-head").flag);
});

test("the co-chair may take the chair only when nobody conducts", () => {
    assert.ok(!rights(sampleView(), "vn-co").takeChair);
    const lost = having({ type: "disconnected", participant: "vn-chair" });
    assert.ok(rights(lost, "vn-co").takeChair);
    assert.ok(!rights(lost, "id-head").takeChair);
    assert.equal(nextAct(lost, "vn-co").act, "takeChair");
    assert.ok(rights(sampleView({ presiding: null }), "vn-co").takeChair);
});

test("nobody takes a microphone whose seat has the floor", () => {
    assert.ok(rights(sampleView(), "id-adviser").takeMicrophone);
    assert.ok(!rights(sampleView(), "id-head").takeMicrophone);
    assert.ok(!rights(sampleView({ floor: { seat: "ID", since: at, limitSeconds: 60 } }), "id-adviser").takeMicrophone);
});

test("the single most likely next act", () => {
    const act = (change) => nextAct(sampleView(change), "vn-chair")?.act ?? null;
    assert.equal(act({ sitting: "scheduled" }), "openMeeting");
    assert.equal(nextAct({ ...having({ type: "returnedToLobby", participant: "id-head" }), sitting: "scheduled" }, "vn-chair").act, "admitAll");
    assert.equal(act({ sitting: "suspended" }), "resumeMeeting");
    assert.equal(act({ speakers: [{ seat: "KR", raisedAt: at }] }), "nextSpeaker");
    assert.equal(act({ floor: { seat: "ID", since: at, limitSeconds: 60 } }), "endFloor");
    const point = { seat: "KR", raisedAt: at, heard: false };
    assert.equal(act({ points: [point], speakers: [{ seat: "ID", raisedAt: at }] }), "hearPoint");
    assert.deepEqual(nextAct(sampleView({ points: [point, { ...point, seat: "ID", heard: true }] }), "vn-chair"), { act: "rulePoint", seat: "ID" });
    assert.equal(act({ replies: [{ seat: "KR", raisedAt: at }] }), "giveReply");
    assert.equal(act({ replies: [{ seat: "KR", raisedAt: at }], speakers: [{ seat: "ID", raisedAt: at }] }), "nextSpeaker");
    assert.equal(act({}), "takeItem");
    assert.equal(act({ item: 2 }), "closeMeeting");
    assert.equal(act({ sitting: "closed" }), null);
    assert.equal(nextAct(sampleView(), "id-head"), null);
});

test("the stage shows the floor, otherwise the chair", () => {
    assert.equal(stageSeat(sampleView()).id, "VN");
    assert.equal(stageSeat(sampleView({ floor: { seat: "KR", since: at, limitSeconds: 60 } })).id, "KR");
    assert.equal(stageSeat(sampleView({ presiding: null })), undefined);
    assert.equal(chairSeat(sampleView()).id, "VN");
});

test("off stage are those present without a seat at the table", () => {
    assert.equal(offStageCount(sampleView()), 4);
    assert.equal(offStageCount(having({ type: "disconnected", participant: "paper" })), 3);
});

test("seats that conduct together are co-chairs; two people of one seat are not", () => {
    assert.deepEqual(coChairSeats(sampleView()), []);
    const invited = having({ type: "participantInvited", participant: { id: "kr-co", seat: "KR", role: "coChair", name: { en: "" } } });
    assert.deepEqual(coChairSeats(invited).map((each) => each.id), ["KR", "VN"]);
    assert.deepEqual(coChairSeats(fold(invited, { type: "removed", participant: "kr-co" }, at)), []);
});

test("replies are counted on the item under discussion", () => {
    const replied = { 1: { ID: 2 }, 2: { ID: 1 } };
    const meeting = { ...sampleView().meeting, replyRule: { limitSeconds: [300, 180] } };
    assert.deepEqual(replyCount(sampleView({ meeting, replied, item: 1 }), "ID"), { given: 2, most: 2 });
    assert.deepEqual(replyCount(sampleView({ meeting, replied, item: 2 }), "ID"), { given: 1, most: 2 });
    assert.deepEqual(replyCount(sampleView({ meeting, replied, item: null }), "ID"), { given: 0, most: 2 });
});

test("nobody takes the microphone of who was interrupted", () => {
    assert.ok(!rights(sampleView({ interrupted: { seat: "ID", since: at } }), "id-adviser").takeMicrophone);
});
