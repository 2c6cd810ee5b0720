import { addLayers, preferVP8, sendLayers } from "./codecs.js";
import { Peer } from "./peer.js";
import { offerToSend } from "./sound-offer.js";

/** How long a socket must outlive its media connection before another device is believed in, ms. */
const DOUBT = 1500;

/**
 * Sends this device's camera and microphone. Both m-lines are always offered, with or without a track, so that a
 * device that comes later needs no new negotiation.
 */
export class Publisher {
    /**
     * @param {import("./capture.js").Capture} capture
     * @param {import("./peer.js").PeerOptions["request"]} request
     * @param {() => boolean} isOnline whether the socket is open
     * @param {() => void} onChange
     */
    constructor(capture, request, isOnline, onChange) {
        this.capture = capture;
        this.request = request;
        this.isOnline = isOnline;
        this.onChange = onChange;
        this.wanted = false;
        /** Another device of the same person publishes now; this one waits until it is asked to take over. */
        this.elsewhere = false;
        /** @type {any} */
        this.doubt = null;
        /** @type {unknown} the server's or the browser's refusal, until it works again */
        this.refusal = null;
        this.peer = new Peer({
            connection: "publish",
            request,
            prepare: (peer) => this.#prepare(peer),
            describe: (sdp) => offerToSend(sdp, (this.grade = capture.grade)),
            onState: () => this.#changed(),
            onNegotiated: () => {
                this.refusal = null;
                this.#applyLayers();
                this.onChange();
            },
            onRefused: (error) => {
                this.refusal = error;
                this.onChange();
            },
        });
        /** @type {RTCRtpTransceiver|null} */
        this.audio = null;
        /** @type {RTCRtpTransceiver|null} */
        this.video = null;
        /** @type {string[]|null} the layers that the server has use for; null: all */
        this.layers = null;
        /** @type {import("./sound-offer.js").Grade} of the sound, as the newest offer says */
        this.grade = "voice";
    }

    get state() {
        return this.peer.state;
    }

    /** Also after a refusal, or to take over from another device. */
    start() {
        clearTimeout(this.doubt);
        this.wanted = true;
        this.elsewhere = false;
        this.refusal = null;
        void this.peer.build();
    }

    stop() {
        if (!this.wanted) return;
        this.wanted = this.elsewhere = false;
        clearTimeout(this.doubt);
        this.peer.close();
        this.audio = this.video = null;
        this.request("m", { type: "unpublish" }).catch(() => {});
        this.onChange();
    }

    /** After the server has forgotten the connection. */
    rebuild() {
        clearTimeout(this.doubt);
        if (this.wanted && !this.elsewhere) void this.peer.build();
    }

    /**
     * Sends the tracks that the capture has now; a camera that is switched off sends nothing at all.
     * @param {boolean} cameraOn
     */
    updateTracks(cameraOn) {
        const video = cameraOn ? this.capture.video : null;
        if (this.audio && this.audio.sender.track !== this.capture.audio) {
            void this.audio.sender.replaceTrack(this.capture.audio).then(() => this.#followGrade());
        }
        if (this.video && this.video.sender.track !== video) {
            void this.video.sender.replaceTrack(video).then(() => this.#applyLayers());
        }
    }

    /** The new microphone is heard at once; how its sound is to be encoded, the server answers to one more offer. */
    #followGrade() {
        if (!this.capture.audio || !this.peer.current || this.grade === this.capture.grade) return;
        // From here on it is said: a second call before the offer is made asks for no second one.
        this.grade = this.capture.grade;
        void this.peer.negotiate();
    }

    /** @param {string[]} names the layers that somebody has use for */
    setLayers(names) {
        this.layers = names;
        this.#applyLayers();
    }

    #applyLayers() {
        if (this.video && this.peer.answered) void sendLayers(this.video.sender, this.layers);
    }

    /**
     * The server closes DTLS by itself when the same person publishes from another device, or when it shuts down;
     * in the second case the socket goes too, and its return publishes anew.
     */
    #changed() {
        const ended = this.audio?.sender.transport?.state === "closed";
        if (ended && this.wanted && !this.elsewhere && this.peer.current) {
            this.peer.close();
            this.doubt = setTimeout(() => {
                if (!this.isOnline()) return;
                this.elsewhere = true;
                this.onChange();
            }, DOUBT);
        }
        this.onChange();
    }

    /** @param {RTCPeerConnection} peer */
    #prepare(peer) {
        const streams = [this.capture.stream];
        this.layers = null;
        this.audio = peer.addTransceiver(this.capture.audio ?? "audio", { direction: "sendonly", streams });
        this.video = addLayers(peer, this.capture.video ?? "video", streams);
        preferVP8(this.video);
    }
}
