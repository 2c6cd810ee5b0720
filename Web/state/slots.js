import { tableSeats } from "./selectors.js";

/**
 * Which slots this page asks for, and what goes into them. Slots 0 and 1 belong to the floor and the chair and are
 * filled by the server; each table seat then keeps one slot of its own, so that changing the view switches nothing.
 *
 * @typedef {import("../protocol/messages.js").View} View
 * @typedef {import("../protocol/messages.js").Quality} Quality
 */

const FLOOR_SLOT = 0;
export const CHAIR_SLOT = 1;
const OWN_SLOTS = 2;
const AUDIO_LIMIT = 32;
const VIDEO_LIMIT = 64;

/** @param {View} view @returns {{audio: number, video: number}} how many m-lines to offer */
export function slotsNeeded(view) {
    const table = tableSeats(view).length;
    return {
        audio: view.meeting.floorRule === "free" ? Math.min(AUDIO_LIMIT, OWN_SLOTS + table) : OWN_SLOTS,
        video: Math.min(VIDEO_LIMIT, OWN_SLOTS + table),
    };
}

/**
 * @param {View} view
 * @param {string[]} videoMids mid of each video slot, in order
 * @param {{own: string|null, quality: Quality}} wish `own`: the seat whose picture this device has locally
 * @returns {{mid: string, seat: string, quality: Quality}[]}
 */
export function watchList(view, videoMids, wish) {
    return tableSeats(view).flatMap((seat, index) => {
        const mid = videoMids[OWN_SLOTS + index];
        if (mid === undefined || seat.id === wish.own) return [];
        return [{ mid, seat: seat.id, quality: wish.quality }];
    });
}

/**
 * What a picture of the table has use for, by its width on the screen.
 * @param {number} width pixels of the device @returns {Quality}
 */
export function tileQuality(width) {
    if (width > 800) return "full";
    return width > 400 ? "medium" : "thumbnail";
}

/**
 * Where the picture of a seat is received now: the slot that shows it, full ones (floor, chair) not counted.
 * @param {Record<string, string|null>} shown seat by mid
 * @param {string[]} videoMids @param {string} seat
 * @returns {string|null} mid
 */
export function slotOfSeat(shown, videoMids, seat) {
    const own = videoMids.slice(OWN_SLOTS).find((mid) => shown[mid] === seat);
    return own ?? videoMids.slice(0, OWN_SLOTS).find((mid) => shown[mid] === seat) ?? null;
}

/**
 * The slot for the stage: the floor's while somebody has it, otherwise the chair's.
 * @param {View} view @param {string[]} videoMids @returns {string|null}
 */
export function stageSlot(view, videoMids) {
    return videoMids[view.floor ? FLOOR_SLOT : CHAIR_SLOT] ?? null;
}
