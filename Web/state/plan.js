/**
 * What was planned, and where the meeting is in it.
 *
 * @typedef {import("../protocol/messages.js").View} View
 * @typedef {import("../protocol/messages.js").PlannedSegment & {number: number, startsAt: number|null, state: "done"|"now"|"ahead"}} SegmentStep
 *   startsAt: ms since 1970, as planned
 */

/** @param {View} view @returns {import("../protocol/messages.js").AgendaItem|undefined} */
export const currentItem = (view) => view.agenda?.find((each) => each.number === view.item);

/**
 * Milliseconds for which an item was under discussion while the meeting was open.
 * @param {View} view @param {number} item @param {number} serverNow ms since 1970
 */
export function itemSpent(view, item, serverNow) {
    const { since = null, milliseconds = {} } = view.itemTime ?? {};
    const now = since !== null && item === view.item ? Math.max(0, serverNow - Date.parse(since)) : 0;
    return (milliseconds[item] ?? 0) + now;
}

/** @param {View} view @returns {SegmentStep[]} */
export function segmentSteps(view) {
    const current = view.segmentNumber ?? 0;
    let startsAt = view.meeting.startsAt ? Date.parse(view.meeting.startsAt) : null;
    return (view.meeting.segments ?? []).map((segment, index) => {
        const number = index + 1;
        /** @type {SegmentStep} */
        const step = { ...segment, number, startsAt, state: number < current ? "done" : number === current ? "now" : "ahead" };
        if (startsAt !== null) startsAt += segment.minutes * 60_000;
        return step;
    });
}

/** @param {View} view @returns {SegmentStep|undefined} */
export const nextSegment = (view) => segmentSteps(view).find((each) => each.number === (view.segmentNumber ?? 0) + 1);

/**
 * Who would preside in a segment: nobody new (`stays`), a seat that is here (`comes`), or one whose chair is away (`absent`).
 * @param {View} view @param {SegmentStep} step
 * @returns {"stays"|"comes"|"absent"}
 */
export function successionTo(view, step) {
    const presiding = view.participants.find((each) => each.id === view.presiding);
    if (!step.chair || presiding?.seat === step.chair) return "stays";
    const present = view.participants.some(
        (each) => each.seat === step.chair && (each.role === "chair" || each.role === "coChair") && each.standing === "admitted" && each.connected,
    );
    return present ? "comes" : "absent";
}
