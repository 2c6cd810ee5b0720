/**
 * The rules of a week while they are edited.
 *
 * @typedef {import("../../protocol/conference.js").Planning} Planning
 * @typedef {import("../../protocol/conference.js").ConferenceView} View
 */

/** What the server counts in: a multiple of so many minutes. */
export const UNIT = 5;

/**
 * What an order rule may name: a level, a group, a meeting.
 * @param {View} view
 * @returns {{levels: string[], groups: string[], meetings: string[]}}
 */
export function orderNames({ meetings, planning }) {
    const groups = new Set(meetings.flatMap((each) => each.wishes?.groups ?? []));
    const levels = [...new Set(meetings.map((each) => levelName(each.level)))];
    const known = new Set([...groups, ...levels, ...meetings.map((each) => each.id)]);
    // A rule may name what is no longer there; it is shown all the same.
    for (const { before, after } of planning?.order ?? []) for (const name of [before, after]) if (!known.has(name)) groups.add(name);
    return { levels, groups: [...groups].sort(), meetings: meetings.map((each) => each.id) };
}

/**
 * A level as the rules of a week call it: `senior-officials`.
 * @param {string} level
 */
export const levelName = (level) => level.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * A copy in which something is set: `path` by members and places, as `order.0.gap`.
 * @template T
 * @param {T} value @param {(string|number)[]} path @param {unknown} to
 * @returns {T}
 */
export function withSet(value, [first, ...rest], to) {
    if (first === undefined) return /** @type {any} */ (to);
    const copy = /** @type {any} */ (Array.isArray(value) ? [...value] : { ...value });
    copy[first] = withSet(copy[first], rest, to);
    return copy;
}

/**
 * A copy without the item at a place.
 * @template T
 * @param {readonly T[]} list @param {number} index
 */
export const without = (list, index) => list.filter((_, at) => at !== index);

/**
 * A name for something new: the stem and the first number that is free.
 * @param {readonly string[]} taken @param {string} stem
 */
export function freshName(taken, stem) {
    for (let number = 1; ; number++) if (!taken.includes(`${stem}-${number}`)) return `${stem}-${number}`;
}

/**
 * The day after the last, with its hours.
 * @param {Planning["days"]} days @param {string} first if there is none yet
 * @returns {Planning["days"][number]}
 */
export function nextDay(days, first) {
    const last = days.length === 0 ? null : days.reduce((a, b) => (a.date > b.date ? a : b));
    if (!last) return { date: first, from: "09:00", to: "18:00" };
    return { ...last, date: new Date(Date.parse(`${last.date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) };
}
