import { pick, t } from "../i18n/catalogue.js";
import { date, dayAndTime, differentDay, hourMinute, weekdayTime } from "../i18n/times.js";
import { itemSpent } from "../state/plan.js";
import { seatName } from "./names.js";

/**
 * What is planned, in words.
 * @typedef {import("../protocol/messages.js").View} View
 * @typedef {import("../protocol/messages.js").AgendaItem} AgendaItem
 */

/**
 * `Lead: Indonesia · Documents: APT/1 · To adopt`; empty where nothing is planned.
 * @param {View} view @param {AgendaItem} item
 */
export function itemFacts(view, item) {
    return [
        item.lead && t("item.lead", { name: seatName(view, item.lead) }),
        item.documents?.length && t("item.documents", { names: item.documents.join(", ") }),
        item.action && t(`outcome.${item.action}`),
    ].filter(Boolean).join(" \u00b7 ");
}

/**
 * Minutes used against those planned.
 * @param {View} view @param {AgendaItem} item @param {number} serverNow ms since 1970
 * @returns {{words: string, over: boolean}}
 */
export function itemMinutes(view, item, serverNow) {
    const used = Math.floor(itemSpent(view, item.number, serverNow) / 60_000);
    const over = Boolean(item.minutes && used >= item.minutes);
    if (!item.minutes) return { words: t("item.used", { used }), over };
    return { words: t(over ? "item.overtime" : "item.usedOf", { used, planned: item.minutes }), over };
}

/**
 * A planned moment in the viewer's zone, with the weekday where it is not today; and at length with the host's time.
 * @param {number|null} at ms since 1970 @param {number} serverNow ms since 1970
 * @param {import("../protocol/messages.js").Seat|undefined} host
 */
export function plannedTime(at, serverNow, host) {
    if (at === null) return { short: "", long: "" };
    const short = date(at) === date(serverNow) ? hourMinute(at) : weekdayTime(at);
    const zone = host?.timeZone ?? undefined;
    if (!zone) return { short, long: dayAndTime(at) };
    const there = differentDay(at, zone) ? weekdayTime(at, zone) : hourMinute(at, zone);
    return { short, long: `${dayAndTime(at)} \u00b7 ${t("clock.place", { place: pick(host?.capital) || zone, time: there })}` };
}
