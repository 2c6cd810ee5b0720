import { datesFrom } from "./clocks.js";

/**
 * When somebody is free: stretches of time as the server keeps them, the half hours in which they are painted, and
 * lines of text in which they may be written as well. Pure; times in ms since 1970.
 *
 * @typedef {{from: number, to: number}} Stretch    from one moment up to another
 * @typedef {{date: string, cells: (Stretch|null)[]}} Day    null: this half hour does not exist there, or is no part of the conference
 */

export const CELLS = 48;

/**
 * Every half hour of a conference by a delegation's clock, day by day of its own calendar.
 * @param {import("./clocks.js").Clocks} clocks @param {string} zone of the delegation
 * @param {{timeZone: string, firstDay: string, lastDay: string}} conference
 * @returns {Day[]}
 */
export function halfHours(clocks, zone, conference) {
    const first = clocks.instant(conference.firstDay, 0, conference.timeZone);
    const last = clocks.instant(conference.lastDay, 24 * 60, conference.timeZone);
    return datesFrom(clocks.local(first, zone).date, clocks.local(last - 1, zone).date).map((date) => ({
        date,
        cells: Array.from({ length: CELLS }, (_, index) => {
            const from = clocks.instant(date, index * 30, zone);
            const to = clocks.instant(date, index * 30 + 30, zone);
            // A clock that is set forward leaves half hours out.
            const local = clocks.local(from, zone);
            const exists = to > from && local.date === date && local.hour * 60 + local.minute === index * 30;
            return exists && from < last && to > first ? { from, to } : null;
        }),
    }));
}

/** @param {readonly {from: string, to: string}[]} intervals @returns {Stretch[]} */
export const stretches = (intervals) => intervals.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));

/** @param {readonly Stretch[]} all @returns {{from: string, to: string}[]} */
export const intervals = (all) => all.map(({ from, to }) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() }));

/**
 * With this time as well; what touches becomes one.
 * @param {readonly Stretch[]} all @param {Stretch} more @returns {Stretch[]}
 */
export function adding(all, more) {
    let { from, to } = more;
    const apart = [];
    for (const each of all) {
        if (each.to < from || each.from > to) apart.push(each);
        else {
            from = Math.min(from, each.from);
            to = Math.max(to, each.to);
        }
    }
    return [...apart, { from, to }].sort((a, b) => a.from - b.from);
}

/** @param {readonly Stretch[]} all @param {Stretch} less @returns {Stretch[]} */
export const without = (all, less) =>
    all
        .flatMap(({ from, to }) => [{ from, to: Math.min(to, less.from) }, { from: Math.max(from, less.to), to }])
        .filter(({ from, to }) => from < to);

/**
 * How much of a half hour is free.
 * @param {readonly Stretch[]} all @param {Stretch} cell @returns {"all"|"part"|"none"}
 */
export function coverage(all, { from, to }) {
    if (all.some((each) => each.from <= from && each.to >= to)) return "all";
    return all.some((each) => each.from < to && each.to > from) ? "part" : "none";
}

/**
 * One line for each stretch and day, by a clock: `2021-08-04 20:00-24:00`.
 * @param {readonly Stretch[]} all @param {import("./clocks.js").Clocks} clocks @param {string} zone @returns {string}
 */
export function written(all, clocks, zone) {
    return all
        .flatMap(({ from, to }) => {
            const lines = [];
            for (let at = from; at < to; ) {
                const { date } = clocks.local(at, zone);
                const midnight = clocks.instant(date, 24 * 60, zone);
                const end = Math.min(to, midnight);
                lines.push(`${date} ${clock(clocks, at, zone)}-${end === midnight ? "24:00" : clock(clocks, end, zone)}`);
                // A clock that is set back at midnight still goes forward.
                at = Math.max(end, at + 60_000);
            }
            return lines;
        })
        .join("\n");
}

/** @param {import("./clocks.js").Clocks} clocks @param {number} at @param {string} zone */
function clock(clocks, at, zone) {
    const { hour, minute } = clocks.local(at, zone);
    return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

const LINE = /^(\d{4}-\d{2}-\d{2})[ T,;\t]+(\d{1,2}):(\d{2})\s*[-–—]\s*(\d{1,2}):(\d{2})$/;

/**
 * What was written, or the numbers of the lines that cannot be read. A stretch that ends before it begins goes on after midnight.
 * @param {string} text @param {import("./clocks.js").Clocks} clocks @param {string} zone
 * @returns {{all: Stretch[], wrong: number[]}} lines counted from 1
 */
export function read(text, clocks, zone) {
    /** @type {Stretch[]} */
    let all = [];
    /** @type {number[]} */
    const wrong = [];
    text.split(/\r?\n/).forEach((line, index) => {
        if (line.trim() === "") return;
        const [, date = "", ...numbers] = LINE.exec(line.trim()) ?? [];
        const [fromHour, fromMinute, toHour, toMinute] = numbers.map(Number);
        const isTime = fromHour * 60 + fromMinute < 24 * 60 && toHour * 60 + toMinute <= 24 * 60 && fromMinute < 60 && toMinute < 60;
        if (!date || !isTime || Number.isNaN(Date.parse(date)) || new Date(date).toISOString().slice(0, 10) !== date) {
            wrong.push(index + 1);
            return;
        }
        const from = clocks.instant(date, fromHour * 60 + fromMinute, zone);
        const minutes = toHour * 60 + toMinute;
        const to = clocks.instant(date, minutes <= fromHour * 60 + fromMinute ? minutes + 24 * 60 : minutes, zone);
        if (to > from) all = adding(all, { from, to });
        else wrong.push(index + 1);
    });
    return { all, wrong };
}

/** @param {readonly Stretch[]} one @param {readonly Stretch[]} other */
export const areSame = (one, other) =>
    one.length === other.length && one.every(({ from, to }, index) => from === other[index].from && to === other[index].to);
