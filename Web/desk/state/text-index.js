/**
 * What there is of each paragraph of a view: found once. Pure.
 *
 * @typedef {import("../../protocol/text.js").TextView} TextView
 * @typedef {import("../../protocol/text.js").ProposalView} ProposalView
 *
 * @typedef {object} About
 * @property {import("../../protocol/text.js").BracketView[]} brackets
 * @property {import("../../protocol/text.js").PlaceholderView[]} placeholders
 * @property {ProposalView[]} proposals    those that were decided too
 * @property {import("../../protocol/text.js").CommentView[]} comments      those that were resolved too
 * @property {import("../../protocol/text.js").CitationView[]} citations
 * @property {import("../../protocol/text.js").PackageView[]} packages
 * @property {import("../../protocol/text.js").ParagraphView[]} footnotes   in the order of their marks
 * @property {string[]} variants           itself among them; one: there is no choice
 */

/** @type {WeakMap<TextView, Map<string, About>>} */
const known = new WeakMap();

/** @returns {About} */
const none = () => ({ brackets: [], placeholders: [], proposals: [], comments: [], citations: [], packages: [], footnotes: [], variants: [] });

/** @param {TextView} view @param {string} id @returns {About} */
export function aboutParagraph(view, id) {
    let index = known.get(view);
    if (!index) known.set(view, (index = indexed(view)));
    return index.get(id) ?? none();
}

/** @param {TextView} view */
function indexed(view) {
    const index = new Map(view.paragraphs.map(({ id }) => [id, none()]));
    for (const each of view.brackets) index.get(each.paragraph)?.brackets.push(each);
    for (const each of view.placeholders) index.get(each.paragraph)?.placeholders.push(each);
    for (const each of view.citations) index.get(each.paragraph)?.citations.push(each);
    for (const each of view.comments) index.get(each.paragraph)?.comments.push(each);
    for (const each of view.proposals) index.get(placeOf(view, each, index) ?? "")?.proposals.push(each);
    for (const each of view.packages) for (const id of each.paragraphs) index.get(id)?.packages.push(each);
    for (const each of view.paragraphs) index.get(each.anchor ?? "")?.footnotes.push(each);
    for (const { id, alternativeTo } of view.paragraphs) {
        const base = alternativeTo && index.has(alternativeTo) ? alternativeTo : id;
        index.get(base)?.variants.push(id);
    }
    for (const about of index.values()) for (const id of about.variants) { const other = index.get(id); if (other) other.variants = about.variants; }
    return index;
}

/** @param {TextView} view @param {ProposalView} proposal */
export const paragraphOf = (view, proposal) => placeOf(view, proposal, new Set(view.paragraphs.map(({ id }) => id)));

/**
 * At which paragraph a proposal is shown: the one that it changes or is behind, else the first.
 * @param {TextView} view @param {ProposalView} proposal @param {{has: (id: string) => boolean}} there
 */
function placeOf(view, { change }, there) {
    const [asked] = Object.values(change);
    return [asked.paragraph, asked.to, asked.behind].find((id) => id && there.has(id)) ?? view.paragraphs[0]?.id ?? null;
}
