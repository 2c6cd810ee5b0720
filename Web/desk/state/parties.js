import { plain } from "./plain.js";

/**
 * Looking for a country or an organisation by what people call it.
 * @typedef {import("../../protocol/conference.js").Party} Party
 */

/**
 * The party that is meant: by its code, or by its whole name in any language; accents and case aside.
 * @param {readonly Party[]} parties @param {string} text
 * @returns {Party|null}
 */
export function partyMeant(parties, text) {
    const wanted = plain(text);
    if (wanted === "") return null;
    return parties.find((party) => plain(party.id) === wanted || Object.values(party.name).some((name) => plain(name) === wanted)) ?? null;
}

