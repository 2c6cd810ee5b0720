/** Local milliseconds since 1970 as they were when the page opened: no setting of the local clock moves them. */
export const steadyNow = () => performance.timeOrigin + performance.now();

/**
 * The server's clock as seen from here. Each pong gives an offset that is wrong by at most half of its round trip;
 * of the last samples the one with the shortest round trip is believed (Cristian's algorithm).
 */
export class ServerClock {
    /** @param {() => number} now local milliseconds */
    constructor(now = steadyNow) {
        this.localNow = now;
        /** @type {{roundTrip: number, offset: number}[]} */
        this.samples = [];
        this.offset = 0;
        /** @type {number|null} round trip of the believed sample, ms */
        this.roundTrip = null;
    }

    /**
     * A first guess from `welcome`, before any round trip was measured.
     * @param {string} serverTime
     */
    guess(serverTime) {
        const server = Date.parse(serverTime);
        if (this.roundTrip === null && Number.isFinite(server)) this.offset = server - this.localNow();
    }

    /**
     * @param {number} sentAt local ms when the ping left
     * @param {string} serverTime what the server's clock said between
     * @returns {number|null} the round trip in ms, or null for an impossible sample
     */
    sample(sentAt, serverTime) {
        const receivedAt = this.localNow();
        const roundTrip = receivedAt - sentAt;
        const server = Date.parse(serverTime);
        if (!(roundTrip >= 0) || !Number.isFinite(server)) return null;
        this.samples.push({ roundTrip, offset: server + roundTrip / 2 - receivedAt });
        if (this.samples.length > 12) this.samples.shift();
        const best = this.samples.reduce((a, b) => (b.roundTrip <= a.roundTrip ? b : a));
        this.offset = best.offset;
        this.roundTrip = best.roundTrip;
        return roundTrip;
    }

    /** Old samples say nothing once the machine slept: the steady clock may have stood still meanwhile. */
    forget() {
        this.samples = [];
    }

    /** @returns {number} the server's time now, ms since 1970 */
    now() {
        return this.localNow() + this.offset;
    }
}
