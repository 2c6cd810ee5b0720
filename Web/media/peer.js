import { connectionSettings } from "./relays.js";

/**
 * What both connections share: one RTCPeerConnection negotiated by messages, healed by an ICE restart while the
 * server still knows it, and made anew where that does not help. Make before break: the old one plays on until the
 * new one is connected.
 *
 * @typedef {{
 *   connection: "publish"|"receive",
 *   request: (prefix: string, message: {type: string} & Record<string, any>) => Promise<any>,
 *   prepare: (peer: RTCPeerConnection) => void,
 *   describe: (sdp: string) => string,
 *   onState: (state: RTCPeerConnectionState) => void,
 *   onNegotiated?: () => void,
 *   onRefused?: (error: unknown) => void,
 * }} PeerOptions
 */

const RESTART_AFTER = 1200;
const REBUILD_AFTER = 4000;
/** The first connection that fails is replaced at once, the next ones after this, doubled each time up to the last, ms. */
const PATIENCE = { first: 500, last: 15_000 };
/** How long a connection is listened to before it is believed dead, ms. */
const LISTEN_FOR = 400;

export class Peer {
    /** @param {PeerOptions} options */
    constructor(options) {
        this.options = options;
        /** @type {RTCPeerConnection|null} */
        this.current = null;
        /** @type {RTCPeerConnection|null} the one before, kept until the new one is connected */
        this.former = null;
        this.negotiating = false;
        this.again = false;
        this.answered = false;
        /** @type {any} */
        this.healing = null;
        /** How many connections have failed one after another. */
        this.failures = 0;
    }

    /** @returns {RTCPeerConnectionState|"none"} */
    get state() {
        return this.current?.connectionState ?? "none";
    }

    /** A new connection, from nothing. */
    async build() {
        this.#forget(this.former);
        this.former = this.current;
        clearTimeout(this.healing);
        const peer = new RTCPeerConnection(connectionSettings());
        this.current = peer;
        this.negotiating = this.again = this.answered = false;
        peer.onconnectionstatechange = () => this.#changed(peer);
        peer.onicecandidate = ({ candidate }) => this.#candidate(peer, candidate);
        this.options.prepare(peer);
        await this.negotiate();
    }

    /**
     * Offer and answer. A call while one runs makes one more round afterwards.
     * @param {{iceRestart?: boolean}} [how]
     */
    async negotiate(how = {}) {
        const peer = this.current;
        if (!peer) return;
        if (this.negotiating) {
            this.again = true;
            return;
        }
        this.negotiating = true;
        try {
            // The credentials that it was made with may have run out.
            if (how.iceRestart) peer.setConfiguration(connectionSettings());
            await this.#offer(peer, how);
            const sdp = peer.localDescription?.sdp ?? "";
            const answer = await this.options.request("m", { type: this.options.connection, sdp });
            if (peer !== this.current || peer.signalingState === "closed") return;
            await peer.setRemoteDescription({ type: "answer", sdp: answer.sdp });
            this.answered = true;
            this.options.onNegotiated?.();
        } catch (error) {
            if (peer !== this.current) return;
            // Not answered: the socket is away, and its return builds anew. Refused: somebody must know.
            this.options.onRefused?.(error);
        } finally {
            if (peer === this.current) {
                this.negotiating = false;
                if (this.again) {
                    this.again = false;
                    void this.negotiate();
                }
            }
        }
    }

    /**
     * An offer with what we say of our sound; the browser's own where it does not take that.
     * @param {RTCPeerConnection} peer @param {{iceRestart?: boolean}} how
     */
    async #offer(peer, how) {
        const offer = await peer.createOffer(how);
        try {
            await peer.setLocalDescription({ type: "offer", sdp: this.options.describe(offer.sdp ?? "") });
        } catch {
            await peer.setLocalDescription(offer);
        }
    }

    /**
     * Whether packets still come from the server. A connection outlives its socket; it does not outlive the server.
     * @returns {Promise<boolean>}
     */
    async isAlive() {
        const peer = this.current;
        if (peer?.connectionState !== "connected") return false;
        const before = receivedCount((await peer.getStats()).values());
        await new Promise((resolve) => setTimeout(resolve, LISTEN_FOR));
        if (peer !== this.current || peer.connectionState !== "connected") return false;
        return receivedCount((await peer.getStats()).values()) > before;
    }

    close() {
        clearTimeout(this.healing);
        this.#forget(this.former);
        this.#forget(this.current);
        this.former = this.current = null;
    }

    /** @param {RTCPeerConnection} peer */
    #changed(peer) {
        if (peer !== this.current) return;
        const state = peer.connectionState;
        clearTimeout(this.healing);
        if (state === "connected") {
            this.#forget(this.former);
            this.former = null;
            this.failures = 0;
        }
        if (state === "disconnected") this.healing = setTimeout(() => this.#restart(peer), RESTART_AFTER);
        // Where no way leads to the server, a browser may say so at once: it must not be asked again without a pause.
        if (state === "failed") this.healing = setTimeout(() => this.#rebuild(peer), waitAfter(this.failures++));
        this.options.onState(state);
    }

    /** @param {RTCPeerConnection} peer */
    #restart(peer) {
        if (peer !== this.current || peer.connectionState === "connected") return;
        void this.negotiate({ iceRestart: true });
        this.healing = setTimeout(() => this.#rebuild(peer), REBUILD_AFTER);
    }

    /** @param {RTCPeerConnection} peer */
    #rebuild(peer) {
        if (peer === this.current && peer.connectionState !== "connected") void this.build();
    }

    /** @param {RTCPeerConnection} peer @param {RTCIceCandidate|null} candidate */
    #candidate(peer, candidate) {
        if (peer !== this.current || !candidate?.candidate) return;
        const { connection, request } = this.options;
        const message = { type: "candidate", connection, candidate: candidate.candidate, mid: candidate.sdpMid ?? "0" };
        request("t", message).catch(() => {});
    }

    /** @param {RTCPeerConnection|null} peer */
    #forget(peer) {
        if (!peer) return;
        peer.onconnectionstatechange = peer.onicecandidate = peer.ontrack = null;
        peer.close();
    }
}

/** @param {number} failures so far @returns {number} ms */
export function waitAfter(failures) {
    return failures === 0 ? 0 : Math.min(PATIENCE.first * 2 ** (failures - 1), PATIENCE.last);
}

/**
 * @param {Iterable<any>} stats
 * @returns {number} grows with every packet that comes
 */
export function receivedCount(stats) {
    let count = 0;
    for (const each of stats) {
        if (each.type === "inbound-rtp") count += Number(each.packetsReceived ?? 0);
        if (each.type === "transport") count += Number(each.bytesReceived ?? 0);
    }
    return count;
}
