import { instant } from "./clocks.js";

/**
 * The meetings of a week where they are placed, and those that are not.
 *
 * @typedef {import("../../protocol/conference.js").ConferenceView} View
 * @typedef {import("../../protocol/conference.js").PlannedMeeting} PlannedMeeting
 * @typedef {import("../../protocol/conference.js").Placement} Placement
 * @typedef {import("./week-options.js").Violation} Violation
 *
 * @typedef {object} Block
 * @property {string} id                the meeting's
 * @property {PlannedMeeting} meeting
 * @property {number} start             ms since 1970
 * @property {number} end
 * @property {string|null} room
 * @property {Violation[]} wrong        rules that it breaks
 * @property {boolean} own              the viewer's delegation sits in it
 * @property {Placement|null} published   where it was published, if it stands elsewhere now
 * @property {boolean} pending          the server has not said yes yet
 */

/** @param {PlannedMeeting} meeting @param {string|null|undefined} seat */
export const sitsIn = (meeting, seat) => !!seat && (meeting.table.includes(seat) || meeting.offstage.includes(seat));

/**
 * What is placed as far as one may see it: the timetable that is being worked on, or the published one.
 * @param {View} view @param {readonly Placement[]} [pending] what the server has not confirmed yet
 * @returns {Placement[]}
 */
export function placementsOf(view, pending = []) {
    const base = view.placements ?? (view.published ?? []).filter((each) => !each.cancelled);
    const moved = new Set(pending.map((each) => each.meeting));
    return [...base.filter((each) => !moved.has(each.meeting)), ...pending];
}

/** @param {View} view */
const workedOn = (view) => view.placements !== undefined;

/**
 * @param {View} view
 * @param {{pending?: readonly Placement[], violations?: readonly Violation[], delegation?: string|null}} [how]
 *   delegation: its meetings alone
 * @returns {{placed: Block[], unplaced: PlannedMeeting[]}} by start; by the order of the plan
 */
export function blocksOf(view, how = {}) {
    const { pending = [], violations = [], delegation = null } = how;
    const placements = new Map(placementsOf(view, pending).map((each) => [each.meeting, each]));
    const published = new Map((view.published ?? []).filter((each) => !each.cancelled).map((each) => [each.meeting, each]));
    const unconfirmed = new Set(pending.map((each) => each.meeting));
    const meetings = view.meetings.filter((each) => delegation === null || sitsIn(each, delegation));
    /** @type {Block[]} */
    const placed = [];
    /** @type {PlannedMeeting[]} */
    const unplaced = [];
    for (const meeting of meetings) {
        const placement = placements.get(meeting.id);
        if (!placement) {
            unplaced.push(meeting);
            continue;
        }
        const start = instant(placement.start);
        const known = published.get(meeting.id);
        // What was published keeps its length until the next time.
        const length = workedOn(view) ? meeting.length : (known?.length ?? meeting.length);
        placed.push({
            id: meeting.id, meeting, start, end: start + length * 60_000, room: placement.room ?? null,
            wrong: violations.filter((each) => each.meetings.includes(meeting.id)),
            own: sitsIn(meeting, view.you.delegation),
            published: workedOn(view) && known && differs(known, placement) ? known : null,
            pending: unconfirmed.has(meeting.id),
        });
    }
    placed.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
    return { placed, unplaced: workedOn(view) ? unplaced : [] };
}

/** @param {Placement} a @param {Placement} b */
const differs = (a, b) => instant(a.start) !== instant(b.start) || (a.room ?? null) !== (b.room ?? null);

/**
 * What is different in another timetable: moved, new, or gone.
 * @param {readonly Placement[]} before @param {readonly Placement[]} after
 * @returns {{meeting: string, from: Placement|null, to: Placement|null}[]}
 */
export function differences(before, after) {
    const from = new Map(before.map((each) => [each.meeting, each]));
    const to = new Map(after.map((each) => [each.meeting, each]));
    const time = (/** @type {Placement|undefined} */ placement) => (placement ? instant(placement.start) : Infinity);
    return [...new Set([...from.keys(), ...to.keys()])]
        .map((meeting) => ({ meeting, from: from.get(meeting) ?? null, to: to.get(meeting) ?? null }))
        .filter((each) => !each.from || !each.to || differs(each.from, each.to))
        .sort((a, b) => time(a.to ?? undefined) - time(b.to ?? undefined) || (a.meeting < b.meeting ? -1 : 1));
}

/**
 * Which minutes of burden each delegation bears, the most burdened first.
 * @param {Record<string, number>} burdens @param {Record<string, number>} [before] @param {Record<string, number>} [carried]
 * @returns {{seat: string, minutes: number, before: number|null, carried: number}[]}
 */
export function burdenRows(burdens, before, carried = {}) {
    return Object.keys({ ...before, ...burdens })
        .map((seat) => ({ seat, minutes: burdens[seat] ?? 0, before: before ? (before[seat] ?? 0) : null, carried: carried[seat] ?? 0 }))
        .sort((a, b) => b.minutes + b.carried - (a.minutes + a.carried) || (a.seat < b.seat ? -1 : 1));
}
