import assert from "node:assert/strict";
import { test } from "node:test";
import { offerToPlay, offerToSend } from "./sound-offer.js";

const lines = (...text) => text.map((line) => `${line}\r\n`).join("");
const CHROMIUM = lines(
    "v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0 1",
    "m=audio 9 UDP/TLS/RTP/SAVPF 111 63", "a=mid:0", "a=rtpmap:111 opus/48000/2", "a=rtcp-fb:111 transport-cc",
    "a=fmtp:111 minptime=10;useinbandfec=1", "a=rtpmap:63 red/48000/2", "a=fmtp:63 111/111",
    "m=video 9 UDP/TLS/RTP/SAVPF 96", "a=mid:1", "a=rtpmap:96 VP8/90000", "a=rtcp-fb:96 nack",
);
const opus = (sdp) => /a=fmtp:111 (.+)/.exec(sdp)?.[1];

test("a voice is sent as the browser thinks best; what is lost of it may be asked for", () => {
    const sdp = offerToSend(CHROMIUM, "voice");
    assert.equal(opus(sdp), "minptime=10;useinbandfec=1");
    assert.equal(sdp, CHROMIUM.replace("opus/48000/2\r\n", "opus/48000/2\r\na=rtcp-fb:111 nack\r\n"));
});

test("more than a voice says so", () => {
    assert.equal(opus(offerToSend(CHROMIUM, "full")), "minptime=10;useinbandfec=1;maxaveragebitrate=96000");
    assert.equal(opus(offerToSend(CHROMIUM, "stereo")), "minptime=10;useinbandfec=1;maxaveragebitrate=128000;sprop-stereo=1");
});

test("whoever receives can play two channels, on every line", () => {
    const two = CHROMIUM + lines("m=audio 9 UDP/TLS/RTP/SAVPF 109", "a=mid:2", "a=rtpmap:109 opus/48000/2", "a=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1");
    const sdp = offerToPlay(two);
    assert.equal(opus(sdp), "minptime=10;useinbandfec=1;stereo=1");
    assert.match(sdp, /a=fmtp:109 maxplaybackrate=48000;useinbandfec=1;stereo=1\r\n/);
    assert.match(sdp, /a=rtcp-fb:109 nack\r\n/);
});

test("what was said is not said twice, and nothing else is touched", () => {
    const once = offerToSend(CHROMIUM, "stereo");
    assert.equal(offerToSend(once, "stereo"), once);
    assert.equal(offerToSend(once, "voice"), offerToSend(CHROMIUM, "voice"), "what is not so any more is taken back");
    const [, video] = CHROMIUM.split(/(?=m=video)/);
    assert.ok(once.endsWith(video));
    const without = CHROMIUM.replaceAll("opus", "PCMU");
    assert.equal(offerToSend(without, "stereo"), without);
});
