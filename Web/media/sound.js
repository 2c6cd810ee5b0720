const RAMP = 150;

/**
 * Plays the audio slots, one element each, kept for good. The level never jumps: every change is a ramp. Where the page
 * cannot set a level (iOS), an element is at least muted while it is to be silent.
 * A browser that forbids sound before a click is asked again at the next click (`blocked`).
 */
export class Sound {
    /** @param {() => void} onChange */
    constructor(onChange) {
        this.onChange = onChange;
        /** @type {Map<string, {element: HTMLAudioElement, track: MediaStreamTrack, level: number, frame: number}>} */
        this.slots = new Map();
        this.listening = true;
        this.blocked = false;
        /** @type {string|null} */
        this.speaker = null;
    }

    /**
     * @param {string[]} mids @param {Map<string, MediaStreamTrack>} tracks
     * @param {(mid: string) => boolean} isOwn a slot with this device's own voice stays silent here
     */
    update(mids, tracks, isOwn) {
        for (const [mid, slot] of this.slots) {
            if (mids.includes(mid)) continue;
            clearInterval(slot.frame);
            slot.element.onpause = null;
            slot.element.srcObject = null;
            this.slots.delete(mid);
        }
        for (const mid of mids) {
            const track = tracks.get(mid);
            if (!track) continue;
            const slot = this.#slot(mid, track);
            this.#ramp(slot, this.listening && !isOwn(mid) ? 1 : 0);
        }
    }

    /** @param {boolean} listening */
    listen(listening) {
        this.listening = listening;
        this.onChange();
    }

    /** After a click: browsers allow sound from now on. */
    unlock() {
        this.#setBlocked(false);
        for (const { element } of this.slots.values()) void this.#play(element);
    }

    /** @param {string|null} speaker device id */
    async setSpeaker(speaker) {
        this.speaker = speaker;
        for (const { element } of this.slots.values()) await sink(element, speaker);
    }

    close() {
        this.update([], new Map(), () => true);
    }

    /** @param {string} mid @param {MediaStreamTrack} track */
    #slot(mid, track) {
        let slot = this.slots.get(mid);
        if (slot?.track === track) return slot;
        const element = slot?.element ?? document.createElement("audio");
        element.srcObject = new MediaStream([track]);
        if (!slot) {
            element.volume = 0;
            element.muted = true;
            // A phone call stops what plays (iOS); nobody here does.
            element.onpause = () => {
                if (!element.ended) void this.#play(element);
            };
        }
        slot = { element, track, level: slot?.level ?? 0, frame: slot?.frame ?? 0 };
        this.slots.set(mid, slot);
        void sink(element, this.speaker);
        void this.#play(element);
        return slot;
    }

    /** @param {HTMLAudioElement} element */
    async #play(element) {
        try {
            await element.play();
            // What is silent is allowed anyway and tells nothing of the rest.
            if (!element.muted) this.#setBlocked(false);
        } catch (error) {
            if (error instanceof DOMException && error.name === "NotAllowedError") this.#setBlocked(true);
        }
    }

    /** @param {boolean} blocked */
    #setBlocked(blocked) {
        if (blocked === this.blocked) return;
        this.blocked = blocked;
        this.onChange();
    }

    /** @param {{element: HTMLAudioElement, level: number, frame: number}} slot @param {number} level */
    #ramp(slot, level) {
        if (slot.level === level) return;
        slot.level = level;
        const { element } = slot;
        const from = element.volume;
        if (level > 0) element.muted = false;
        const began = performance.now();
        clearInterval(slot.frame);
        slot.frame = window.setInterval(() => {
            const share = Math.min(1, (performance.now() - began) / RAMP);
            element.volume = from + (level - from) * share;
            if (share < 1) return;
            clearInterval(slot.frame);
            element.muted = level === 0;
            // A browser may stop what was allowed as long as it was silent.
            if (element.paused) void this.#play(element);
        }, 15);
    }
}

/** @param {HTMLMediaElement} element @param {string|null} speaker */
async function sink(element, speaker) {
    try {
        if (speaker !== null) await element.setSinkId?.(speaker);
    } catch {
        // The chosen output is gone; the default one plays on.
    }
}

/**
 * A short tone of A4 that swells and fades, to hear whether the speaker works.
 * @param {string|null} speaker
 */
export async function playTestTone(speaker) {
    const context = new AudioContext();
    const element = document.createElement("audio");
    try {
        const out = context.createMediaStreamDestination();
        const gain = context.createGain();
        const tone = new OscillatorNode(context, { type: "sine", frequency: 440 });
        element.srcObject = out.stream;
        await sink(element, speaker);
        const start = context.currentTime;
        gain.gain.setValueAtTime(0, start);
        gain.gain.linearRampToValueAtTime(0.25, start + 0.15);
        gain.gain.setValueAtTime(0.25, start + 0.75);
        gain.gain.linearRampToValueAtTime(0, start + 1);
        tone.connect(gain).connect(out);
        const ended = new Promise((resolve) => (tone.onended = resolve));
        // An output that does not run never comes to the end.
        const late = new Promise((resolve) => setTimeout(resolve, 3000));
        tone.start();
        tone.stop(start + 1.05);
        await Promise.race([element.play().then(() => ended), late]);
    } finally {
        element.srcObject = null;
        await context.close();
    }
}
