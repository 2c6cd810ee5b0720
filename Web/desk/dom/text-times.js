import { t } from "../../i18n/catalogue.js";
import { date, hourMinute, ownZone } from "../../i18n/times.js";

/** Moments of a text in words. */

/**
 * `25 November 2026 18:00`.
 * @param {string|number} at @param {string} [zone] own where absent
 */
export function momentWords(at, zone) {
    const moment = typeof at === "number" ? at : Date.parse(at);
    return `${date(moment, zone)} ${hourMinute(moment, zone)}`;
}

/**
 * A time of the reader's clock that was entered; null: none that could be meant.
 * @param {string} entered
 */
export function instantIn(entered) {
    const at = Date.parse(entered);
    return Number.isNaN(at) || at < 0 || at > Date.UTC(9999, 0) ? null : new Date(at).toISOString();
}

/**
 * In universal time, and in the reader's zone where that shows another.
 * @param {string} at
 */
export function bothTimes(at) {
    const [utc, own] = [momentWords(at, "UTC"), momentWords(at)];
    return t(utc === own ? "who.time" : "who.times", { utc, own, zone: ownZone() });
}

/**
 * What will come, from whom, and until when.
 * @param {import("../../protocol/text.js").PlaceholderView} placeholder @param {(seat: string) => string} name @param {number} now
 */
export function placeholderWords({ subject, owner, due }, name, now) {
    const when = due && t(Date.parse(due) < now ? "placeholder.overdue" : "placeholder.until", { time: momentWords(due) });
    return [subject, owner && name(owner), when].filter(Boolean).join(" · ");
}
