/**
 * A change of the facts, as one enters it.
 *
 * @typedef {import("../../protocol/conference.js").FactsChange} Change
 * @typedef {Change["type"]} Kind
 */

import { daysAfter } from "./clocks.js";

/** @type {readonly Kind[]} */
export const KINDS = Object.freeze(["partyChanged", "membershipAdded", "membershipEnded", "chairChanged", "coordinatorNamed", "orderOverridden"]);

/** @type {readonly import("../../protocol/conference.js").Order[]} */
export const ORDERS = Object.freeze(["precedence", "speaking", "signing", "seating"]);

/**
 * The first day on which the change can be seen. What has no day of its own holds on every day.
 * @param {Change} change @param {string} shown the day on the screen
 * @returns {string} YYYY-MM-DD
 */
export function firstDay(change, shown) {
    switch (change.type) {
        case "partyChanged": return shown;
        case "membershipEnded": return daysAfter(change.until, 1);
        case "chairChanged": return `${String(change.year).padStart(4, "0")}-01-01`;
        default: return change.since;
    }
}

/**
 * Where an order was decided, and the table is another: those who are still there in the order that was chosen, then the others.
 * @param {readonly string[]} chosen @param {readonly string[]} table
 */
export function reordered(chosen, table) {
    const kept = chosen.filter((seat) => table.includes(seat));
    return [...kept, ...table.filter((seat) => !kept.includes(seat))];
}

/**
 * @template {string} Seat
 * @param {readonly Seat[]} list @param {Seat} seat @param {number} position beyond the ends: the ends
 * @returns {Seat[]}
 */
export function placedAt(list, seat, position) {
    const rest = list.filter((each) => each !== seat);
    const at = Math.max(0, Math.min(rest.length, position));
    return [...rest.slice(0, at), seat, ...rest.slice(at)];
}

/**
 * Those of a format in one of its orders.
 * @param {import("../../protocol/conference.js").FormatOnDate|undefined} format @param {import("../../protocol/conference.js").Order} order
 */
export const orderOf = (format, order) => (order === "precedence" ? format?.table : format?.orders[order]) ?? [];
