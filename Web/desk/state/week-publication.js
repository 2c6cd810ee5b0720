import { differences } from "./week-blocks.js";

/**
 * What a publication would mean: how many meetings, how many of them new or moved, how many people of how many delegations are told.
 * @param {import("../../protocol/conference.js").ConferenceView} view
 * @returns {{meetings: number, changed: number, people: number, delegations: number}}
 */
export function publication(view) {
    const placed = view.placements ?? [];
    const changed = differences((view.published ?? []).filter((each) => !each.cancelled), placed);
    const ids = new Set(changed.map((each) => each.meeting));
    const concerned = new Set(view.meetings.filter((each) => ids.has(each.id)).flatMap((each) => [...each.table, ...each.offstage]));
    const told = view.people.filter(({ person, accreditation }) => accreditation === "approved" && person.delegation && concerned.has(person.delegation));
    return {
        meetings: placed.length, changed: changed.length, people: told.length,
        delegations: new Set(told.map(({ person }) => person.delegation)).size,
    };
}
