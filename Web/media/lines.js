/**
 * The quality of this device's lines, from the browser's own counters (W3C webrtc-stats).
 *
 * @typedef {{rtt: number, loss: number, jitter: number}} LineReport    ms, share, ms
 * @typedef {{lost: number, received: number}} LossCount
 * @typedef {{samples: number, concealed: number, frozen: number|null, picture: string, at: number}} PlayCount   of sound and of the largest picture
 * @typedef {{concealed?: number, frozen?: number}} PlayReport    shares; what a browser does not count is not there
 * @typedef {{path: string|null, rtt: number|null, protocol: string|null, relay: Relay|null}} Path   `relay`: how this device reaches its TURN server
 * @typedef {import("../protocol/messages.js").Relay} Relay
 */

/**
 * Upwards: what the server reports back about our packets.
 * @param {Iterable<any>} stats @returns {LineReport|null}
 */
export function upReport(stats) {
    const reports = [...stats].filter((each) => each.type === "remote-inbound-rtp");
    if (reports.length === 0) return null;
    const worst = (/** @type {string} */ key) => Math.max(0, ...reports.map((each) => Number(each[key] ?? 0)));
    return { rtt: worst("roundTripTime") * 1000, loss: share(worst("fractionLost")), jitter: worst("jitter") * 1000 };
}

/**
 * Downwards: what we count ourselves since the last look.
 * @param {Iterable<any>} stats @param {LossCount} before
 * @returns {{report: LineReport, count: LossCount}|null}
 */
export function downReport(stats, before) {
    const all = [...stats];
    const streams = all.filter((each) => each.type === "inbound-rtp");
    if (streams.length === 0) return null;
    const sum = (/** @type {string} */ key) => streams.reduce((total, each) => total + Number(each[key] ?? 0), 0);
    const count = { lost: sum("packetsLost"), received: sum("packetsReceived") };
    const lost = Math.max(0, count.lost - before.lost);
    const received = Math.max(0, count.received - before.received);
    const audio = streams.filter((each) => each.kind === "audio");
    const jitter = Math.max(0, ...audio.map((each) => Number(each.jitter ?? 0))) * 1000;
    const loss = lost + received > 0 ? lost / (lost + received) : 0;
    return { report: { rtt: pathOf(all).rtt ?? 0, loss: share(loss), jitter }, count };
}

/**
 * What ears and eyes got since the last look: how much of the sound was made up, how long the largest picture stood still.
 * @param {Iterable<any>} stats @param {PlayCount|null} before @param {number} now ms
 * @returns {{report: PlayReport, count: PlayCount}}
 */
export function playReport(stats, before, now) {
    const streams = [...stats].filter((each) => each.type === "inbound-rtp");
    const sum = (/** @type {string} */ key) => streams.reduce((total, each) => total + (each.kind === "audio" ? Number(each[key] ?? 0) : 0), 0);
    const area = (/** @type {any} */ each) => Number(each.frameWidth ?? 0) * Number(each.frameHeight ?? 0);
    const picture = streams.filter((each) => each.kind === "video").sort((a, b) => area(b) - area(a))[0];
    const count = {
        samples: sum("totalSamplesReceived"),
        // Silence that is made up in silence is nobody's loss.
        concealed: sum("concealedSamples") - sum("silentConcealedSamples"),
        frozen: typeof picture?.totalFreezesDuration === "number" ? picture.totalFreezesDuration * 1000 : null,
        picture: String(picture?.id ?? ""),
        at: now,
    };
    /** @type {PlayReport} */
    const report = {};
    if (before && count.samples > before.samples) {
        report.concealed = share((count.concealed - before.concealed) / (count.samples - before.samples));
    }
    if (before && count.frozen !== null && before.frozen !== null && count.picture === before.picture && now > before.at) {
        report.frozen = share((count.frozen - before.frozen) / (now - before.at));
    }
    return { report, count };
}

/**
 * The candidate pair in use: its round trip in ms, and how it runs.
 * @param {Iterable<any>} stats @returns {Path}
 */
