import assert from "node:assert/strict";
import { test } from "node:test";
import { currentItem, itemSpent, nextSegment, segmentSteps, successionTo } from "./plan.js";
import { sampleView } from "../testing/sample.js";

const at = "2020-04-14T02:00:00.000Z";
const start = Date.parse(at);
const planned = (change = {}) => sampleView({
    meeting: {
        ...sampleView().meeting, startsAt: at,
        segments: [{ segment: "open", minutes: 30, chair: null }, { segment: "restricted", minutes: 60, chair: "KR" }, { segment: "retreat", minutes: 45, chair: "VN" }],
    },
    segmentNumber: 2, ...change,
});

test("each segment begins when those before it are over, as planned", () => {
    const steps = segmentSteps(planned());
    assert.deepEqual(steps.map((step) => step.startsAt), [start, start + 30 * 60_000, start + 90 * 60_000]);
    assert.deepEqual(steps.map((step) => step.state), ["done", "now", "ahead"]);
    assert.deepEqual(segmentSteps(sampleView()), []);
});

test("the next segment, and who would preside in it", () => {
    assert.equal(nextSegment(planned())?.number, 3);
    assert.equal(nextSegment(planned({ segmentNumber: 3 })), undefined);
    const [first, second, third] = segmentSteps(planned());
    assert.equal(successionTo(planned(), first), "stays");
    assert.equal(successionTo(planned(), third), "stays");
    assert.equal(successionTo(planned(), second), "absent");
    const view = planned();
    const participants = view.participants.map((each) => (each.id === "kr-head" ? { ...each, role: "coChair" } : each));
    assert.equal(successionTo({ ...view, participants }, second), "comes");
    const lost = participants.map((each) => ({ ...each, connected: false }));
    assert.equal(successionTo({ ...view, participants: lost }, second), "absent");
});

test("the time of an item goes on while it is under discussion", () => {
    const view = sampleView({ item: 2, itemTime: { since: at, milliseconds: { 1: 60_000, 2: 5_000 } } });
    assert.equal(currentItem(view)?.number, 2);
    assert.equal(itemSpent(view, 2, start + 1_000), 6_000);
    assert.equal(itemSpent(view, 1, start + 1_000), 60_000);
    assert.equal(itemSpent({ ...view, itemTime: { since: null, milliseconds: {} } }, 2, start), 0);
});
