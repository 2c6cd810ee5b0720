import assert from "node:assert/strict";
import { test } from "node:test";
import { downloadWords, pathWords, playbackWords } from "./path-words.js";

const udp = /** @type {const} */ ({ transport: "udp", family: 4, relay: null });
const relay = /** @type {const} */ ({ transport: "udp", family: 4, relay: "tls" });

test("one way for both directions is named once, two ways by their directions", () => {
    assert.equal(pathWords(undefined), "");
    assert.equal(pathWords({ quality: "lost", up: null, down: null }), "");
    const same = pathWords({ quality: "good", up: udp, down: { ...udp } });
    assert.equal(same, pathWords({ quality: "good", up: null, down: udp }));
    assert.match(same, /, IPv4$/);
    const apart = pathWords({ quality: "good", up: udp, down: relay });
    assert.notEqual(apart, same);
    assert.notEqual(pathWords({ quality: "good", up: relay, down: relay }), same);
    assert.match(pathWords({ quality: "good", up: { transport: "tcp", family: 6 }, down: null }), /IPv6$/);
});

test("what a download does not carry, and nothing where it carries all", () => {
    assert.equal(downloadWords(undefined), "");
    assert.equal(downloadWords({ quality: "good", pictures: "whole", carries: 4e6 }), "");
    assert.equal(downloadWords({ quality: "fair", pictures: "reduced", carries: 400_000 }), "download.reducedAt");
    assert.equal(downloadWords({ quality: "poor", pictures: "held" }), "download.held");
});

test("what ears and eyes miss, from a hundredth on", () => {
    assert.equal(playbackWords(undefined), "");
    assert.equal(playbackWords({ quality: "good", concealed: 0.009, frozen: null }), "");
    assert.equal(playbackWords({ quality: "fair", concealed: 0.03, frozen: 0.2 }), "playback.concealed · playback.frozen");
});
