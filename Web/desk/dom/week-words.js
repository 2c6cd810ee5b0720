import { pick, t } from "../../i18n/catalogue.js";
import { dayWords } from "../state/clocks.js";
import { delegationOf, meetingOf } from "../state/lookup.js";
import { namesIn, readable } from "../state/week-readable.js";

/**
 * How the timetable's parts say things.
 * @typedef {import("../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../../protocol/conference.js").ConferenceView} View
 * @typedef {import("../../protocol/conference.js").PlannedMeeting} PlannedMeeting
 */

/** @param {View} view @param {string|null|undefined} id */
export const delegationName = (view, id) => pick(delegationOf(view, id)?.seat.name) || id || "";

/** @param {View} view @param {string|null|undefined} id */
export const flagOf = (view, id) => delegationOf(view, id)?.seat.flag ?? null;

/**
 * The host's clock by the city where it goes.
 * @param {View} view
 */
export const hostName = (view) =>
    t("week.zone.hostOf", { name: pick(delegationOf(view, view.conference.host)?.seat.capital) || delegationName(view, view.conference.host) });

/** @param {View} view @param {string|null} id null or empty: online alone */
export const roomName = (view, id) => (id ? pick(view.rooms.find((each) => each.id === id)?.name) || id : t("week.online"));

/** @param {View} view @param {string} id */
export const meetingTitle = (view, id) => pick(meetingOf(view, id)?.title) || id;

/** @param {PlannedMeeting} meeting */
export const levelWord = (meeting) => t(`level.${meeting.level}`);

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
    if (zoneChoice === "host") return hostName(view);
    return zoneChoice === "own" ? t("week.zone.own") : delegationName(view, zoneChoice);
}

/**
 * What the server says, with names for ids.
 * @param {View} view @param {import("../../protocol/messages.js").Texts} texts @param {readonly string[]} meetings that it is about
 */
export const serverWords = (view, texts, meetings) => readable(pick(texts), namesIn(view, meetings, pick, (level) => t(`level.${level}`)));

/**
 * A rule of a week names its meeting behind a colon: `held:amm`; an order rule names two.
 * @param {View} view @param {{id: string, words: import("../../protocol/messages.js").Texts}} rule
 */
export function ruleWords(view, { id, words }) {
    const [kind, name = ""] = id.split(":");
    const order = kind === "order" ? view.planning?.order[Number(name)] : undefined;
    return serverWords(view, words, order ? [order.before, order.after] : [name]);
}
