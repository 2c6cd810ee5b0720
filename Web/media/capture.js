/**
 * This device's camera and microphone. Capture is independent of every connection: reconnecting, publishing anew or
 * changing the language never stops a track; only the user does, by choosing another device or leaving.
 *
 * @typedef {"none"|"asking"|"ready"|"denied"|"missing"|"busy"} CaptureState
 */
export class Capture {
    /** @param {() => void} onChange */
    constructor(onChange) {
        this.onChange = onChange;
        /** @type {CaptureState} */
        this.state = "none";
        /** @type {"denied"|"missing"|"busy"|null} why `ready` is less than what was asked for */
        this.lacking = null;
        /** @type {MediaStreamTrack|null} */
        this.audio = null;
        /** @type {MediaStreamTrack|null} */
        this.video = null;
        /** One stream object for ever: elements and meters keep it while its tracks change. */
        this.stream = new MediaStream();
        this.generation = 0;
        /** Whether the microphone in use was opened as a conference microphone. */
        this.conference = false;
    }

    /**
     * What is captured of sound, and worth sending.
     * @returns {import("./sound-offer.js").Grade}
     */
    get grade() {
        if (!this.conference || !this.audio) return "voice";
        return (this.audio.getSettings().channelCount ?? 1) > 1 ? "stereo" : "full";
    }

    /** What another program has taken away for a while: a phone call takes the microphone, for instance. */
    get interrupted() {
        return { audio: this.audio?.muted ?? false, video: this.video?.muted ?? false };
    }

    /**
     * Asks for camera and microphone; takes what there is when one of them is missing. What works already goes on
     * working where another device was chosen that does not.
     * @param {import("./devices.js").Choice} choice
     */
    async start(choice) {
        const generation = ++this.generation;
        if (!navigator.mediaDevices?.getUserMedia) return this.#set("missing");
        this.#set("asking");
        const audio = audioConstraints(choice);
        const video = videoConstraints(choice.camera);
        this.lacking = null;
        for (const wish of [{ audio, video }, { audio }, { video }]) {
            // Who has just said no to both is not asked again for each of them.
            if (this.lacking === "denied" && !(await mayAsk("audio" in wish ? "microphone" : "camera"))) continue;
            try {
                const stream = await navigator.mediaDevices.getUserMedia(wish);
                if (generation !== this.generation) return stream.getTracks().forEach((track) => track.stop());
                this.#adopt(stream, choice);
                return this.#set("ready");
            } catch (error) {
                if (generation !== this.generation) return;
                // What kept the device from working at first says more than that another one is not there either.
                this.lacking ??= failureOf(error);
            }
        }
        this.#set(this.audio || this.video ? "ready" : (this.lacking ?? "missing"));
    }

    /**
     * Opens the microphone once more, as it is chosen now; the camera goes on. What works already goes on working where that
     * fails.
     * @param {import("./devices.js").Choice} choice
     */
    async restartMicrophone(choice) {
        const generation = ++this.generation;
        this.lacking = null;
        try {
            const stream = await navigator.mediaDevices.getUserMedia({ audio: audioConstraints(choice) });
            if (generation !== this.generation) return stream.getTracks().forEach((track) => track.stop());
            this.#adopt(stream, choice);
        } catch (error) {
            if (generation !== this.generation) return;
            this.lacking = failureOf(error);
        }
        this.#set(this.state);
    }

    /** The user goes on as a listener. */
    stop() {
        this.generation += 1;
        this.#replace("audio", null);
        this.#replace("video", null);
        this.#set("none");
    }

    /** @param {MediaStream} stream @param {import("./devices.js").Choice} choice */
    #adopt(stream, choice) {
        const [audio] = stream.getAudioTracks();
        const [video] = stream.getVideoTracks();
        if (audio) {
            this.conference = choice.conference;
            this.#replace("audio", audio);
        }
        if (video) this.#replace("video", video);
    }

    /** @param {"audio"|"video"} kind @param {MediaStreamTrack|null} track */
    #replace(kind, track) {
        const old = this[kind];
        if (old === track) return;
        if (old) {
            old.onended = old.onmute = old.onunmute = null;
            old.stop();
            this.stream.removeTrack(old);
        }
        this[kind] = track;
        if (!track) return;
        if ("contentHint" in track) track.contentHint = kind === "video" ? "motion" : this.conference ? "music" : "speech";
        track.onmute = track.onunmute = () => this.#set(this.state);
        track.onended = () => {
            this.#replace(kind, null);
            this.lacking = "missing";
            this.#set(this.audio || this.video ? "ready" : "missing");
        };
        this.stream.addTrack(track);
    }

    /** @param {CaptureState} state */
    #set(state) {
        this.state = state;
        this.onChange();
    }
}

/**
 * What a laptop's microphone needs, a conference microphone must be spared: it comes as it is.
 * @param {import("./devices.js").Choice} choice @returns {MediaTrackConstraints}
 */
export function audioConstraints({ microphone, conference }) {
    const processed = !conference;
    return {
        ...(microphone ? { deviceId: { ideal: microphone } } : {}),
        channelCount: { ideal: conference ? 2 : 1 }, ...(conference ? { sampleRate: { ideal: 48_000 } } : {}),
        echoCancellation: processed, noiseSuppression: processed, autoGainControl: processed,
    };
}

/** @param {string|null} id @returns {MediaTrackConstraints} */
function videoConstraints(id) {
    return {
        ...(id ? { deviceId: { ideal: id } } : {}),
        width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 },
    };
}

/**
 * Whether the browser would not say no for this one alone.
 * @param {"camera"|"microphone"} kind @returns {Promise<boolean>}
 */
async function mayAsk(kind) {
    try {
        const state = async (/** @type {any} */ name) => (await navigator.permissions.query({ name })).state;
        const own = await state(kind);
        return own === "granted" || (own === "prompt" && (await state(kind === "camera" ? "microphone" : "camera")) === "denied");
    } catch {
        return false;
    }
}

/** @param {unknown} error @returns {"denied"|"missing"|"busy"} */
function failureOf(error) {
    const name = error instanceof DOMException ? error.name : "";
    if (name === "NotAllowedError" || name === "SecurityError") return "denied";
    if (name === "NotReadableError" || name === "AbortError") return "busy";
    return "missing";
}
