import { pick, t } from "../i18n/catalogue.js";
import { seatOf } from "../state/selectors.js";

/**
 * The formal name of a seat in the viewer's language.
 * @param {import("../protocol/messages.js").View} view @param {string|null|undefined} id
 */
export const seatName = (view, id) => pick(seatOf(view, id)?.name) || id || "";

/**
 * A person: their own name if the delegation entered one, otherwise their function, and whom they belong to.
 * @param {import("../protocol/messages.js").View} view
 * @param {import("../protocol/messages.js").Participant|undefined} participant
 */
export function personName(view, participant) {
    if (!participant) return "";
    const name = pick(participant.name);
    const role = t(`role.${participant.role}`);
    const delegation = participant.seat ? seatName(view, participant.seat) : "";
    return [name || role, delegation].filter(Boolean).join(" · ");
}

/**
 * What a button in a row is called: its visible label, then whom it concerns.
 * @param {string} label @param {string} name
 */
export const actOn = (label, name) => `${label}: ${name}`;
