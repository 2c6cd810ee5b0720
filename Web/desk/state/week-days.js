import { datesFrom } from "./clocks.js";

/**
 * The days of a week and the hours that are shown of them, by the host's clock.
 *
 * @typedef {import("./clocks.js").Clocks} Clocks
 * @typedef {{id: string, start: number, end: number}} Timed   ms since 1970
 * @typedef {{date: string, from: number, to: number, opens: number, closes: number}} WeekDay
 *   from, to: minutes of the day within which meetings are held, equal if there are none; opens, closes: the moments at
 *   which the shown hours begin and end
 * @typedef {{id: string, from: number, to: number, before: boolean, after: boolean}} Piece
 *   what of a meeting lies on a day, in minutes of the day; whether it goes on the day before, the day after
 */

const MINUTE = 60_000;
/** The hours of a day while none are set, in minutes. */
const STANDARD = Object.freeze({ from: 480, to: 1200 });

/**
 * `08:30` as minutes; `24:00` is the end of the day.
 * @param {string} text
 */
export const minutesOf = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** @param {number} minutes */
export const timeOfDay = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/**
 * What of something lies on which date, by a zone's clock. A meeting past midnight has a piece on each.
 * @param {Timed} timed @param {Clocks} clocks @param {string} zone
 * @returns {(Piece & {date: string})[]}
 */
export function piecesOf({ id, start, end }, clocks, zone) {
    const first = clocks.local(start, zone);
    const last = clocks.local(Math.max(start, end - 1), zone);
    const dates = datesFrom(first.date, last.date);
    return dates.map((date, index) => {
        const from = index === 0 ? first.hour * 60 + first.minute : 0;
        const to = index === dates.length - 1 ? Math.min(1440, last.hour * 60 + last.minute + 1) : 1440;
        // When clocks go back in between, the end is before the beginning by the clock; it is drawn as long as it lasts.
        const length = Math.round((end - start) / MINUTE);
        return { id, date, from, to: dates.length === 1 ? Math.min(1440, from + length) : Math.max(to, from), before: index > 0, after: index < dates.length - 1 };
    });
}

/**
 * All days with their hours: those that are planned, or the conference's own, and those on which something lies.
 * @param {import("../../protocol/conference.js").ConferenceView} view @param {Clocks} clocks @param {readonly Timed[]} timed
 * @returns {{days: WeekDay[], from: number, to: number}} from, to: the hours shown of every day
 */
export function weekDays({ conference, planning }, clocks, timed) {
    const zone = conference.timeZone;
    /** @type {Map<string, {from: number, to: number}>} */
    const hours = new Map();
    if (planning && planning.days.length > 0) for (const { date, from, to } of planning.days) hours.set(date, { from: minutesOf(from), to: minutesOf(to) });
    else for (const date of datesFrom(conference.firstDay, conference.lastDay)) hours.set(date, planning ? STANDARD : { from: 0, to: 0 });
    const pieces = timed.flatMap((each) => piecesOf(each, clocks, zone));
    for (const { date } of pieces) if (!hours.has(date)) hours.set(date, { from: 0, to: 0 });
    const shown = [...[...hours.values()].filter(({ from, to }) => from < to), ...pieces];
    const from = shown.length === 0 ? 480 : Math.floor(Math.min(...shown.map((each) => each.from)) / 60) * 60;
    const to = shown.length === 0 ? 1080 : Math.ceil(Math.max(...shown.map((each) => each.to)) / 60) * 60;
    const days = [...hours]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([date, span]) => ({ date, ...span, opens: clocks.instant(date, from, zone), closes: clocks.instant(date, to, zone) }));
    return { days, from, to };
}

/**
 * The full hours of a stretch, as moments.
 * @param {number} from @param {number} to ms @param {Clocks} clocks @param {string} zone
 */
export function hoursBetween(from, to, clocks, zone) {
    const { minute } = clocks.local(from, zone);
    const first = from + ((60 - minute) % 60) * MINUTE;
    return Array.from({ length: Math.max(0, Math.floor((to - first) / 3_600_000) + 1) }, (_, index) => first + index * 3_600_000);
}
