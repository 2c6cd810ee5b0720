import assert from "node:assert/strict";
import { test } from "node:test";
import { addLayers, askForDescriptors, LAYERS, layersFor, sendLayers, vp8First } from "./codecs.js";
import { receivedCount, waitAfter } from "./peer.js";
import { connectionSettings, setRelays } from "./relays.js";
import { meterShare } from "./level.js";
import { Playout, playoutTarget } from "./playout.js";
import { sources } from "../testing/sources.js";
import { downReport, LineReporter, pathOf, playReport, rounded, upReport } from "./lines.js";

test("VP8 is preferred, the rest keeps its order", () => {
    const codecs = ["video/AV1", "video/VP8", "video/rtx", "video/H264"].map((mimeType) => ({ mimeType }));
    assert.deepEqual(vp8First(codecs).map(({ mimeType }) => mimeType), ["video/VP8", "video/AV1", "video/rtx", "video/H264"]);
});

test("three layers, from small to large", () => {
    assert.deepEqual(LAYERS.map(({ rid }) => rid), ["q", "h", "f"]);
    assert.deepEqual(LAYERS.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy), [4, 2, 1]);
});

test("only the smallest layer has half the pictures", () => {
    assert.deepEqual(LAYERS.map(({ maxFramerate }) => maxFramerate), [15, 30, 30]);
});

test("each layer has two frame rates, unless the browser refuses", () => {
    const modes = (knowsMode) => {
        const peer = {
            addTransceiver(track, { direction, sendEncodings }) {
                if (!knowsMode && sendEncodings.some(({ scalabilityMode }) => scalabilityMode)) throw new Error("unsupported");
                return { track, direction, sendEncodings };
            },
        };
        const { direction, sendEncodings } = addLayers(peer, "video", []);
        assert.equal(direction, "sendonly");
        assert.deepEqual(sendEncodings.map(({ rid }) => rid), ["q", "h", "f"]);
        return sendEncodings.map(({ scalabilityMode }) => scalabilityMode);
    };
    assert.deepEqual(modes(true), ["L1T2", "L1T2", "L1T2"]);
    assert.deepEqual(modes(false), [undefined, undefined, undefined]);
});

test("of a picture's header extensions the descriptor is asked for, the others stay as they are", () => {
    const descriptor = "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";
    let extensions = [["urn:ietf:params:rtp-hdrext:sdes:mid", "sendrecv"], [descriptor, "stopped"], ["urn:other", "stopped"]]
        .map(([uri, direction]) => ({ uri, direction }));
    askForDescriptors({ getHeaderExtensionsToNegotiate: () => extensions, setHeaderExtensionsToNegotiate: (wanted) => (extensions = wanted) });
    assert.deepEqual(extensions.map(({ direction }) => direction), ["sendrecv", "sendrecv", "stopped"]);
    askForDescriptors({});
});

test("layers that nobody has use for rest, and a small camera has two", () => {
    const sent = (width, wanted) => layersFor(width, wanted).filter(({ active }) => active).map(({ rid, scaleResolutionDownBy }) => [rid, scaleResolutionDownBy]);
    assert.deepEqual(sent(1280, null), [["q", 4], ["h", 2], ["f", 1]]);
    assert.deepEqual(sent(1280, ["h", "q"]), [["q", 4], ["h", 2]]);
    assert.deepEqual(sent(640, ["f", "h", "q"]), [["q", 4], ["h", 1]]);
    assert.deepEqual(sent(640, ["q"]), [["q", 4]]);
});

test("a sender is changed only where something differs", async () => {
    let parameters = { encodings: LAYERS.map((layer) => ({ ...layer })) };
    let changes = 0;
    const sender = {
        track: { getSettings: () => ({ width: 1280 }) },
        getParameters: () => structuredClone(parameters),
        setParameters: async (next) => { changes += 1; parameters = next; },
    };
    await sendLayers(sender, null);
    assert.equal(changes, 0);
    await sendLayers(sender, ["q"]);
    await sendLayers(sender, ["q"]);
    assert.equal(changes, 1);
    assert.deepEqual(parameters.encodings.map(({ active }) => active), [true, false, false]);
    await sendLayers({ ...sender, setParameters: async () => { throw new Error("busy"); } }, null);
});

