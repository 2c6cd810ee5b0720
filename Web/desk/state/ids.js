import { plain } from "./plain.js";

/** Ids as conferences, meetings, people, sites and items have them: letters a to z, digits and hyphens. */

const LONGEST = 40;

/** @param {string} id @param {number} [longest] */
export const isId = (id, longest = LONGEST) => /^[a-z0-9-]+$/.test(id) && id.length <= longest;

/**
 * An id that reads like a text: without accents, cut between words.
 * @param {string} text @param {number} [longest]
 * @returns {string} empty where nothing of the text can stand in an id
 */
export function idFrom(text, longest = LONGEST) {
    const words = plain(text).match(/[a-z0-9]+/g) ?? [];
    let id = "";
    for (const word of words) {
        const longer = id ? `${id}-${word}` : word.slice(0, longest);
        if (longer.length > longest) break;
        id = longer;
    }
    return id;
}

/**
 * The id, or the id with the first number that nobody has.
 * @param {string} id @param {ReadonlySet<string>} taken
 */
export function freeId(id, taken) {
    let free = id;
    for (let number = 2; taken.has(free); number += 1) free = `${id.slice(0, LONGEST - 1 - `${number}`.length)}-${number}`;
    return free;
}

/**
 * Roughly what the server takes: one address in ASCII.
 * @param {string} text
 */
export const isMailAddress = (text) => /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(text);
