/**
 * Waiting times between attempts to reconnect: 0.25 s, growing by half each time, at most 5 s.
 * A little randomness keeps a full meeting from coming back in one instant.
 */
export class BackOff {
    /** @param {() => number} random in [0, 1) */
    constructor(random = Math.random) {
        this.random = random;
        this.attempts = 0;
    }

    /** @returns {number} milliseconds to wait before the next attempt */
    next() {
        const base = Math.min(5000, 250 * 1.5 ** this.attempts);
        this.attempts += 1;
        return Math.round(base * (0.85 + 0.15 * this.random()));
    }

    reset() {
        this.attempts = 0;
    }
}
