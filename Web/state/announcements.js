import { isRoomView, mayFollow, participantOf, seatOf } from "./selectors.js";

/**
 * What is said aloud (to screen readers, politely) and, where `banner` is set, shown to everyone when the meeting
 * changes. Pure: two views in, messages out; so it works alike for events and for a snapshot after a reconnect.
 *
 * @typedef {import("../protocol/messages.js").View} View
 * @typedef {{key: string, seat?: string, number?: number, banner?: boolean, urgent?: boolean}} Announcement
 */

/**
 * @param {View|null} before @param {View} after @param {string|null} you
 * @returns {Announcement[]}
 */
export function announcements(before, after, you) {
    if (!before || before.meeting.id !== after.meeting.id || !isRoomView(before) || !isRoomView(after)) return [];
    /** @type {Announcement[]} */
    const out = [];
    if (before.sitting !== after.sitting) out.push({ key: `announce.sitting.${after.sitting}`, banner: true });
    const follows = mayFollow(after, participantOf(after, you));
    if (before.segment !== after.segment && follows) out.push({ key: `announce.segment.${after.segment}`, banner: true });
    // Who is kept out has an emptied view: what is missing there has not ended.
    if (!follows || !mayFollow(before, participantOf(before, you))) return out;
    if (before.presiding !== after.presiding) {
        const seat = participantOf(after, after.presiding)?.seat;
        if (after.presiding === you) out.push({ key: "announce.youPreside", banner: true });
        else if (seat) out.push({ key: "announce.presides", seat });
    }
    if (before.item !== after.item && after.item) out.push({ key: "announce.item", number: after.item });
    out.push(...questions(before, after), ...ruling(before, after), ...floor(before, after, you), ...flags(before, after, you), ...asked(before, after, you));
    return out;
}

/** @param {View} before @param {View} after @param {string|null} you @returns {Announcement[]} */
function floor(before, after, you) {
    const mine = participantOf(after, you)?.seat;
    /** @type {Announcement[]} */
    const waits = after.interrupted?.seat === mine && !before.interrupted ? [{ key: "announce.youWait", banner: true }] : [];
    if (after.floor && after.floor.since !== before.floor?.since) {
        const { seat, kind = "intervention" } = after.floor;
        const resumed = before.interrupted?.seat === seat;
        if (seat === mine) return [{ key: resumed ? "announce.youResume" : "announce.yourFloor", banner: true }];
        return [...waits, { key: resumed ? "announce.resumed" : kind === "intervention" ? "announce.floor" : `announce.given.${kind}`, seat }];
    }
    if (waits.length > 0) return waits;
    if (before.floor && !after.floor && !after.interrupted && after.sitting === "open") {
        return [{ key: before.floor.seat === mine ? "announce.yourFloorEnded" : "announce.floorEnded", seat: before.floor.seat }];
    }
    return [];
}

/** @param {View} before @param {View} after @param {string|null} you @returns {Announcement[]} */
function flags(before, after, you) {
    const mine = participantOf(after, you)?.seat;
    const had = new Set(before.speakers?.map(({ seat }) => seat));
    return (after.speakers ?? [])
        .map(({ seat }, index) => ({ seat, number: index + 1 }))
        .filter(({ seat }) => !had.has(seat) && seatOf(after, seat))
        .map(({ seat, number }) =>
            seat === mine ? { key: "announce.yourFlag", number } : { key: "announce.flag", seat });
}

/**
 * What is on every screen is said aloud only.
 * @param {View} before @param {View} after @returns {Announcement[]}
 */
function questions(before, after) {
    /** @type {Announcement[]} */
    const out = [];
    if (after.question && after.question.since !== before.question?.since) out.push({ key: "announce.question", urgent: true });
    const against = (/** @type {View} */ view) => Object.entries(view.question?.answers ?? {}).filter(([, each]) => each.objects).map(([seat]) => seat);
    for (const seat of against(after)) if (!against(before).includes(seat)) out.push({ key: "announce.objection", seat });
    if (before.question && !after.question && (after.decisions?.length ?? 0) > (before.decisions?.length ?? 0)) {
        out.push({ key: after.decisions?.at(-1)?.isDecided ? "announce.decided" : "announce.notDecided" });
    }
    return out;
}

/** @param {View} before @param {View} after @returns {Announcement[]} */
function ruling(before, after) {
    if (!after.ruling || after.ruling.at === before.ruling?.at) return [];
    return [{ key: `announce.ruling.${after.ruling.ruling}`, seat: after.ruling.seat, banner: true }];
}

/**
 * Points of order are for everybody to see at once, and for whoever conducts above all.
 * @param {View} before @param {View} after @param {string|null} you @returns {Announcement[]}
 */
function asked(before, after, you) {
    const mine = participantOf(after, you)?.seat;
    /** @param {{seat: string}[]} [list] @param {{seat: string}[]} [earlier] */
    const added = (list = [], earlier = []) => list.map(({ seat }) => seat).filter((seat) => !earlier.some((each) => each.seat === seat));
    /** @type {Announcement[]} */
    const points = added(after.points, before.points).map((seat) => ({ key: seat === mine ? "announce.yourPoint" : "announce.point", seat, banner: true, urgent: true }));
    const replies = added(after.replies, before.replies).map((seat) => ({ key: seat === mine ? "announce.yourReply" : "announce.reply", seat }));
    return [...points, ...replies];
}
