/**
 * Where a meeting may go, as the server answers it: which start, in which room, and which rules it would break there.
 *
 * @typedef {import("../../protocol/messages.js").Texts} Texts
 * @typedef {{rule: string, meetings: string[], principals: string[], place?: string|null, from?: string|null, to?: string|null, words: Texts}} Violation
 * @typedef {{start: string, room?: string|null, team?: string|null, violations: Violation[]}} Option
 * @typedef {{start: number, room: string|null, team: string|null, violations: Violation[]}} Choice   start in ms; team: of interpreters
 * @typedef {import("./clocks.js").Clocks} Clocks
 */

/** @param {readonly Option[]} options @returns {Choice[]} */
export const choices = (options) =>
    options.map(({ start, room, team, violations }) => ({ start: Date.parse(start), room: room ?? null, team: team ?? null, violations })).sort((a, b) => a.start - b.start);

/** @param {readonly Choice[]} all @returns {number[]} ascending, each once */
export const startsOf = (all) => [...new Set(all.map((each) => each.start))].sort((a, b) => a - b);

/** @param {readonly Choice[]} all @returns {(string|null)[]} */
export const roomsOf = (all) => [...new Set(all.map((each) => each.room))];

/**
 * At a start in a room; where the room is not asked for, that one if it breaks no more rules than another.
 * @param {readonly Choice[]} all @param {number} start @param {string|null} room @param {boolean} [exact] no other room
 * @returns {Choice|null}
 */
export function choiceAt(all, start, room, exact = false) {
    const here = all.filter((each) => each.start === start);
    const own = here.find((each) => each.room === room);
    if (exact) return own ?? null;
    const least = Math.min(...here.map((each) => each.violations.length));
    if (own && own.violations.length === least) return own;
    return here.find((each) => each.violations.length === least) ?? null;
}

/**
 * The start that is nearest to a moment.
 * @param {readonly number[]} starts @param {number} time @param {number} within ms; farther ones are none
 * @returns {number|null}
 */
export function nearestStart(starts, time, within = Infinity) {
    if (starts.length === 0) return null;
    const nearest = starts.reduce((best, each) => (Math.abs(each - time) < Math.abs(best - time) ? each : best));
    return Math.abs(nearest - time) <= within ? nearest : null;
}

/**
 * The next or last start; at the ends it stays.
 * @param {readonly number[]} starts @param {number} from @param {1|-1} by
 */
export function stepStart(starts, from, by) {
    const later = starts.filter((each) => (by > 0 ? each > from : each < from));
    return later.length === 0 ? from : by > 0 ? later[0] : later[later.length - 1];
}

/**
 * The same time of the day, or the nearest to it, on the next day that has starts.
 * @param {readonly number[]} starts @param {number} from @param {1|-1} by @param {Clocks} clocks @param {string} zone
 */
export function stepDay(starts, from, by, clocks, zone) {
    const { date, hour, minute } = clocks.local(from, zone);
    const dates = [...new Set(starts.map((each) => clocks.local(each, zone).date))].filter((each) => (by > 0 ? each > date : each < date)).sort();
    const next = by > 0 ? dates[0] : dates[dates.length - 1];
    if (next === undefined) return from;
    const there = starts.filter((each) => clocks.local(each, zone).date === next);
    return nearestStart(there, clocks.instant(next, hour * 60 + minute, zone)) ?? from;
}

/**
 * The next or last room at a start.
 * @param {readonly Choice[]} all @param {number} start @param {string|null} room @param {1|-1} by
 */
export function stepRoom(all, start, room, by) {
    const rooms = all.filter((each) => each.start === start).map((each) => each.room);
    const at = rooms.indexOf(room);
    return at < 0 ? (rooms[0] ?? room) : rooms[(at + by + rooms.length) % rooms.length];
}

/**
 * Starts that follow one another and have the same answer, as stretches of time. A start stands for the time until the next.
 * @param {readonly Choice[]} all @param {number} grid minutes
 * @returns {{from: number, to: number, rules: string[]}[]} no rules: the meeting may begin there
 */
export function bands(all, grid) {
    /** @type {{from: number, to: number, rules: string[]}[]} */
    const found = [];
    for (const start of startsOf(all)) {
        const rules = [...new Set(choiceAt(all, start, null)?.violations.map((each) => each.rule) ?? [])].sort();
        const last = found[found.length - 1];
        const to = start + grid * 60_000;
        if (last && last.to >= start && last.rules.join() === rules.join()) last.to = to;
        else found.push({ from: start, to, rules });
    }
    return found;
}
