import { language } from "./catalogue.js";

/** Times for people: the viewer's own zone or a named one, in the viewer's language. */

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @param {Intl.DateTimeFormatOptions} options
 * @returns {Intl.DateTimeFormat}
 */
function format(options) {
    const key = language() + JSON.stringify(options);
    let made = formats.get(key);
    if (!made) {
        made = safeFormat(options);
        formats.set(key, made);
    }
    return made;
}

/** @param {Intl.DateTimeFormatOptions} options */
function safeFormat(options) {
    const locale = language() === "en" ? "en-GB" : language();
    try {
        return new Intl.DateTimeFormat(locale, options);
    } catch {
        return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    }
}

/**
 * `09:14`.
 * @param {number} at ms since 1970
 * @param {string} [timeZone] own zone where absent
 */
export function hourMinute(at, timeZone) {
    return format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(at);
}

/**
 * `Tue 09:14`.
 * @param {number} at ms since 1970
 * @param {string} [timeZone] own zone where absent
 */
export function weekdayTime(at, timeZone) {
    return format({ weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(at);
}

/**
 * `Tuesday, 14 April 2020 at 09:00`.
 * @param {number} at @param {string} [timeZone]
 */
export function dayAndTime(at, timeZone) {
    return format({
        weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit",
        hourCycle: "h23", timeZone,
    }).format(at);
}

/**
 * `Tuesday 14 April`.
 * @param {number} at @param {string} [timeZone]
 */
export function day(at, timeZone) {
    return format({ weekday: "long", day: "numeric", month: "long", timeZone }).format(at);
}

/**
 * `Tue 14 Apr`.
 * @param {number} at @param {string} [timeZone]
 */
export function shortDay(at, timeZone) {
    const text = format({ weekday: "short", day: "numeric", month: "short", timeZone }).format(at);
    // In Vietnamese a weekday is a number.
    return language() === "en" ? text.replace(",", "") : text;
}

/**
 * `14 April 2020`.
 * @param {number} at @param {string} [timeZone]
 */
export function date(at, timeZone) {
    return format({ day: "numeric", month: "long", year: "numeric", timeZone }).format(at);
}

/** The viewer's own zone. */
export const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * Whether two zones show another calendar day at that instant.
 * @param {number} at @param {string} [zone] @param {string} [other]
 */
export function differentDay(at, zone, other) {
    return date(at, zone) !== date(at, other);
}
