import { peopleOf, placementOf, publishedOf } from "./lookup.js";

/**
 * How far the preparation has come, and what comes next. Pure.
 *
 * @typedef {import("../../protocol/conference.js").ConferenceView} View
 * @typedef {import("./sections.js").Section} Section
 */

/** @param {View} view */
export function progress(view) {
    const people = view.people.filter(({ accreditation }) => accreditation !== "revoked");
    const checks = view.checklist ?? [];
    const inState = (/** @type {string} */ state) => checks.filter(({ readiness }) => readiness === state).length;
    return {
        meetings: {
            all: view.meetings.length,
            placed: view.meetings.filter(({ id }) => placementOf(view, id)).length,
            published: view.meetings.filter(({ id }) => publishedOf(view, id)).length,
            held: view.meetings.filter(({ id }) => (view.obstacles?.[id]?.length ?? 0) > 0).length,
        },
        delegations: {
            all: view.delegations.length,
            invited: view.delegations.filter(({ focalPoint }) => focalPoint).length,
            registered: view.delegations.filter(({ seat }) => peopleOf(view, seat.id).length > 0).length,
            people: people.length,
            approved: people.filter(({ accreditation }) => accreditation === "approved").length,
        },
        checks: { all: checks.length, ready: inState("ready"), open: inState("open"), overdue: inState("overdue"), failed: inState("failed") },
    };
}

/**
 * @typedef {{key: string, left: number, section: Section, query: Record<string, string>}} Step
 *   left: how many are still to be done; none: it is done
 */

/**
 * What a secretariat does, in the order in which one thing needs the other.
 * @param {View} view @returns {Step[]}
 */
export function steps(view) {
    const { delegations, meetings, checks } = progress(view);
    const waiting = view.people.filter(({ accreditation }) => accreditation === "registered").length;
    const withoutHours = view.delegations.filter(({ freeHours }) => Object.keys(freeHours ?? {}).length === 0).length;
    const high = view.meetings.filter(({ level }) => level === "leaders" || level === "ministers");
    /** @type {(key: string, left: number, section: Section, query?: Record<string, string>) => Step} */
    const step = (key, left, section, query = {}) => ({ key, left, section, query });
    return [
        step("delegations", delegations.all === 0 ? 1 : 0, "delegations"),
        step("meetings", meetings.all === 0 ? 1 : 0, "meetings"),
        step("focalPoints", delegations.all - delegations.invited, "delegations", { only: "noFocalPoint" }),
        step("people", delegations.all - delegations.registered, "delegations", { only: "noPeople" }),
        step("approve", waiting, "delegations", { only: "waiting" }),
        step("freeHours", withoutHours, "delegations", { only: "noHours" }),
        step("agendas", view.meetings.filter(({ agenda }) => agenda.length === 0).length, "meetings", { only: "noAgenda" }),
        step("place", meetings.all - meetings.placed, "timetable"),
        step("publish", view.hasUnpublishedChanges || !view.published ? 1 : 0, "timetable"),
        step("scripts", high.filter(({ id }) => (view.runs?.[id]?.cues.length ?? 0) === 0).length, "run-of-show"),
        step("checks", checks.overdue + checks.failed, "readiness", { view: "items", only: "late" }),
    ];
}

/**
 * The meetings that are not over, soonest first.
 * @param {View} view @param {number} now ms since 1970
 * @returns {{id: string, start: number, end: number, isPublished: boolean}[]}
 */
export function meetingsAhead(view, now) {
    return view.meetings
        .flatMap(({ id, length }) => {
            const start = Date.parse(placementOf(view, id)?.start ?? "");
            return Number.isNaN(start) ? [] : [{ id, start, end: start + length * 60_000, isPublished: publishedOf(view, id) !== undefined }];
        })
        .filter(({ end }) => end > now)
        .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
}
