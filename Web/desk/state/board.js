import { CHECKS, delegationOf, meetingOf, placementOf, worst } from "./lookup.js";

/**
 * The readiness board: who is how far with which check, for the whole conference or for one of its days. Pure.
 *
 * @typedef {import("../../protocol/conference.js").ConferenceView} View
 * @typedef {import("../../protocol/conference.js").ChecklistEntry} Entry
 * @typedef {import("../../protocol/conference.js").Check} Check
 * @typedef {import("../../protocol/conference.js").Readiness} Readiness
 * @typedef {{key: string, delegation: string, site: import("../../protocol/conference.js").Site|null, cells: Record<string, Readiness>}} BoardRow
 */

/**
 * The host's day on which a meeting stands in the timetable; null: it has no place.
 * @param {View} view @param {import("./clocks.js").Clocks} clocks @param {string} meeting
 */
export function dayOf(view, clocks, meeting) {
    const start = placementOf(view, meeting)?.start;
    return start ? clocks.local(start, view.conference.timeZone).date : null;
}

/**
 * A row for each delegation, and one for each of its sites if it has any; a column for each check.
 * @param {View} view @param {import("./clocks.js").Clocks} clocks @param {string|null} day null: all days
 * @returns {BoardRow[]}
 */
export function boardByCheck(view, clocks, day) {
    return rowsOf(view, seatsOn(view, clocks, day), (delegation, site) =>
        Object.fromEntries(CHECKS.map((check) => [check, cell(view, clocks, { delegation, site, check, day })])));
}

/**
 * The same rows; a column for each day, which shows the worst of all checks.
 * @param {View} view @param {import("./clocks.js").Clocks} clocks @param {readonly string[]} days
 * @returns {BoardRow[]}
 */
export function boardByDay(view, clocks, days) {
    const seated = Object.fromEntries(days.map((day) => [day, seatsOn(view, clocks, day)]));
    return rowsOf(view, seatsOn(view, clocks, null), (delegation, site) =>
        Object.fromEntries(days.map((day) => [
            day, seated[day].has(delegation) ? worst(CHECKS.map((check) => cell(view, clocks, { delegation, site, check, day }))) : "none",
        ])));
}

/**
 * @param {View} view @param {ReadonlySet<string>} seats
 * @param {(delegation: string, site: string|null) => Record<string, Readiness>} cells
 * @returns {BoardRow[]}
 */
const rowsOf = (view, seats, cells) =>
    view.delegations.filter(({ seat }) => seats.has(seat.id)).flatMap(({ seat, sites = [] }) => [
        { key: seat.id, delegation: seat.id, site: null, cells: cells(seat.id, null) },
        ...sites.map((site) => ({ key: `${seat.id}/${site.id}`, delegation: seat.id, site, cells: cells(seat.id, site.id) })),
    ]);

/**
 * Who sits in a meeting of that day.
 * @param {View} view @param {import("./clocks.js").Clocks} clocks @param {string|null} day null: everybody
 * @returns {Set<string>}
 */
function seatsOn(view, clocks, day) {
    if (day === null) return new Set(view.delegations.map(({ seat }) => seat.id));
    return new Set(view.meetings.filter(({ id }) => dayOf(view, clocks, id) === day).flatMap(({ table, offstage }) => [...table, ...offstage]));
}

/**
 * @param {View} view @param {import("./clocks.js").Clocks} clocks
 * @param {{delegation: string, site: string|null, check: Check, day: string|null}} of
 * @returns {Readiness}
 */
function cell(view, clocks, { delegation, site, check, day }) {
    const states = (view.checklist ?? [])
        .filter(({ item }) => item.check === check && (item.delegation ?? delegation) === delegation && (site === null || item.site === site))
        .filter(({ item }) => !item.meeting || ((day === null || dayOf(view, clocks, item.meeting) === day) && isIn(view, item.meeting, delegation)))
        .map(({ readiness }) => readiness);
    // Invitation and accreditation are not ticked: they follow from who is registered, for a delegation as a whole.
    const own = site === null && (check === "invited" || check === "accredited") ? view.readiness?.[delegation]?.[check] ?? "none" : "none";
    return worst([own, ...states]);
}

/** @param {View} view @param {string} meeting @param {string} delegation */
function isIn(view, meeting, delegation) {
    const plan = meetingOf(view, meeting);
    return plan === undefined || plan.table.includes(delegation) || plan.offstage.includes(delegation);
}

/**
 * Whether each meeting can go ahead, in order of time; what holds it up: its own checks first, then the worst.
 * @param {View} view @param {import("./clocks.js").Clocks} clocks @param {string|null} day
 * @returns {{meeting: import("../../protocol/conference.js").PlannedMeeting, start: string|null, reasons: Entry[]}[]}
 */
export function goes(view, clocks, day) {
    const order = ["failed", "overdue", "open"];
    return view.meetings
        .map((meeting) => ({
            meeting, start: placementOf(view, meeting.id)?.start ?? null,
            reasons: (view.obstacles?.[meeting.id] ?? [])
                .flatMap((id) => view.checklist?.find(({ item }) => item.id === id) ?? [])
                .sort((a, b) => Number(!a.item.meeting) - Number(!b.item.meeting) || order.indexOf(a.readiness) - order.indexOf(b.readiness) || (a.item.due < b.item.due ? -1 : 1)),
        }))
        .filter(({ meeting }) => day === null || dayOf(view, clocks, meeting.id) === day)
        .sort((a, b) => (a.start === b.start ? 0 : a.start === null ? 1 : b.start === null ? -1 : a.start < b.start ? -1 : 1));
}

export const ONLY_ITEMS = Object.freeze(["open", "late", "ready", "all"]);

/** @type {Record<string, readonly Readiness[]>} */
const shown = { open: ["open", "overdue", "failed"], late: ["overdue", "failed"], ready: ["ready"], all: ["open", "overdue", "failed", "ready", "none"] };

/**
 * The items of the checklist that are asked for, the earliest due first.
 * @param {View} view @param {{only?: string, delegation?: string, check?: string, meeting?: string}} query
 * @returns {Entry[]}
 */
export function itemsFor(view, { only = "open", delegation = "", check = "", meeting = "" }) {
    const states = Object.hasOwn(shown, only) ? shown[only] : shown.open;
    const seats = meeting ? new Set([...(meetingOf(view, meeting)?.table ?? []), ...(meetingOf(view, meeting)?.offstage ?? [])]) : null;
    return (view.checklist ?? [])
        .filter(({ item, readiness }) =>
            states.includes(readiness) && (check === "" || item.check === check) && (delegation === "" || (item.delegation ?? delegation) === delegation)
            && (seats === null || ((item.meeting ?? meeting) === meeting && (!item.delegation || seats.has(item.delegation)))))
        .sort((a, b) => (a.item.due < b.item.due ? -1 : a.item.due > b.item.due ? 1 : 0));
}

/**
 * Whom an item is about, by name: delegation, site and meeting.
 * @param {View} view @param {import("../../protocol/conference.js").ChecklistItem} item
 * @returns {import("../../protocol/conference.js").Texts[]}
 */
export function subjectsOf(view, item) {
    const delegation = delegationOf(view, item.delegation);
    const site = delegation?.sites?.find(({ id }) => id === item.site);
    return [delegation?.seat.name, site?.name, meetingOf(view, item.meeting)?.title].flatMap((name) => (name ? [name] : []));
}
