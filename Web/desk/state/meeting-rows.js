import { placementOf, publishedOf } from "./lookup.js";
import { plain } from "./plain.js";

/**
 * The meetings as a table shows them, and which of them are asked for. Pure.
 *
 * @typedef {import("../../protocol/conference.js").ConferenceView} View
 * @typedef {import("../../protocol/conference.js").PlannedMeeting} Meeting
 * @typedef {{meeting: Meeting, start: string|null, state: "unplaced"|"placed"|"moved"|"published", obstacles: number}} MeetingRow
 *   moved: published, and somewhere else since
 */

export const ONLY_MEETINGS = Object.freeze(["noAgenda", "unplaced", "unpublished", "held"]);

/** @type {Record<string, (row: MeetingRow) => boolean>} */
const tests = {
    noAgenda: ({ meeting }) => meeting.agenda.length === 0,
    unplaced: ({ state }) => state === "unplaced",
    unpublished: ({ state }) => state === "placed" || state === "moved",
    held: ({ obstacles }) => obstacles > 0,
};

/** @param {View} view @returns {MeetingRow[]} in order of time, then of the plan */
export function meetingRows(view) {
    const rows = view.meetings.map((meeting) => {
        const placed = placementOf(view, meeting.id);
        return { meeting, start: placed?.start ?? null, state: stateOf(view, meeting, placed), obstacles: view.obstacles?.[meeting.id]?.length ?? 0 };
    });
    return rows.sort((a, b) => (a.start === b.start ? 0 : a.start === null ? 1 : b.start === null ? -1 : a.start < b.start ? -1 : 1));
}

/**
 * @param {View} view @param {Meeting} meeting @param {import("../../protocol/conference.js").Placement|undefined} placed
 * @returns {MeetingRow["state"]}
 */
function stateOf(view, meeting, placed) {
    if (!placed) return "unplaced";
    const known = publishedOf(view, meeting.id);
    if (!known) return "placed";
    return known.start === placed.start && known.length === meeting.length && (known.room ?? null) === (placed.room ?? null) ? "published" : "moved";
}

/**
 * @param {readonly MeetingRow[]} rows @param {{q?: string, level?: string, only?: string}} query
 * @returns {MeetingRow[]}
 */
export function filteredMeetings(rows, { q = "", level = "", only = "" }) {
    const words = plain(q).split(/\s+/).filter(Boolean);
    const test = Object.hasOwn(tests, only) ? tests[only] : () => true;
    return rows.filter((row) => {
        const { meeting } = row;
        const text = plain([meeting.id, meeting.format ?? "", ...Object.values(meeting.title)].join(" "));
        return (level === "" || meeting.level === level) && test(row) && words.every((word) => text.includes(word));
    });
}
