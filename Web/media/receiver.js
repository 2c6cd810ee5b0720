import { askForDescriptors } from "./codecs.js";
import { Peer } from "./peer.js";
import { offerToPlay } from "./sound-offer.js";

/** Receives the slots: recvonly m-lines, audio first, whose content the server changes without negotiation. */
export class Receiver {
    /**
     * @param {import("./peer.js").PeerOptions["request"]} request
     * @param {() => void} onChange tracks or state changed
     * @param {() => void} onAnswer the server knows the slots; what was asked for before is forgotten
     */
    constructor(request, onChange, onAnswer) {
        this.onChange = onChange;
        this.onAnswer = onAnswer;
        this.wanted = { audio: 0, video: 0 };
        /** @type {RTCRtpTransceiver[]} */
        this.audio = [];
        /** @type {RTCRtpTransceiver[]} */
        this.video = [];
        /** @type {unknown} */
        this.refusal = null;
        /** Mids of the newest connection that was answered: what `watch` names. */
        this.answeredVideoMids = /** @type {string[]} */ ([]);
        /** Mids of the connection whose tracks are shown. */
        this.audioMids = /** @type {string[]} */ ([]);
        this.videoMids = /** @type {string[]} */ ([]);
        /** @type {Map<string, MediaStreamTrack>} */
        this.tracks = new Map();
        this.peer = new Peer({
            connection: "receive",
            request,
            prepare: (peer) => this.#prepare(peer),
            describe: offerToPlay,
            onState: () => this.#adopt(),
            onNegotiated: () => {
                this.refusal = null;
                this.answeredVideoMids = midsOf(this.video);
                this.onAnswer();
                this.#adopt();
            },
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

    /** After the server has forgotten the connection. */
    rebuild() {
        this.answeredVideoMids = [];
        if (this.wanted.audio > 0) void this.peer.build();
    }

    stop() {
        this.peer.close();
        this.wanted = { audio: 0, video: 0 };
        this.audio = this.video = [];
        this.audioMids = this.videoMids = this.answeredVideoMids = [];
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
            const transceiver = peer.addTransceiver("video", { direction: "recvonly" });
            askForDescriptors(transceiver);
            this.video.push(transceiver);
        }
    }

    /** Takes the new connection's tracks; after a rebuild only once it is connected, so that no picture goes black. */
    #adopt() {
        if (!this.peer.answered || (this.peer.former && this.peer.state !== "connected")) return this.onChange();
        this.audioMids = midsOf(this.audio);
        this.videoMids = midsOf(this.video);
        this.tracks = new Map(
            [...this.audio, ...this.video].flatMap(({ mid, receiver }) => (mid === null ? [] : [[mid, receiver.track]])),
        );
        this.onChange();
    }
}

/** @param {RTCRtpTransceiver[]} transceivers @returns {string[]} */
const midsOf = (transceivers) => transceivers.flatMap(({ mid }) => (mid === null ? [] : [mid]));
