import { Capture } from "./capture.js";
import { canChooseSpeaker, listDevices, onDeviceChange, storeChoice, storedChoice } from "./devices.js";
import { LineReporter } from "./lines.js";
import { Playout } from "./playout.js";
import { Publisher } from "./publisher.js";
import { Receiver } from "./receiver.js";
import { Sound } from "./sound.js";
import { Refused } from "../protocol/socket.js";
import { hasCameraStep, isRoomView, holdsMicrophone, microphoneReason, participantOf } from "../state/selectors.js";
import { slotsNeeded, watchList } from "../state/slots.js";

/**
 * All media of this device, and what the meeting's state asks of them. Told of every change by `follow`; does only
 * what differs.
 *
 * @typedef {import("../protocol/messages.js").View} View
 */
const WISHES = "mufakat.wishes";

export class RoomMedia {
    /**
     * @param {import("../protocol/socket.js").LiveSocket} socket
     * @param {() => void} onChange
     * @param {(refusal: Refused) => void} onRefused what the rules refuse to somebody in the room
     */
    constructor(socket, onChange, onRefused) {
        this.socket = socket;
        this.onChange = onChange;
        this.onRefused = onRefused;
        this.choice = storedChoice();
        /** @type {import("./devices.js").Devices} */
        this.devices = { cameras: [], microphones: [], speakers: [] };
        const wishes = storedWishes();
        this.cameraOn = wishes.cameraOn;
        this.microphoneOn = wishes.microphoneOn;
        this.listenOnly = wishes.listenOnly;
        /** @type {import("./peer.js").PeerOptions["request"]} */
        const request = (prefix, message) => this.#request(prefix, message);
        this.capture = new Capture(() => this.#captureChanged());
        this.publisher = new Publisher(this.capture, request, () => socket.status === "open", () => this.#published());
        this.receiver = new Receiver(request, onChange, () => (this.lastWatch = ""));
        this.sound = new Sound(onChange);
        this.playout = new Playout();
        this.reporter = new LineReporter(
            () => ({ up: this.publisher.peer.current, down: this.receiver.peer.current }),
            (message) => void socket.send(message),
            (line) => this.playout.follow(line, this.receiver.peer.current?.getReceivers() ?? [], performance.now()),
        );
        /** @type {View|null} */
        this.view = null;
        /** Whether the last attempt to publish was made in the room: what the lobby refuses is tried once more there. */
        this.publishedAsAdmitted = false;
        this.admitted = false;
        this.openings = 0;
        this.lastWatch = "";
        this.lastDevices = "";
        onDeviceChange(() => void this.#refreshDevices());
        void this.#refreshDevices();
        void this.sound.setSpeaker(this.choice.speaker);
    }

    /** @returns {import("../state/model.js").MediaState} */
    snapshot() {
        return {
            capture: this.capture.state,
            lacking: this.capture.state === "ready" ? this.capture.lacking : null,
            interrupted: this.capture.interrupted,
            audio: this.capture.audio,
            video: this.capture.video,
            microphoneOn: this.microphoneOn,
            cameraOn: this.cameraOn,
            publish: this.publisher.state,
            receive: this.receiver.state,
            listening: this.sound.listening,
            blocked: this.sound.blocked,
            videoMids: this.receiver.videoMids,
            tracks: this.receiver.tracks,
            elsewhere: this.publisher.elsewhere,
            path: this.reporter.path,
            choice: this.choice,
            devices: this.devices,
            refusal: this.publisher.refusal ?? this.receiver.refusal,
        };
    }

    /** Camera and microphone on the user's wish. */
    async useDevices() {
        this.listenOnly = false;
        this.#store();
        await this.capture.start(this.choice);
        await this.#refreshDevices();
    }

    /** The user goes on without camera and microphone. */
    listen() {
        this.listenOnly = true;
        this.#store();
        this.capture.stop();
    }

    /** Starts capture without asking the user to click, where they have used it here before. */
    async resumeDevices() {
        if (this.listenOnly || this.capture.state !== "none") return;
        await this.useDevices();
    }

    /** @param {Partial<import("./devices.js").Choice>} change */
    async choose(change) {
        this.choice = { ...this.choice, ...change };
        storeChoice(this.choice);
        if ("speaker" in change && canChooseSpeaker()) await this.sound.setSpeaker(this.choice.speaker);
        if (("camera" in change || "microphone" in change) && this.capture.state !== "none") await this.useDevices();
        else if ("conference" in change && this.capture.audio) await this.capture.restartMicrophone(this.choice);
        this.onChange();
    }

    /** @param {boolean} on */
    setCamera(on) {
        this.cameraOn = this.#takeOver() || on;
        this.#store();
        this.#apply();
    }

    /** @param {boolean} on */
    setMicrophone(on) {
        this.microphoneOn = this.#takeOver() || on;
        this.#store();
        this.#apply();
    }

    /** Whoever uses a device here while another one of theirs publishes wants to publish here. */
    #takeOver() {
        const { elsewhere } = this.publisher;
        if (elsewhere) this.publisher.start();
        return elsewhere;
    }

    /**
     * The socket is there, perhaps again. Where the same server still sends, sound and picture go on untouched; where
     * it is a new process, both connections are made anew.
     */
    async socketOpened() {
        this.lastWatch = this.lastDevices = "";
        const opening = ++this.openings;
        const { receiver } = this;
        // What was asked for when the socket went has not been answered and never will be.
        const complete = receiver.refusal === null && receiver.peer.current?.signalingState === "stable";
        const alive = await receiver.peer.isAlive();
        if (opening !== this.openings || this.socket.status !== "open") return;
        if (!alive || !complete) receiver.rebuild();
        if (!alive || this.publisher.state !== "connected") this.publisher.rebuild();
        this.#apply();
    }

    /**
     * @param {View} view @param {string} you
     * @param {{audible: Record<string, string|null>, quality: import("../protocol/messages.js").Quality}} wish
     *   `quality`: what the table's pictures have use for
     */
    follow(view, you, wish) {
        this.view = view;
        this.you = you;
        this.audible = wish.audible;
        this.quality = wish.quality;
        this.#apply();
    }

    close() {
        this.reporter.stop();
        this.publisher.stop();
        this.receiver.stop();
        this.sound.close();
        this.capture.stop();
    }

    /** @param {string} prefix @param {{type: string} & Record<string, any>} message */
    async #request(prefix, message) {
        const { admitted } = this;
        try {
            return await this.socket.request(prefix, message);
        } catch (error) {
            const connects = message.type === "publish" || message.type === "receive";
            if (connects && admitted && this.admitted && error instanceof Refused) this.onRefused(error);
            throw error;
        }
    }

    #apply() {
        const { view, you } = this;
        if (!view || !you) return this.onChange();
        if (view.sitting === "closed") this.#end();
        const me = participantOf(view, you);
        const admitted = me?.standing === "admitted" && isRoomView(view) && view.sitting !== "closed";
        this.admitted = admitted;
        const holder = holdsMicrophone(view, you);
        this.#publish(view, admitted ? holder : hasCameraStep(me));
        if (admitted) {
            this.receiver.want(slotsNeeded(view));
            this.reporter.start();
            this.#watch(view, holder && this.capture.video && !this.publisher.elsewhere ? (me?.seat ?? null) : null);
            this.#tellDevices(me);
        } else if (this.receiver.wanted.audio > 0) this.receiver.stop();
        this.sound.update(this.receiver.audioMids, this.receiver.tracks, (mid) => holder && this.audible?.[mid] === me?.seat);
        this.#gate(view, you, admitted);
    }

