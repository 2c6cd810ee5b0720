/**
 * Day, the edges of the day, and night of a place, over a stretch of time.
 *
 * @typedef {"day"|"edge"|"night"} Light   08:00 to 20:00; 06:00 to 08:00 and 20:00 to 23:00; the rest
 * @typedef {{from: number, to: number, light: Light}} Shade   ms since 1970
 * @typedef {import("./clocks.js").Clocks} Clocks
 */

/**
 * From which minute of the local day on which light.
 * @type {readonly (readonly [number, Light])[]}
 */
const LIGHTS = [[0, "night"], [360, "edge"], [480, "day"], [1200, "edge"], [1380, "night"], [1440, "night"]];
const MINUTE = 60_000;
/** Clocks change at whole quarters of an hour. */
const STEP = 15 * MINUTE;

/**
 * @param {Clocks} clocks @param {string} zone @param {number} from @param {number} to
 * @returns {Shade[]} without gaps, in order
 */
export function shades(clocks, zone, from, to) {
    /** @type {Shade[]} */
    const found = [];
    for (let at = from; at < to;) {
        const { hour, minute, offset } = clocks.local(at, zone);
        const local = hour * 60 + minute;
        const next = LIGHTS.findIndex(([begins]) => begins > local);
        let end = Math.min(to, Math.floor(at / MINUTE) * MINUTE + (LIGHTS[next][0] - local) * MINUTE);
        if (clocks.offset(zone, end) !== offset) end = Math.min(end, changeBetween(clocks, zone, at, end));
        const light = LIGHTS[next - 1][1];
        const last = found[found.length - 1];
        if (last && last.light === light) last.to = end;
        else found.push({ from: at, to: end, light });
        at = end;
    }
    return found;
}

/** @param {Clocks} clocks @param {string} zone @param {number} at @param {number} end */
function changeBetween(clocks, zone, at, end) {
    const offset = clocks.offset(zone, at);
    for (let time = (Math.floor(at / STEP) + 1) * STEP; time < end; time += STEP) if (clocks.offset(zone, time) !== offset) return time;
    return end;
}

/**
 * Minutes outside 08:00 to 20:00.
 * @param {Clocks} clocks @param {string} zone @param {number} from @param {number} to
 */
export const burdenMinutes = (clocks, zone, from, to) =>
    shades(clocks, zone, from, to).reduce((sum, each) => sum + (each.light === "day" ? 0 : (each.to - each.from) / MINUTE), 0);
