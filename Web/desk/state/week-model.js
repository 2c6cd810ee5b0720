import { blocksOf, placementsOf, sitsIn } from "./week-blocks.js";
import { piecesOf, weekDays } from "./week-days.js";

/**
 * All that the parts of the timetable's screen draw from.
 *
 * @typedef {import("../../protocol/conference.js").ConferenceView} View
 * @typedef {import("../../protocol/conference.js").PlannedMeeting} PlannedMeeting
 * @typedef {import("../../protocol/conference.js").Placement} Placement
 * @typedef {import("./clocks.js").Clocks} Clocks
 * @typedef {import("./week-blocks.js").Block} Block
 * @typedef {import("./week-days.js").WeekDay} WeekDay
 * @typedef {import("./week-days.js").Piece} Piece
 * @typedef {import("./week-options.js").Choice} Choice
 * @typedef {import("./week-options.js").Violation} Violation
 * @typedef {"meeting"|"delegation"|"room"} By
 * @typedef {{violations: Violation[], burdens: Record<string, number>, cost?: number}} Check   the server's word on what is placed
 * @typedef {{
 *   meeting: PlannedMeeting, from: {start: number, room: string|null}|null, choices: Choice[]|null, at: Choice|null,
 *   how: "pointer"|"keyboard", armed: boolean, x: number, y: number,
 * }} Moving   choices: null until the server has answered; armed: placed by one press more, although it breaks a rule
 *
 * @typedef {object} WeekModel
 * @property {View} view
 * @property {Clocks} clocks
 * @property {string} host          the host's zone
 * @property {string} zone          the zone chosen
 * @property {string} zoneChoice    `host`, `own` or a seat
 * @property {By} by
 * @property {string|null} date     the one day that is shown; null: all
 * @property {string|null} delegation   whose meetings alone are shown
 * @property {boolean} edits        the viewer may place
 * @property {WeekDay[]} days       that are shown
 * @property {WeekDay[]} allDays
 * @property {number} from          minutes of the day at which the shown hours begin
 * @property {number} to
 * @property {Block[]} placed       on all days
 * @property {PlannedMeeting[]} unplaced
 * @property {Map<string, (Piece & {block: Block})[]>} pieces   by date
 * @property {PlannedMeeting|null} selected
 * @property {Block|null} selectedBlock
 * @property {Check|null} check     null: not asked yet
 * @property {Moving|null} moving
 * @property {Placement[]} placements
 * @property {number} grid          minutes
 *
 * @param {{view: View, clocks: Clocks, query: Record<string, string>, ownZone: string, pending: Placement[], check: Check|null, moving: Moving|null}} all
 * @returns {WeekModel}
 */
export function weekModel({ view, clocks, query, ownZone, pending, check, moving }) {
    const host = view.conference.timeZone;
    const seats = new Set(view.delegations.map(({ seat }) => seat.id));
    const delegation = query.delegation && seats.has(query.delegation) ? query.delegation : null;
    const all = blocksOf(view, { pending, violations: check?.violations });
    const shown = (/** @type {PlannedMeeting} */ meeting) => delegation === null || sitsIn(meeting, delegation);
    const week = weekDays(view, clocks, all.placed);
    const date = week.days.some((each) => each.date === query.day) ? query.day : null;
    const zoneChoice = zoneFor(query.zone, view, seats);
    const placed = all.placed.filter((each) => shown(each.meeting));
    /** @type {WeekModel["pieces"]} */
    const pieces = new Map(week.days.map((each) => [each.date, []]));
    for (const block of placed) for (const piece of piecesOf(block, clocks, host)) pieces.get(piece.date)?.push({ ...piece, block });
    const selected = view.meetings.find((each) => each.id === query.meeting) ?? null;
    return {
        view, clocks, host, zoneChoice, zone: zoneOf(zoneChoice, view, ownZone), by: byOf(query.by), date, delegation,
        edits: view.you.isSecretariat && view.placements !== undefined,
        days: week.days.filter((each) => date === null || each.date === date), allDays: week.days, from: week.from, to: week.to,
        placed, unplaced: all.unplaced.filter(shown), pieces, selected,
        selectedBlock: all.placed.find((each) => each.id === selected?.id) ?? null,
        check, moving, placements: placementsOf(view, pending), grid: view.planning?.grid ?? 30,
    };
}

/** @param {string|undefined} by @returns {By} */
const byOf = (by) => (by === "delegation" || by === "room" ? by : "meeting");

/** @param {string|undefined} chosen @param {View} view @param {Set<string>} seats */
function zoneFor(chosen, view, seats) {
    if (chosen && (chosen === "host" || chosen === "own" || seats.has(chosen))) return chosen;
    return view.you.isSecretariat || !view.you.delegation ? "host" : view.you.delegation;
}

/** @param {string} choice @param {View} view @param {string} own */
function zoneOf(choice, view, own) {
    if (choice === "own") return own;
    return view.delegations.find(({ seat }) => seat.id === choice)?.seat.timeZone ?? view.conference.timeZone;
}

/**
 * What the rows of a view are, and what stands in them.
 * @param {WeekModel} model
 * @returns {{id: string, zone: string, blocks: Block[]}[]} by delegation each with its zone, by room in the host's; `""`: no room
 */
export function rowsOf({ view, by, host, placed, delegation, moving }) {
    if (by === "delegation") {
        return view.delegations
            .filter(({ seat }) => delegation === null || seat.id === delegation)
            .map(({ seat }) => ({ id: seat.id, zone: seat.timeZone, blocks: placed.filter((each) => sitsIn(each.meeting, seat.id)) }));
    }
    const used = placed.map((each) => each.room ?? "");
    const offered = moving?.choices?.map((each) => each.room ?? "") ?? [];
    const rooms = [...new Set([...view.rooms.map((each) => each.id), ...used, ...offered])];
    return rooms.sort((a, b) => Number(a === "") - Number(b === "")).map((id) => ({ id, zone: host, blocks: placed.filter((each) => (each.room ?? "") === id) }));
}

/**
 * The day on which the clocks of the world are shown: of what is moved or focused, otherwise the one chosen, or the first with a meeting.
 * @param {WeekModel} model @returns {WeekDay|null}
 */
export function ribbonDay({ moving, selectedBlock, clocks, host, allDays, date, pieces }) {
    const at = moving?.at?.start ?? selectedBlock?.start;
    const wanted = at === undefined ? date : clocks.local(at, host).date;
    return allDays.find((each) => each.date === wanted) ?? allDays.find((each) => pieces.get(each.date)?.length) ?? allDays[0] ?? null;
}
