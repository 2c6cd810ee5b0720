/**
 * What follows from a text's view: pure.
 *
 * @typedef {import("../../protocol/text.js").TextView} TextView
 * @typedef {import("../../protocol/text.js").ParagraphView} ParagraphView
 * @typedef {import("../../protocol/text.js").ProposalView} ProposalView
 * @typedef {import("../../protocol/text.js").DraftView} DraftView
 */

/** The shape of each standing: full for what is agreed. */
export const SHAPES = Object.freeze({ open: "none", underDiscussion: "open", agreedAdReferendum: "overdue", agreed: "ready" });

/** The shape of each standing of a text: full for what is decided. */
export const COURSES = Object.freeze({ negotiated: "none", final: "open", silence: "open", deferred: "overdue", awaiting: "open", decided: "ready" });

/** @param {ParagraphView} paragraph whether nothing in it is agreed yet */
export const isWritable = ({ standing }) => standing === "open" || standing === "underDiscussion";

/**
 * What a proposal asks for, and of which paragraph.
 * @param {Pick<ProposalView, "change">} proposal
 */
export function askedOf({ change }) {
    const [kind, asked] = Object.entries(change)[0];
    return { kind, paragraph: asked.paragraph ?? asked.to ?? null, words: asked.words ?? "", ranges: asked.ranges ?? [], behind: asked.behind ?? null };
}

/** @param {ParagraphView} paragraph whether it could be agreed */
export const isCounted = ({ kind }) => !("heading" in kind) && !("annex" in kind);

/** @param {DraftView} draft as it is now */
export const currentOf = ({ versions }) => versions[versions.length - 1];

/**
 * What a draft asks for, with other words: those of a change that brings none stay as they are.
 * @param {{change: Record<string, any>}} version @param {string} words
 */
export function revised({ change }, words) {
    const [kind, asked] = Object.entries(change)[0];
    return "words" in asked ? { [kind]: { ...asked, words } } : change;
}

/**
 * The drafts that belong beside a paragraph: those of it, those that add one behind it, and those whose place is gone.
 * @param {TextView} view @param {readonly DraftView[]} drafts @param {string} paragraph
 */
export function draftsFor({ paragraphs }, drafts, paragraph) {
    const there = new Set(paragraphs.map(({ id }) => id));
    return drafts.filter((draft) => {
        const { change } = currentOf(draft);
        const place = askedOf({ change }).paragraph ?? change.add?.behind ?? null;
        return place === paragraph || (draft.state === "open" && (place === null || !there.has(place)));
    });
}

/**
 * The paragraph that is not agreed and comes next, round and round.
 * @param {TextView} view @param {string|null} from @param {Set<string>|null} among null: all @param {1|-1} direction
 */
export function nextOpen(view, from, among = null, direction = 1) {
    const all = direction === 1 ? view.paragraphs : [...view.paragraphs].reverse();
    const start = all.findIndex(({ id }) => id === from) + 1;
    const turned = [...all.slice(start), ...all.slice(0, start)];
    return turned.find((each) => isCounted(each) && each.standing !== "agreed" && (among?.has(each.id) ?? true))?.id ?? null;
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

/**
 * All parts of something, with those that are new or others now in their places.
 * @template {{id: string}} Part
 * @param {readonly Part[]} parts @param {readonly Part[]} [told]
 * @returns {Part[]}
 */
export const renewed = (parts, told = []) => [...new Map([...parts, ...told].map((part) => [part.id, part])).values()];