export function pathOf(stats) {
    const all = [...stats];
    const transport = all.find((each) => each.type === "transport" && each.selectedCandidatePairId);
    const pair =
        all.find((each) => each.id === transport?.selectedCandidatePairId) ??
        all.find((each) => each.type === "candidate-pair" && (each.selected || (each.nominated && each.state === "succeeded")));
    if (!pair) return { path: null, rtt: null, protocol: null, relay: null };
    const local = all.find((each) => each.id === pair.localCandidateId);
    const remote = all.find((each) => each.id === pair.remoteCandidateId);
    const relay = local?.candidateType === "relay" ? relayOf(local.relayProtocol) : null;
    const protocol = relay ?? local?.protocol ?? "udp";
    const way = `${relay ? "TURN/" : ""}${String(protocol).toUpperCase()}`;
    const address = remote?.address ?? remote?.ip;
    return {
        protocol,
        relay,
        path: address ? `${way} ${address}:${remote.port}` : way,
        rtt: typeof pair.currentRoundTripTime === "number" ? pair.currentRoundTripTime * 1000 : null,
    };
}

/** @param {unknown} protocol @returns {Relay} */
function relayOf(protocol) {
    return protocol === "tcp" || protocol === "tls" ? protocol : "udp";
}

/** @param {number} value */
const share = (value) => Math.max(0, Math.min(1, value));

/**
 * Rounded for the wire: microseconds and parts per million say nothing.
 * @param {LineReport} report @returns {LineReport}
 */
export function rounded({ rtt, loss, jitter }) {
    return { rtt: Math.round(rtt * 10) / 10, loss: Math.round(loss * 10000) / 10000, jitter: Math.round(jitter * 10) / 10 };
}

/** @param {PlayReport} play @returns {PlayReport} for the wire */
const roundedPlay = (play) => Object.fromEntries(Object.entries(play).map(([key, value]) => [key, Math.round(value * 10000) / 10000]));

/** @param {Path} path @returns {{relay?: Relay}} what a report says of it */
const relayed = ({ relay }) => (relay ? { relay } : {});

const EVERY = 4000;

/** Reports both directions in turn, one message each 2 s. */
export class LineReporter {
    /**
     * @param {() => {up: RTCPeerConnection|null, down: RTCPeerConnection|null}} peers
     * @param {(message: any) => void} send
     * @param {(line: {loss: number, rtt: number}) => void} [onDown] called with each look downwards
     */
    constructor(peers, send, onDown) {
        this.peers = peers;
        this.send = send;
        this.onDown = onDown;
        /** @type {LossCount} */
        this.count = { lost: 0, received: 0 };
        /** @type {PlayCount|null} */
        this.played = null;
        /** @type {Path} */
        this.path = { path: null, rtt: null, protocol: null, relay: null };
        this.timers = /** @type {number[]} */ ([]);
    }

    start() {
        if (this.timers.length > 0) return;
        this.timers.push(window.setInterval(() => void this.#up(), EVERY));
        this.timers.push(window.setTimeout(() => {
            this.timers.push(window.setInterval(() => void this.#down(), EVERY));
        }, EVERY / 2));
    }

    /**
     * The path as it is now; nothing is sent.
     * @returns {Promise<any[]>} what the browser counts upwards
     */
    async look() {
        const stats = await this.peers().up?.getStats();
        if (!stats) return [];
        const values = [...stats.values()];
        this.path = pathOf(values);
        return values;
    }

    stop() {
        this.timers.forEach((timer) => clearInterval(timer));
        this.timers = [];
    }

    async #up() {
        const report = upReport(await this.look());
        if (report) this.send({ type: "line", direction: "up", ...rounded(report), ...relayed(this.path) });
    }

    async #down() {
        const { down, up } = this.peers();
        const stats = await down?.getStats();
        if (!stats) return;
        const values = [...stats.values()];
        if (!up) this.path = pathOf(values);
        const result = downReport(values, this.count);
        if (!result) return;
        this.count = result.count;
        const play = playReport(values, this.played, performance.now());
        this.played = play.count;
        this.send({ type: "line", direction: "down", ...rounded(result.report), ...roundedPlay(play.report), ...relayed(pathOf(values)) });
        this.onDown?.(result.report);
    }
}
