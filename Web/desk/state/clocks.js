import { hourMinute, shortDay } from "../../i18n/times.js";

/**
 * Local times by the offsets that came with the view, so that every screen and the server agree to the minute. A zone
 * that is not among them, such as the viewer's own, is the browser's to know.
 *
 * @typedef {import("../../protocol/conference.js").ClockChange} ClockChange
 * @typedef {{date: string, weekday: number, hour: number, minute: number, offset: number}} Local
 *   date: YYYY-MM-DD; weekday: 0 Sunday to 6 Saturday; offset: seconds east of UTC
 */
export class Clocks {
    /** @param {Record<string, ClockChange[]>} zones */
    constructor(zones = {}) {
        this.zones = Object.fromEntries(
            Object.entries(zones).map(([zone, changes]) => [zone, changes.map(({ from, offset }) => ({ from: Date.parse(from), offset }))]),
        );
    }

    /** @param {string} zone @param {number|string} time @returns {number} seconds east of UTC */
    offset(zone, time) {
        const at = instant(time);
        const changes = Object.hasOwn(this.zones, zone) ? this.zones[zone] : undefined;
        if (!changes || changes.length === 0) return browserOffset(zone, at);
        let found = changes[0].offset;
        for (const change of changes.slice(1)) if (change.from <= at) found = change.offset;
        return found;
    }

    /** @param {number|string} time @param {string} zone @returns {Local} */
    local(time, zone) {
        const at = instant(time);
        const offset = this.offset(zone, at);
        const there = new Date(at + offset * 1000);
        return {
            date: there.toISOString().slice(0, 10), weekday: there.getUTCDay(),
            hour: there.getUTCHours(), minute: there.getUTCMinutes(), offset,
        };
    }

    /**
     * The moment at which a zone's clocks show a date and time. A time that is skipped there is the moment after the gap
     * as long as the clock would have gone on; one that comes twice is the first.
     * @param {string} date YYYY-MM-DD @param {number} minutes since midnight @param {string} zone @returns {number} ms since 1970
     */
    instant(date, minutes, zone) {
        const shown = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
        const before = shown - this.offset(zone, shown - 86_400_000) * 1000;
        const after = shown - this.offset(zone, shown + 86_400_000) * 1000;
        for (const candidate of [before, after]) {
            if (candidate + this.offset(zone, candidate) * 1000 === shown) return candidate;
        }
        return before;
    }

    /**
     * `07:15`.
     * @param {number|string} time @param {string} zone
     */
    time(time, zone) {
        return hourMinute(shifted(this, time, zone), "UTC");
    }

    /**
     * `Thu 5 Aug`.
     * @param {number|string} time @param {string} zone
     */
    day(time, zone) {
        return shortDay(shifted(this, time, zone), "UTC");
    }

    /**
     * `Thu 5 Aug 07:15`.
     * @param {number|string} time @param {string} zone
     */
    dayAndTime(time, zone) {
        return `${this.day(time, zone)} ${this.time(time, zone)}`;
    }

    /**
     * The day stands before the time where it is not the host's day.
     * @param {number|string} time @param {string} zone @param {string} host zone
     */
    besides(time, zone, host) {
        return this.isOtherDay(time, zone, host) ? this.dayAndTime(time, zone) : this.time(time, zone);
    }

    /** @param {number|string} time @param {string} zone @param {string} other */
    isOtherDay(time, zone, other) {
        return this.local(time, zone).date !== this.local(time, other).date;
    }
}

/**
 * A day of a calendar in words, whatever zone: `Thu 5 Aug`.
 * @param {string} date YYYY-MM-DD
 */
export const dayWords = (date) => shortDay(Date.parse(`${date}T00:00:00Z`), "UTC");

/** @param {string} date YYYY-MM-DD @param {number} days @returns {string} */
export const daysAfter = (date, days) => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * Every date from the first to the last.
 * @param {string} first @param {string} last @returns {string[]}
 */
export function datesFrom(first, last) {
    const count = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
    return Array.from({ length: Math.max(0, count) }, (_, index) => daysAfter(first, index));
}

/** @param {number|string} time @returns {number} ms since 1970 */
export const instant = (time) => (typeof time === "number" ? time : Date.parse(time));

/** @param {Clocks} clocks @param {number|string} time @param {string} zone */
const shifted = (clocks, time, zone) => instant(time) + clocks.offset(zone, time) * 1000;

/** @param {string} zone @param {number} at @returns {number} */
function browserOffset(zone, at) {
    try {
        const parts = new Intl.DateTimeFormat("en-GB", {
            timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
            hour: "2-digit", minute: "2-digit", second: "2-digit",
        }).formatToParts(at);
        const of = (/** @type {string} */ type) => Number(parts.find((part) => part.type === type)?.value);
        const shown = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
        return Math.round((shown - Math.floor(at / 1000) * 1000) / 1000);
    } catch {
        return 0;
    }
}
