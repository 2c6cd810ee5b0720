/**
 * How long sound and pictures wait in this browser before they are played: longer on a line that loses packets, so that
 * what is repaired still comes in time (docs/media/resilience.md). Up at once, down when the line has been good for a while.
 */

/** A line keeps what it needed for so long, ms. */
const PATIENCE = 20_000;

/**
 * What a line needs. Copies of lost sound come up to 60, 120 or 180 ms after it (RFC 2198); lost pictures are asked for, and
 * once more, and once more.
 * @param {{loss: number, rtt: number}} line share, ms
 * @returns {{audio: number, video: number}} ms; 0: as the browser thinks best
 */
export function playoutTarget({ loss, rtt }) {
    if (loss < 0.005) return { audio: 0, video: 0 };
    const audio = loss < 0.02 ? 100 : loss < 0.15 ? 170 : 230;
    if (loss < 0.02) return { audio, video: 0 };
    // Three attempts where they are near, two where they are far: nobody wants to wait longer.
    return { audio, video: Math.round(rtt <= 250 ? 3 * rtt + 100 : Math.min(1500, 2 * rtt + 200)) };
}

export class Playout {
    constructor() {
        this.target = { audio: 0, video: 0 };
        this.neededAt = -Infinity;
    }

    /**
     * Takes in how the line is; sets the receivers where something changed.
     * @param {{loss: number, rtt: number}} line
     * @param {Iterable<RTCRtpReceiver>} receivers
     * @param {number} now ms
     */
    follow(line, receivers, now) {
        const wanted = playoutTarget(line);
        if (wanted.audio >= this.target.audio) {
            this.target = { audio: wanted.audio, video: Math.max(wanted.video, wanted.audio === this.target.audio ? this.target.video : 0) };
            this.neededAt = now;
        } else if (now - this.neededAt > PATIENCE) {
            this.target = wanted;
            this.neededAt = now;
        }
        for (const receiver of receivers) {
            if (!("jitterBufferTarget" in receiver)) return;
            const target = receiver.track.kind === "audio" ? this.target.audio : this.target.video;
            if ((receiver.jitterBufferTarget ?? 0) !== target) receiver.jitterBufferTarget = target === 0 ? null : target;
        }
    }
}
