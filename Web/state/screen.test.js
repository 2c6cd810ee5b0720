import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleView } from "../testing/sample.js";
import { screenFor } from "./screen.js";

const model = (view, you = "id-head") => ({ view, you, me: view.participants.find((each) => each.id === you) });
const on = (facts) => screenFor({ supported: true, noAccess: false, bye: null, status: "open", model: model(sampleView()), ...facts });
const standing = (value) => {
    const view = sampleView();
    return model({ ...view, participants: view.participants.map((each) => (each.id === "id-head" ? { ...each, standing: value } : each)) });
};

test("the way in", () => {
    assert.equal(on({ model: null, status: "connecting" }).ending, "loading");
    assert.equal(on({ model: standing("invited") }).screen, "lobby");
    assert.equal(on({ model: standing("lobby") }).screen, "lobby");
    assert.equal(on({}).screen, "room");
});

test("admitted, but the room's view has not come yet: still the lobby", () => {
    const { segment, ...lobby } = sampleView();
    assert.equal(segment, "open");
    assert.equal(on({ model: model(lobby) }).screen, "lobby");
});

test("reconnecting keeps the screen", () => {
    assert.equal(on({ status: "reconnecting" }).screen, "room");
});

test("the ways out", () => {
    for (const reason of ["removed", "revoked", "replaced"]) assert.equal(on({ status: "ended", bye: { reason } }).ending, reason);
    assert.equal(on({ status: "reconnecting", bye: { reason: "slow" } }).screen, "room");
    assert.equal(on({ model: standing("removed") }).ending, "removed");
    assert.equal(on({ model: model(sampleView({ sitting: "closed" })) }).ending, "closed");
    assert.equal(on({ supported: false }).ending, "unsupported");
    assert.equal(on({ noAccess: true }).ending, "noAccess");
});

test("a part that one may not follow is held, not ended", () => {
    assert.equal(on({ model: model(sampleView({ segment: "restricted" }), "paper") }).ending, "hold");
    assert.equal(on({ model: model(sampleView({ segment: "retreat" }), "id-adviser") }).ending, "hold");
});
