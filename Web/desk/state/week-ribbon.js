import { shades } from "./week-shades.js";

/**
 * The clocks of the world on one day: a line for each place, or one for all that have the same hours.
 *
 * @typedef {import("./clocks.js").Clocks} Clocks
 * @typedef {import("./week-shades.js").Shade} Shade
 * @typedef {{seats: string[], zone: string, shades: Shade[], offset: number}} RibbonLine   offset: seconds east of UTC, at the beginning
 *
 * @param {{id: string, timeZone: string}[]} seats @param {Clocks} clocks @param {number} from @param {number} to ms
 * @param {boolean} each a line for each
 * @returns {RibbonLine[]} from west to east
 */
export function ribbonLines(seats, clocks, from, to, each) {
    /** @type {Map<string, RibbonLine>} */
    const lines = new Map();
    for (const { id, timeZone } of seats) {
        const all = shades(clocks, timeZone, from, to);
        const offset = clocks.offset(timeZone, from);
        // Who changes clocks on that day has hours of their own.
        const key = each ? id : `${offset} ${clocks.offset(timeZone, to)} ${all.map((shade) => shade.to).join()}`;
        const line = lines.get(key);
        if (line) line.seats.push(id);
        else lines.set(key, { seats: [id], zone: timeZone, shades: all, offset });
    }
    return [...lines.values()].sort((a, b) => a.offset - b.offset);
}
