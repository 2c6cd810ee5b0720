import { freeId, idFrom } from "./ids.js";

/**
 * A meeting as it is being planned. Pure: each change gives a new plan.
 *
 * @typedef {import("../../protocol/conference.js").PlannedMeeting} Meeting
 * @typedef {import("../../protocol/conference.js").ConferenceView} View
 * @typedef {import("../../protocol/conference.js").FormatOnDate} FormatOnDate
 */

/** What a meeting does with a text; distinct on purpose. */
export const OUTCOMES = Object.freeze(["adopt", "endorse", "approve", "note", "welcome", "appreciate", "reaffirm", "urge", "encourage", "commit", "exchangeViews"]);
export const SEGMENTS = Object.freeze(["open", "restricted", "retreat"]);

/** @param {View} view @returns {Meeting} one that is not there yet */
export const newMeeting = (view) => ({
    id: "", title: { en: "", vi: "" }, format: null, level: "ministers",
    chair: view.delegations.some(({ seat }) => seat.id === view.conference.host) ? view.conference.host : view.delegations[0]?.seat.id ?? "",
    coChairs: [], length: 60, table: view.delegations.map(({ seat }) => seat.id), offstage: [], agenda: [],
    segments: [{ segment: "open", minutes: 10, chair: null }, { segment: "restricted", minutes: 50, chair: null }], feeds: [], interpreted: false,
    wishes: { attendance: "all", groups: [], rooms: [], start: null, earliest: null, latest: null, preferredDays: [], preferredHours: null },
});

/**
 * An id for a meeting: the conference's, then what it is called.
 * @param {View} view @param {string} title
 */
export const meetingId = (view, title) =>
    freeId(idFrom(`${view.conference.id} ${title || "meeting"}`), new Set([...view.meetings.map(({ id }) => id), ...(view.published ?? []).map(({ meeting }) => meeting)]));

/**
 * One element of a list, a number of places on.
 * @template Each
 * @param {readonly Each[]} list @param {number} from @param {number} by @returns {Each[]}
 */
export function moved(list, from, by) {
    const to = Math.max(0, Math.min(list.length - 1, from + by));
    const rest = list.filter((_, index) => index !== from);
    return [...rest.slice(0, to), list[from], ...rest.slice(to)];
}

/**
 * The table of a format on its day: those who are invited, in order of precedence, and its chairs.
 * @param {Meeting} meeting @param {FormatOnDate & {coChairs?: string[]}} format @param {ReadonlySet<string>} invited
 * @returns {{meeting: Meeting, missing: string[]}} missing: of the format, and not invited
 */
export function seatedBy(meeting, format, invited) {
    const table = format.table.filter((seat) => invited.has(seat));
    if (table.length === 0) return { meeting, missing: format.table };
    const coChairs = (format.coChairs ?? []).filter((seat) => table.includes(seat));
    const chair = format.chair && table.includes(format.chair) ? format.chair : coChairs[0] ?? table[0];
    return {
        meeting: { ...meeting, format: format.id, table, chair, coChairs: coChairs.filter((seat) => seat !== chair), offstage: meeting.offstage.filter((seat) => !table.includes(seat)) },
        missing: format.table.filter((seat) => !invited.has(seat)),
    };
}

/**
 * Whether those who are in both stand in another order.
 * @param {readonly string[]} table @param {readonly string[]} order
 */
export function departs(table, order) {
    const common = order.filter((seat) => table.includes(seat));
    return table.filter((seat) => common.includes(seat)).some((seat, index) => seat !== common[index]);
}

/**
 * The table put back into an order; who is not in it follows as they stand.
 * @param {readonly string[]} table @param {readonly string[]} order @returns {string[]}
 */
export const ordered = (table, order) => [...order.filter((seat) => table.includes(seat)), ...table.filter((seat) => !order.includes(seat))];

/**
 * Somebody's place at the table.
 * @param {Meeting} meeting @param {string} seat @param {"member"|"chair"|"coChair"} duty @returns {Meeting}
 */
export function withDuty(meeting, seat, duty) {
    const coChairs = meeting.coChairs.filter((each) => each !== seat);
    if (duty === "chair") return { ...meeting, chair: seat, coChairs };
    const chair = meeting.chair === seat ? "" : meeting.chair;
    return { ...meeting, chair, coChairs: duty === "coChair" ? [...coChairs, seat] : coChairs };
}

/**
 * Without a seat that is asked for nothing any more either.
 * @param {Meeting} meeting @param {string} seat @returns {Meeting}
 */
export const withoutSeat = (meeting, seat) => ({
    ...withDuty(meeting, seat, "member"),
    table: meeting.table.filter((each) => each !== seat), offstage: meeting.offstage.filter((each) => each !== seat),
    agenda: meeting.agenda.map((item) => ({ ...item, lead: item.lead === seat ? null : item.lead, speakers: item.speakers?.filter((each) => each !== seat) })),
    segments: meeting.segments.map((part) => (part.chair === seat ? { ...part, chair: null } : part)),
});

/**
 * What cannot stand, by the part of the plan that it is about; the keys are those of its words.
 * @param {Meeting} meeting @returns {{part: "title"|"table"|"length"|"segments"|"agenda", key: string, values: Record<string, number>}[]}
 */
export function faults(meeting) {
    const minutes = meeting.segments.reduce((sum, segment) => sum + segment.minutes, 0);
    const onAgenda = meeting.agenda.reduce((sum, item) => sum + (item.minutes ?? 0), 0);
    /** @type {(isWrong: boolean, part: any, key: string, values?: Record<string, number>) => any[]} */
    const when = (isWrong, part, key, values = {}) => (isWrong ? [{ part, key, values }] : []);
    return [
        ...when(!meeting.title.en, "title", "form.needed"),
        ...when(meeting.table.length === 0, "table", "fault.noTable"),
        ...when(meeting.table.length > 0 && !meeting.table.includes(meeting.chair), "table", "fault.noChair"),
        ...when(!(meeting.length >= 5 && meeting.length <= 1440), "length", "fault.length"),
        ...when(meeting.segments.length > 0 && minutes !== meeting.length, "segments", "fault.segments", { minutes, length: meeting.length }),
        ...when(meeting.agenda.some((item) => !item.title.en), "agenda", "fault.itemTitle"),
        ...when(onAgenda > meeting.length, "agenda", "fault.agenda", { minutes: onAgenda, length: meeting.length }),
    ];
}

/** Of those the plan can be kept with: they are said, and do not hold it up. */
export const MILD = Object.freeze(["fault.segments", "fault.agenda"]);

/**
 * The meetings to which one may hand on without coming back to itself.
 * @param {View} view @param {string} from @returns {Meeting[]}
 */
export function possibleNext(view, from) {
    const reaches = (/** @type {string} */ start) => {
        const seen = new Set();
        const waiting = [start];
        for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
            if (id === from) return true;
            if (seen.has(id)) continue;
            seen.add(id);
            waiting.push(...(view.meetings.find((meeting) => meeting.id === id)?.feeds ?? []));
        }
        return false;
    };
    return view.meetings.filter(({ id }) => id !== from && !reaches(id));
}
