/** Reads how loud a microphone is, for the meter of the device check. */
export class LevelMeter {
    constructor() {
        /** @type {AudioContext|null} */
        this.context = null;
        /** @type {MediaStreamAudioSourceNode|null} */
        this.source = null;
        /** @type {AnalyserNode|null} */
        this.analyser = null;
        /** @type {MediaStreamTrack|null} */
        this.track = null;
        this.samples = new Float32Array(1024);
    }

    /** @param {MediaStreamTrack|null} track */
    follow(track) {
        if (track === this.track) return;
        this.source?.disconnect();
        this.source = null;
        this.track = track;
        if (!track || typeof AudioContext === "undefined") return;
        this.context ??= new AudioContext();
        this.analyser ??= new AnalyserNode(this.context, { fftSize: 1024 });
        this.source = this.context.createMediaStreamSource(new MediaStream([track]));
        this.source.connect(this.analyser);
    }

    /**
     * Browsers start an audio context only after a click or a key. One that is interrupted (iOS) is left alone: it is
     * suspended once that is over, and before that it would only break.
     */
    wake() {
        if (this.context?.state === "suspended") this.context.resume().catch(() => {});
    }

    /** @returns {number} 0...1 over the 60 dB below full scale */
    read() {
        if (!this.analyser || !this.source) return 0;
        this.analyser.getFloatTimeDomainData(this.samples);
        return meterShare(this.samples);
    }

    close() {
        this.follow(null);
        void this.context?.close();
        this.context = this.analyser = null;
    }
}

/** @param {Float32Array} samples in -1...1 @returns {number} 0 at -60 dBFS and below, 1 at full scale */
export function meterShare(samples) {
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    const rms = Math.sqrt(sum / Math.max(1, samples.length));
    if (rms <= 0) return 0;
    return Math.max(0, Math.min(1, 1 + (20 * Math.log10(rms)) / 60));
}
