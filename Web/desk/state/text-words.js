/**
 * What follows from a text's view: pure.
 *
 * @typedef {import("../../protocol/text.js").TextView} TextView
 * @typedef {import("../../protocol/text.js").ParagraphView} ParagraphView
 * @typedef {import("../../protocol/text.js").ProposalView} ProposalView
 */

/** The shape of each standing: full for what is agreed. */
export const SHAPES = Object.freeze({ open: "none", underDiscussion: "open", agreedAdReferendum: "overdue", agreed: "ready" });

/** @param {ParagraphView} paragraph whether nothing in it is agreed yet */
export const isWritable = ({ standing }) => standing === "open" || standing === "underDiscussion";

/**
 * What a proposal asks for, and of which paragraph.
 * @param {ProposalView} proposal
 */
export function askedOf({ change }) {
    const [kind, asked] = Object.entries(change)[0];
    return { kind, paragraph: asked.paragraph ?? asked.to ?? null, words: asked.words ?? "", ranges: asked.ranges ?? [], behind: asked.behind ?? null };
}

/** @param {TextView} view @param {string|null} paragraph null: those that add one */
export const proposalsFor = (view, paragraph) => view.proposals.filter((each) => askedOf(each).paragraph === paragraph);

/**
 * The next paragraph that is not agreed, from one on.
 * @param {TextView} view @param {string|null} from
 */
export function nextOpen(view, from) {
    const start = view.paragraphs.findIndex(({ id }) => id === from) + 1;
    const turned = [...view.paragraphs.slice(start), ...view.paragraphs.slice(0, start)];
    const isCounted = (/** @type {ParagraphView} */ { kind }) => !("heading" in kind) && !("annex" in kind);
    return turned.find((each) => isCounted(each) && each.standing !== "agreed")?.id ?? null;
}

/**
 * The words that a proposal wants to replace or delete, as the paragraph had them.
 * @param {readonly import("../../text/wording.js").Run[]} runs @param {readonly string[]} ranges
 */
export function wordsIn(runs, ranges) {
    const all = ranges.map((range) => {
        const [first, to] = range.split("-");
        const [act, from] = first.split(".").map(Number);
        return { act, from, to: Number(to) };
    });
    return runs.flatMap((run) => (run.letters ?? []).filter((_, index) =>
        all.some(({ act, from, to }) => act === run.act && from <= run.place + index && run.place + index <= to))).join("");
}
