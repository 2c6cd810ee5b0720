import { fold } from "./fold.js";

/**
 * Everything a page knows about its meeting, and how each message of the server changes it. Pure.
 *
 * @typedef {import("../protocol/messages.js").ServerMessage} ServerMessage
 * @typedef {import("../protocol/messages.js").View} View
 * @typedef {{
 *   you: string|null,
 *   sequence: number|null,
 *   view: View|null,
 *   gap: boolean,
 *   audible: Record<string, string|null>,
 *   shown: Record<string, string|null>,
 *   held: string[],
 *   lines: Record<string, import("../protocol/messages.js").Line>,
 *   notes: import("../protocol/messages.js").Note[],
 *   bye: {reason: string, text: import("../protocol/messages.js").Texts}|null,
 *   closedAt: string|null,
 * }} Session
 */

const NOTES_KEPT = 200;

/** @returns {Session} */
export function newSession() {
    return {
        you: null, sequence: null, view: null, gap: false,
        audible: {}, shown: {}, held: [], lines: {}, notes: [], bye: null, closedAt: null,
    };
}

/**
 * @param {Session} session
 * @param {ServerMessage} message
 * @returns {Session} the same object where nothing changed; `gap` is set when an event is missing before this one
 */
export function receive(session, message) {
    switch (message.type) {
        case "welcome":
            return { ...session, you: message.you, bye: null };
        case "snapshot":
            return { ...session, sequence: message.sequence, view: message.view, gap: false };
        case "event":
            return event(session, message);
        case "audible":
            return { ...session, audible: bySlot(message.slots) };
        case "shown":
            return { ...session, shown: bySlot(message.slots) };
        case "held":
            return { ...session, held: message.mids };
        case "lines":
            return { ...session, lines: message.lines };
        case "note": {
            const { id, at, from, text } = message;
            if (session.notes.some((note) => note.id === id)) return session;
            return { ...session, notes: [...session.notes, { id, at, from, text }].slice(-NOTES_KEPT) };
        }
        case "notes":
            return { ...session, notes: message.notes.slice(-NOTES_KEPT) };
        case "bye":
            return { ...session, bye: { reason: message.reason, text: message.text } };
        default:
            return session;
    }
}

/**
 * @param {Session} session
 * @param {Extract<ServerMessage, {type: "event"}>} message
 * @returns {Session}
 */
function event(session, message) {
    const { view, sequence } = session;
    if (view === null || sequence === null) return { ...session, gap: true };
    if (message.sequence <= sequence) return session;
    if (message.sequence !== sequence + 1) return { ...session, gap: true };
    return {
        ...session,
        sequence: message.sequence,
        view: fold(view, message.event, message.at),
        closedAt: message.event.type === "meetingClosed" ? message.at : session.closedAt,
    };
}

/** @param {{mid: string, seat: string|null}[]} slots @returns {Record<string, string|null>} */
function bySlot(slots) {
    return Object.fromEntries(slots.map(({ mid, seat }) => [mid, seat]));
}
