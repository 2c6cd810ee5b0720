import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { audioConstraints, Capture } from "./capture.js";

const choice = { camera: null, microphone: null, speaker: null, conference: false };

/** Stands for the browser's devices: what was asked for, and tracks that know what they are. */
class Stream {
    tracks = [];
    addTrack(track) { this.tracks.push(track); }
    removeTrack(track) { this.tracks = this.tracks.filter((each) => each !== track); }
    getTracks() { return this.tracks; }
    getAudioTracks() { return this.tracks.filter(({ kind }) => kind === "audio"); }
    getVideoTracks() { return this.tracks.filter(({ kind }) => kind === "video"); }
}
let asked = [];
let refuse = null;
function track(kind, channelCount) {
    return Object.assign(new EventTarget(), {
        kind, contentHint: "", muted: false, readyState: "live", stop() { this.readyState = "ended"; }, getSettings: () => ({ channelCount }),
    });
}

beforeEach(() => {
    asked = [];
    refuse = null;
    globalThis.MediaStream = Stream;
    const getUserMedia = async (wish) => {
        asked.push(Object.keys(wish).join("+"));
        if (refuse) throw refuse;
        const stream = new Stream();
        if (wish.audio) stream.addTrack(track("audio", wish.audio.channelCount.ideal));
        if (wish.video) stream.addTrack(track("video"));
        return stream;
    };
    Object.defineProperty(globalThis, "navigator", { configurable: true, value: { mediaDevices: { getUserMedia } } });
});
afterEach(() => delete globalThis.MediaStream);

test("a conference microphone comes as it is, a laptop's does not", () => {
    const plain = audioConstraints({ ...choice, conference: true });
    assert.deepEqual([plain.echoCancellation, plain.noiseSuppression, plain.autoGainControl], [false, false, false]);
    assert.deepEqual(plain.channelCount, { ideal: 2 });
    const laptop = audioConstraints({ ...choice, microphone: "x" });
    assert.deepEqual([laptop.echoCancellation, laptop.noiseSuppression, laptop.autoGainControl], [true, true, true]);
    assert.deepEqual([laptop.channelCount, laptop.deviceId], [{ ideal: 1 }, { ideal: "x" }]);
});

test("the grade follows what is captured, not what was wished for", async () => {
    const capture = new Capture(() => {});
    assert.equal(capture.grade, "voice");
    await capture.start(choice);
    assert.equal(capture.grade, "voice");
    await capture.restartMicrophone({ ...choice, conference: true });
    assert.equal(capture.grade, "stereo");
    capture.audio.getSettings = () => ({});
    assert.equal(capture.grade, "full");
});

test("the microphone is opened once more, the camera goes on", async () => {
    const capture = new Capture(() => {});
    await capture.start(choice);
    const { audio, video } = capture;
    await capture.restartMicrophone({ ...choice, conference: true });
    assert.deepEqual(asked, ["audio+video", "audio"]);
    assert.equal(capture.video, video);
    assert.notEqual(capture.audio, audio);
    assert.equal(audio.readyState, "ended");
    assert.equal(capture.audio.contentHint, "music");
    assert.equal(capture.state, "ready");
});

test("an interruption is told, and its end", async () => {
    let changes = 0;
    const capture = new Capture(() => (changes += 1));
    await capture.start(choice);
    const before = changes;
    Object.assign(capture.audio, { muted: true }).onmute();
    assert.deepEqual([capture.interrupted, changes - before], [{ audio: true, video: false }, 1]);
    Object.assign(capture.audio, { muted: false }).onunmute();
    assert.deepEqual([capture.interrupted, capture.state], [{ audio: false, video: false }, "ready"]);
    const former = capture.audio;
    await capture.restartMicrophone(choice);
    assert.equal(former.onmute, null);
});

test("both devices are asked for at once: in some browsers a second question silences what the first one gave", async () => {
    const capture = new Capture(() => {});
    await capture.start(choice);
    await capture.start({ ...choice, camera: "other" });
    assert.deepEqual(asked, ["audio+video", "audio+video"]);
    assert.deepEqual(capture.stream.getTracks(), [capture.audio, capture.video]);
});

test("what works goes on working where that fails", async () => {
    const capture = new Capture(() => {});
    await capture.start(choice);
    const { audio } = capture;
    refuse = new DOMException("", "NotReadableError");
    await capture.restartMicrophone({ ...choice, conference: true });
    assert.equal(capture.audio, audio);
    assert.deepEqual([capture.state, capture.lacking, capture.grade], ["ready", "busy", "voice"]);
});
