import { pick, t } from "../../i18n/catalogue.js";
import { dayWords } from "../state/clocks.js";

/**
 * How the timetable's parts say things.
 * @typedef {import("../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../../protocol/conference.js").ConferenceView} View
 * @typedef {import("../../protocol/conference.js").PlannedMeeting} PlannedMeeting
 */

/** @param {View} view @param {string|null|undefined} id */
export const delegationName = (view, id) => pick(view.delegations.find(({ seat }) => seat.id === id)?.seat.name) || id || "";

/** @param {View} view @param {string|null|undefined} id */
export const flagOf = (view, id) => view.delegations.find(({ seat }) => seat.id === id)?.seat.flag ?? null;

/** @param {View} view @param {string|null} id null or empty: online alone */
export const roomName = (view, id) => (id ? pick(view.planning?.rooms.find((each) => each.id === id)?.name) || id : t("week.online"));

/** @param {View} view @param {string} id */
export const meetingTitle = (view, id) => pick(view.meetings.find((each) => each.id === id)?.title) || id;

/** @param {PlannedMeeting} meeting */
export const levelWord = (meeting) => t(`week.level.${meeting.level}`);

/**
 * The classes of openness of a meeting, each once.
 * @param {PlannedMeeting} meeting
 */
export const classesOf = (meeting) => [...new Set(meeting.segments.map((each) => each.segment))];

/**
 * `09:00–10:30` in a zone; with the day where it is not the host's.
 * @param {WeekModel} model @param {number} start @param {number} end @param {string} [zone]
 */
export function spanWords({ clocks, host, zone: chosen }, start, end, zone = chosen) {
    return `${clocks.besides(start, zone, host)}–${endWords(clocks, start, end, zone)}`;
}

/**
 * `Thu 5 Aug 09:00–10:30` in a zone.
 * @param {WeekModel} model @param {number} start @param {number} end @param {string} [zone]
 */
export function whenWords({ clocks, zone: chosen }, start, end, zone = chosen) {
    return `${clocks.dayAndTime(start, zone)}–${endWords(clocks, start, end, zone)}`;
}

/** @param {import("../state/clocks.js").Clocks} clocks @param {number} start @param {number} end @param {string} zone */
const endWords = (clocks, start, end, zone) =>
    clocks.local(start, zone).date === clocks.local(end - 1, zone).date ? clocks.time(end, zone) : clocks.dayAndTime(end, zone);

/** @param {{date: string}} day */
export const dayLabel = ({ date }) => dayWords(date);

/**
 * The name of a zone as it is chosen.
 * @param {WeekModel} model
 */
export function zoneName({ view, zoneChoice }) {
    if (zoneChoice === "host") return t("week.zone.host");
    return zoneChoice === "own" ? t("week.zone.own") : delegationName(view, zoneChoice);
}

/**
 * `2 h 30`
 * @param {number} minutes
 */
export function hoursWords(minutes) {
    const whole = Math.round(Math.abs(minutes));
    const sign = minutes < 0 ? "−" : "";
    return t("week.hours", { hours: `${sign}${Math.floor(whole / 60)}`, minutes: String(whole % 60).padStart(2, "0") });
}