test("sizes that a browser forgot are said again", async () => {
    const said = [];
    const sender = {
        track: { getSettings: () => ({ width: 1280 }) },
        getParameters: () => ({ encodings: LAYERS.map(({ rid }) => ({ rid, active: true, scaleResolutionDownBy: 1 })) }),
        setParameters: async (next) => said.push(next.encodings.map((encoding) => encoding.scaleResolutionDownBy)),
    };
    await sendLayers(sender, ["q"]);
    assert.deepEqual(said, [[4, 2, 1]]);
});

test("layers under names that are not ours are left as they are", async () => {
    const sender = {
        getParameters: () => ({ encodings: [{ rid: "1865530504", active: true }, { active: true }] }),
        setParameters: async () => assert.fail("nothing to change"),
    };
    await sendLayers(sender, ["q"]);
});

test("every picture plays in its place", () => {
    const players = [...sources()].filter(({ text }) => text.includes('h("video"'));
    assert.deepEqual(players.map(({ path }) => path), ["dom/picture.js"]);
    assert.match(players[0].text, /h\("video", \{[^}]*playsinline: true/);
    assert.match(players[0].text, /this\.video\.muted = true/);
});

test("the level is 0 at silence and at -60 dB, 1 at full scale", () => {
    assert.equal(meterShare(new Float32Array(8)), 0);
    assert.equal(meterShare(new Float32Array(8).fill(1)), 1);
    assert.ok(Math.abs(meterShare(new Float32Array(8).fill(0.001))) < 1e-6);
    assert.ok(Math.abs(meterShare(new Float32Array(8).fill(10 ** -1.5)) - 0.5) < 1e-6);
});

test("upwards: the worst of what the server reports back", () => {
    assert.equal(upReport([{ type: "codec" }]), null);
    const stats = [
        { type: "remote-inbound-rtp", roundTripTime: 0.012, fractionLost: 0.01, jitter: 0.002 },
        { type: "remote-inbound-rtp", roundTripTime: 0.02, fractionLost: 0, jitter: 0.004 },
    ];
    assert.deepEqual(rounded(upReport(stats)), { rtt: 20, loss: 0.01, jitter: 4 });
});

test("downwards: the share that was lost since the last look", () => {
    const stats = (lost, received) => [{ type: "inbound-rtp", kind: "audio", packetsLost: lost, packetsReceived: received, jitter: 0.003 }];
    const first = downReport(stats(0, 100), { lost: 0, received: 0 });
    assert.equal(first.report.loss, 0);
    const second = downReport(stats(10, 190), first.count);
    assert.equal(second.report.loss, 0.1);
    assert.equal(second.report.jitter, 3);
    const anew = downReport(stats(0, 5), second.count);
    assert.equal(anew.report.loss, 0, "a new connection counts from nothing");
    assert.equal(downReport([], second.count), null);
});

test("what ears and eyes got: sound that was made up, and the largest picture standing still", () => {
    const stats = (/** @type {number} */ concealed, /** @type {number} */ samples, /** @type {number|undefined} */ frozen) => [
        { type: "inbound-rtp", kind: "audio", concealedSamples: concealed + 500, silentConcealedSamples: 500, totalSamplesReceived: samples },
        { type: "inbound-rtp", kind: "video", id: "small", frameWidth: 160, frameHeight: 90, totalFreezesDuration: 9 },
        { type: "inbound-rtp", kind: "video", id: "large", frameWidth: 1280, frameHeight: 720, totalFreezesDuration: frozen },
    ];
    const first = playReport(stats(0, 48_000, 1), null, 1000);
    assert.deepEqual(first.report, {}, "nothing to compare with");
    const second = playReport(stats(4_800, 96_000, 2), first.count, 5000);
    assert.deepEqual(second.report, { concealed: 0.1, frozen: 0.25 });
    const other = playReport(stats(4_800, 96_000, undefined), second.count, 9000);
    assert.deepEqual(other.report, {}, "no sound came, and this browser does not count freezes");
});

test("the path in use: by the transport, otherwise by what was nominated", () => {
    const pair = { type: "candidate-pair", id: "p", localCandidateId: "l", remoteCandidateId: "r", currentRoundTripTime: 0.014 };
    const ends = [{ id: "l", protocol: "udp" }, { id: "r", address: "192.0.2.1", port: 5000 }];
    const wanted = { protocol: "udp", relay: null, path: "UDP 192.0.2.1:5000", rtt: 14 };
    assert.deepEqual(pathOf([pair, ...ends, { type: "transport", selectedCandidatePairId: "p" }]), wanted);
    assert.deepEqual(pathOf([{ ...pair, nominated: true, state: "succeeded" }, ...ends]), wanted);
    assert.deepEqual(pathOf([pair, ...ends]), { path: null, rtt: null, protocol: null, relay: null });
    const relayed = [{ ...pair, selected: true }, { id: "l", candidateType: "relay", protocol: "udp", relayProtocol: "tls" }, ends[1]];
    assert.deepEqual(pathOf(relayed), { protocol: "tls", relay: "tls", path: "TURN/TLS 192.0.2.1:5000", rtt: 14 });
});

test("every packet that comes is counted, whichever counters a browser has", () => {
    assert.equal(receivedCount([{ type: "inbound-rtp", packetsReceived: 3 }, { type: "outbound-rtp", packetsSent: 9 }]), 3);
    assert.ok(receivedCount([{ type: "transport", bytesReceived: 100 }]) > receivedCount([{ type: "transport", bytesReceived: 60 }]));
    assert.equal(receivedCount([{ type: "inbound-rtp" }]), 0);
});

test("a look at the path tells the server nothing", async () => {
    const stats = new Map([
        ["p", { type: "candidate-pair", id: "p", nominated: true, state: "succeeded", currentRoundTripTime: 0.02 }],
        ["r", { type: "remote-inbound-rtp", id: "r", roundTripTime: 0.02 }],
    ]);
    const sent = [];
    const reporter = new LineReporter(() => ({ up: { getStats: async () => stats }, down: null }), (message) => sent.push(message));
    await reporter.look();
    assert.equal(reporter.path.rtt, 20);
    assert.deepEqual(sent, []);
});

test("a line that loses much is given time for repairs, and keeps it for a while", () => {
    assert.deepEqual(playoutTarget({ loss: 0, rtt: 500 }), { audio: 0, video: 0 });
    assert.deepEqual(playoutTarget({ loss: 0.01, rtt: 150 }), { audio: 100, video: 0 });
    assert.deepEqual(playoutTarget({ loss: 0.05, rtt: 150 }), { audio: 170, video: 550 });
    assert.deepEqual(playoutTarget({ loss: 0.3, rtt: 600 }), { audio: 230, video: 1400 });
    assert.deepEqual(playoutTarget({ loss: 0.3, rtt: 900 }), { audio: 230, video: 1500 });
    const receivers = ["audio", "video"].map((kind) => ({ track: { kind }, jitterBufferTarget: null }));
    const targets = () => receivers.map(({ jitterBufferTarget }) => jitterBufferTarget);
    const playout = new Playout();
    playout.follow({ loss: 0.05, rtt: 100 }, receivers, 0);
    assert.deepEqual(targets(), [170, 400]);
    playout.follow({ loss: 0, rtt: 100 }, receivers, 10_000);
    assert.deepEqual(targets(), [170, 400]);
    playout.follow({ loss: 0, rtt: 100 }, receivers, 31_000);
    assert.deepEqual(targets(), [null, null]);
    playout.follow({ loss: 0.1, rtt: 100 }, [{ track: { kind: "audio" } }], 32_000);
});

test("connections know the relays that the server named last", () => {
    assert.deepEqual(connectionSettings().iceServers, []);
    const server = { urls: ["turns:turn.example:443?transport=tcp"], username: "1:a", credential: "b" };
    setRelays([server]);
    assert.deepEqual(connectionSettings().iceServers, [server]);
    setRelays([]);
    assert.deepEqual(connectionSettings().iceServers, []);
});

test("connections that fail one after another are made anew ever more slowly", () => {
    assert.deepEqual([0, 1, 2, 3, 5, 6, 60].map(waitAfter), [0, 500, 1000, 2000, 8000, 15000, 15000]);
});
