import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { LevelMeter } from "./level.js";
import { Sound } from "./sound.js";

/** Stands for an audio element of the page. */
class Element {
    volume = 1;
    muted = false;
    paused = true;
    ended = false;
    srcObject = null;
    played = 0;
    async play() {
        this.played += 1;
        if (refuse) throw new DOMException("", "NotAllowedError");
        this.paused = false;
    }
}
let refuse = false;
let elements = [];
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
    refuse = false;
    elements = [];
    globalThis.MediaStream = class {};
    globalThis.window = globalThis;
    globalThis.document = { createElement: () => (elements.push(new Element()), elements.at(-1)) };
});
afterEach(() => {
    for (const name of ["MediaStream", "window", "document"]) delete globalThis[name];
});

function playing() {
    const sound = new Sound(() => {});
    sound.update(["0"], new Map([["0", {}]]), () => false);
    return sound;
}

test("what a phone call stopped plays on; what has ended does not", async () => {
    const sound = playing();
    const [element] = elements;
    await settle();
    assert.equal(element.played, 1);
    element.onpause();
    assert.equal(element.played, 2);
    element.ended = true;
    element.onpause();
    assert.equal(element.played, 2);
    sound.close();
    assert.equal(element.onpause, null);
});

test("where playing on is not allowed, a click is asked for", async () => {
    const sound = playing();
    await settle();
    refuse = true;
    elements[0].onpause();
    await settle();
    assert.equal(sound.blocked, true);
    refuse = false;
    sound.unlock();
    await settle();
    assert.equal(sound.blocked, false);
    assert.equal(elements[0].played, 3);
    sound.close();
});

test("an element begins silent: without sound it may play before any click", () => {
    const sound = playing();
    assert.equal(elements[0].volume, 0);
    sound.close();
});

test("an interrupted meter is left alone until it is only suspended", () => {
    const meter = new LevelMeter();
    let resumed = 0;
    meter.context = { state: "interrupted", resume: async () => (resumed += 1), close: async () => {} };
    meter.wake();
    assert.equal(resumed, 0);
    meter.context.state = "suspended";
    meter.wake();
    assert.equal(resumed, 1);
});
