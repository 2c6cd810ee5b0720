import { Peer } from "./peer.js";

/** Receives the slots: recvonly m-lines, audio first, whose content the server changes without negotiation. */
export class Receiver {
    /**
     * @param {import("./peer.js").PeerOptions["request"]} request
     * @param {() => void} onChange tracks or state changed
     */
    constructor(request, onChange) {
        this.onChange = onChange;
        this.wanted = { audio: 0, video: 0 };
        /** @type {RTCRtpTransceiver[]} */
        this.audio = [];
        /** @type {RTCRtpTransceiver[]} */
        this.video = [];
        /** @type {unknown} */
        this.refusal = null;
        /** Mids of the connection in use, empty until it was answered. */
        this.audioMids = /** @type {string[]} */ ([]);
        this.videoMids = /** @type {string[]} */ ([]);
        /** @type {Map<string, MediaStreamTrack>} */
        this.tracks = new Map();
        this.peer = new Peer({
            connection: "receive",
            request,
            prepare: (peer) => this.#prepare(peer),
            onState: () => this.#adopt(),
            onNegotiated: () => this.#adopt(),
            onRefused: (error) => {
                this.refusal = error;
                this.onChange();
            },
        });
    }

    get state() {
        return this.peer.state;
    }

    /**
     * Asks for at least so many slots; never fewer than before.
     * @param {{audio: number, video: number}} slots
     */
    want(slots) {
        const audio = Math.max(slots.audio, this.wanted.audio);
        const video = Math.max(slots.video, this.wanted.video);
        if (audio === this.wanted.audio && video === this.wanted.video) return;
        this.wanted = { audio, video };
        const peer = this.peer.current;
        if (!peer) {
            void this.peer.build();
            return;
        }
        this.#addSlots(peer);
        void this.peer.negotiate();
    }

    /** See Publisher.socketOpened. */
    socketOpened() {
        if (this.wanted.audio > 0) void this.peer.build();
    }

    stop() {
        this.peer.close();
        this.wanted = { audio: 0, video: 0 };
        this.audio = this.video = [];
        this.audioMids = this.videoMids = [];
        this.tracks = new Map();
        this.onChange();
    }

    /** @param {RTCPeerConnection} peer */
    #prepare(peer) {
        this.audio = [];
        this.video = [];
        this.#addSlots(peer);
    }

    /** @param {RTCPeerConnection} peer */
    #addSlots(peer) {
        while (this.audio.length < this.wanted.audio) {
            this.audio.push(peer.addTransceiver("audio", { direction: "recvonly" }));
        }
        while (this.video.length < this.wanted.video) {
            this.video.push(peer.addTransceiver("video", { direction: "recvonly" }));
        }
    }

    /** Takes the new connection's tracks; after a rebuild only once it is connected, so that no picture goes black. */
    #adopt() {
        if (!this.peer.answered || (this.peer.former && this.peer.state !== "connected")) return this.onChange();
        this.refusal = null;
        this.audioMids = this.audio.flatMap(({ mid }) => (mid === null ? [] : [mid]));
        this.videoMids = this.video.flatMap(({ mid }) => (mid === null ? [] : [mid]));
        this.tracks = new Map(
            [...this.audio, ...this.video].flatMap(({ mid, receiver }) => (mid === null ? [] : [[mid, receiver.track]])),
        );
        this.onChange();
    }
}
