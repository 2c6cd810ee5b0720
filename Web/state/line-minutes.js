/**
 * A seat's line minute by minute, from the samples that the server keeps.
 * @typedef {import("../protocol/messages.js").LineQuality} LineQuality
 * @typedef {{at: string, quality: LineQuality}} LineSample
 */

export const MINUTES = 30;

const ORDER = /** @type {const} */ (["good", "fair", "poor", "lost"]);

/**
 * The worst of each of the last minutes, oldest first; null: nothing is known of it.
 * @param {LineSample[]} samples @param {number} now ms since 1970
 * @returns {(LineQuality|null)[]}
 */
export function lineMinutes(samples, now) {
    const minutes = /** @type {(LineQuality|null)[]} */ (new Array(MINUTES).fill(null));
    for (const { at, quality } of samples) {
        const ago = Math.floor((now - Date.parse(at)) / 60_000);
        const place = MINUTES - 1 - Math.max(0, ago);
        if (place < 0) continue;
        const before = minutes[place];
        if (before === null || ORDER.indexOf(quality) > ORDER.indexOf(before)) minutes[place] = quality;
    }
    return minutes;
}

/** @param {(LineQuality|null)[]} minutes @returns {{quality: LineQuality, minutes: number}[]} how many of each, the best first */
export function countMinutes(minutes) {
    return ORDER.map((quality) => ({ quality, minutes: minutes.filter((each) => each === quality).length })).filter((each) => each.minutes > 0);
}
