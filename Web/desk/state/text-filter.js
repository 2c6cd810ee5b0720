import { aboutParagraph } from "./text-index.js";

/**
 * Which paragraphs of a text somebody wants to see: pure.
 *
 * @typedef {import("../../protocol/text.js").TextView} TextView
 * @typedef {import("../../protocol/text.js").ParagraphView} ParagraphView
 * @typedef {{by: string, standing: string}} Filter   empty: any
 */

/** How a paragraph may stand. */
export const STANDINGS = Object.freeze(["open", "underDiscussion", "agreedAdReferendum", "agreed", "brackets", "proposals"]);

/**
 * Whether something in a paragraph is a delegation's: a bracket on which it took a side, its proposal, a placeholder that it is to fill, a
 * confirmation that it owes, a remark of its own that is open.
 * @param {TextView} view @param {ParagraphView} paragraph @param {string} seat
 */
export function isHeldBy(view, { id, waiting }, seat) {
    const { brackets, proposals, placeholders, comments } = aboutParagraph(view, id);
    return waiting.includes(seat)
        || brackets.some(({ wanting, opposing }) => wanting.includes(seat) || opposing.includes(seat))
        || proposals.some(({ state, sponsors }) => state === "tabled" && sponsors.includes(seat))
        || placeholders.some(({ owner }) => owner === seat)
        || comments.some(({ delegation, isResolved }) => !isResolved && delegation === seat);
}

/** @param {TextView} view @param {ParagraphView} paragraph @param {string} standing */
function stands(view, paragraph, standing) {
    const { brackets, proposals } = aboutParagraph(view, paragraph.id);
    if (standing === "brackets") return brackets.length > 0;
    if (standing === "proposals") return proposals.some(({ state }) => state === "tabled");
    return paragraph.standing === standing;
}

/**
 * @param {TextView} view @param {Filter} filter
 * @returns {Set<string>|null} the paragraphs; null: all
 */
export function filtered(view, { by, standing }) {
    if (by === "" && standing === "") return null;
    return new Set(view.paragraphs.filter((each) => (by === "" || isHeldBy(view, each, by)) && (standing === "" || stands(view, each, standing))).map(({ id }) => id));
}
