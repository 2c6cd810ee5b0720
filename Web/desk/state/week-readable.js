import { levelName } from "./week-planning.js";

/**
 * The server's words name meetings, people and rooms by their ids; people read names.
 *
 * @param {string} words
 * @param {{meetings: Map<string, string>, delegations: Map<string, string>, levels: Map<string, string>, rooms: Map<string, string>}} names
 *   by id; levels by the name that the rules of a week have for them
 * @returns {string}
 */
export const readable = (words, { meetings, delegations, levels, rooms }) =>
    words.replace(/[\p{L}\p{N}][\p{L}\p{N}_-]*/gu, (token) => {
        const known = meetings.get(token) ?? rooms.get(token);
        if (known) return known;
        const [, seat, level] = /^([^-]+)-([a-z-]+)$/.exec(token) ?? [];
        const name = delegations.get(seat ?? "");
        const rank = levels.get(level ?? "");
        return name && rank ? `${name} (${rank})` : token;
    });

/**
 * The names that a text of the server may need.
 * @param {import("../../protocol/conference.js").ConferenceView} view
 * @param {readonly string[]} meetings what it is about; a meeting's id may be a word of a sentence otherwise
 * @param {(texts: import("../../protocol/messages.js").Texts) => string} pick @param {(level: string) => string} levelWord
 */
export function namesIn(view, meetings, pick, levelWord) {
    return {
        meetings: new Map(view.meetings.filter((each) => meetings.includes(each.id)).map((each) => [each.id, pick(each.title)])),
        delegations: new Map(view.delegations.map(({ seat }) => [seat.id, pick(seat.name)])),
        levels: new Map(["working", "seniorOfficials", "ministers", "leaders"].map((level) => [levelName(level), levelWord(level)])),
        rooms: new Map(view.rooms.map((each) => [each.id, pick(each.name) || each.id])),
    };
}
