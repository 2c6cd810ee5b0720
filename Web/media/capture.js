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
        const audio = audioConstraints(choice.microphone);
        const video = videoConstraints(choice.camera);
        this.lacking = null;
        for (const wish of [{ audio, video }, { audio }, { video }]) {
            // Who has just said no to both is not asked again for each of them.
            if (this.lacking === "denied" && !(await mayAsk("audio" in wish ? "microphone" : "camera"))) continue;
            try {
                const stream = await navigator.mediaDevices.getUserMedia(wish);
                if (generation !== this.generation) return stream.getTracks().forEach((track) => track.stop());
                this.#adopt(stream);
                return this.#set("ready");
            } catch (error) {
                if (generation !== this.generation) return;
                // What kept the device from working at first says more than that another one is not there either.
                this.lacking ??= failureOf(error);
            }
        }
        this.#set(this.audio || this.video ? "ready" : (this.lacking ?? "missing"));
    }

    /** The user goes on as a listener. */
    stop() {
        this.generation += 1;
        this.#replace("audio", null);
        this.#replace("video", null);
        this.#set("none");
    }

    /** @param {MediaStream} stream */
    #adopt(stream) {
        const [audio] = stream.getAudioTracks();
        const [video] = stream.getVideoTracks();
        if (audio) this.#replace("audio", audio);
        if (video) this.#replace("video", video);
    }

    /** @param {"audio"|"video"} kind @param {MediaStreamTrack|null} track */
    #replace(kind, track) {
        const old = this[kind];
        if (old === track) return;
        if (old) {
            old.onended = null;
            old.stop();
            this.stream.removeTrack(old);
        }
        this[kind] = track;
        if (!track) return;
        if ("contentHint" in track) track.contentHint = kind === "audio" ? "speech" : "motion";
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

/** @param {string|null} id @returns {MediaTrackConstraints} */
function audioConstraints(id) {
    return {
        ...(id ? { deviceId: { ideal: id } } : {}),
        channelCount: { ideal: 1 }, echoCancellation: true, noiseSuppression: true, autoGainControl: true,
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