    /** It is over: no light on the camera says otherwise. */
    #end() {
        this.reporter.stop();
        if (this.capture.state !== "none") this.capture.stop();
    }

    /** @param {View} view @param {boolean} allowed */
    #publish(view, allowed) {
        const wanted = allowed && view.sitting !== "closed" && Boolean(this.capture.audio ?? this.capture.video);
        if (!isRoomView(view)) this.publishedAsAdmitted = false;
        if (!wanted && !this.publisher.wanted) return;
        if (!wanted) return this.publisher.stop();
        const again = this.publisher.refusal instanceof Refused && isRoomView(view) && !this.publishedAsAdmitted;
        if ((!this.publisher.wanted || again) && this.socket.status === "open") {
            this.publishedAsAdmitted = isRoomView(view);
            this.publisher.start();
        }
        this.reporter.start();
        this.publisher.updateTracks(this.cameraOn);
    }

    /**
     * A microphone that the server would not forward sends silence: what the screen says is what leaves the machine.
     * In the lobby it stays on for the meter; nothing is forwarded from there.
     * @param {View} view @param {string} you @param {boolean} admitted
     */
    #gate(view, you, admitted) {
        const { audio, video } = this.capture;
        const reason = microphoneReason(view, you, {
            microphone: audio !== null, microphoneOn: this.microphoneOn, elsewhere: this.publisher.elsewhere,
            interrupted: this.capture.interrupted.audio,
        });
        if (audio) audio.enabled = admitted ? reason === "live" : true;
        if (video) video.enabled = this.cameraOn;
    }

    /** @param {View} view @param {string|null} own */
    #watch(view, own) {
        const mids = this.receiver.answeredVideoMids;
        if (mids.length === 0) return;
        const slots = watchList(view, mids, { own, quality: this.quality ?? "thumbnail" });
        const text = JSON.stringify(slots);
        if (text === this.lastWatch) return;
        if (this.socket.send({ type: "watch", slots })) this.lastWatch = text;
    }

    /** @param {import("../protocol/messages.js").Participant|undefined} me */
    #tellDevices(me) {
        if (!hasCameraStep(me) || !me || this.publisher.elsewhere || this.capture.state === "none") return;
        const camera = this.cameraOn && this.capture.video !== null;
        const microphoneOn = this.microphoneOn && this.capture.audio !== null;
        const text = `${camera} ${microphoneOn}`;
        if (this.capture.state === "asking" || text === this.lastDevices) return;
        this.lastDevices = text;
        if (me.camera === camera && me.microphoneOn === microphoneOn) return;
        this.socket
            .request("c", { type: "command", command: { type: "setDevices", camera, microphoneOn } })
            .catch(() => (this.lastDevices = ""));
    }

    #captureChanged() {
        if (this.capture.state === "ready" || this.capture.state === "missing") void this.#refreshDevices();
        this.#apply();
        this.onChange();
    }

    #published() {
        this.onChange();
        if (this.publisher.state !== "connected") return;
        // The path is known a moment after the connection: the browser counts before it reports.
        for (const delay of [100, 1000]) setTimeout(() => void this.reporter.look().then(this.onChange), delay);
    }

    async #refreshDevices() {
        this.devices = await listDevices();
        this.onChange();
    }

    #store() {
        const { cameraOn, microphoneOn, listenOnly } = this;
        sessionStorage.setItem(WISHES, JSON.stringify({ cameraOn, microphoneOn, listenOnly }));
    }
}

/** @returns {{cameraOn: boolean, microphoneOn: boolean, listenOnly: boolean}} */
function storedWishes() {
    const standard = { cameraOn: true, microphoneOn: true, listenOnly: false };
    try {
        return { ...standard, ...JSON.parse(sessionStorage.getItem(WISHES) ?? "{}") };
    } catch {
        return standard;
    }
}
