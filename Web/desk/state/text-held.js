import { paragraphOf } from "./text-index.js";

/**
 * What keeps a text from being agreed, by delegation: pure.
 *
 * @typedef {import("../../protocol/text.js").TextView} TextView
 * @typedef {{kind: "bracket"|"proposal"|"capital"|"placeholder", id: string, paragraph: string}} HeldThing
 * @typedef {{seat: string, things: HeldThing[]}} HeldBy
 */

/**
 * Those who hold something, one's own delegation first, then in order of precedence; what each holds comes as it stands in the text.
 * @param {TextView} view @param {string|undefined} own @returns {HeldBy[]}
 */
export function heldByDelegation(view, own) {
    const places = new Map(view.paragraphs.map(({ id }, index) => [id, index]));
    const proposals = new Map(view.proposals.map((each) => [each.id, each]));
    const inside = new Map([...view.brackets, ...view.placeholders].map(({ id, paragraph }) => [id, paragraph]));
    const order = view.text.delegations;
    const seats = [...order].sort((one, other) => Number(other === own) - Number(one === own) || order.indexOf(one) - order.indexOf(other));
    return seats.flatMap((seat) => {
        const held = view.convergence.held[seat];
        if (!held) return [];
        /** @type {HeldThing[]} */
        const things = [
            ...held.brackets.map((id) => ({ kind: /** @type {const} */ ("bracket"), id, paragraph: inside.get(id) ?? "" })),
            ...held.proposals.map((id) => ({ kind: /** @type {const} */ ("proposal"), id, paragraph: paragraphOf(view, /** @type {any} */ (proposals.get(id))) ?? "" })),
            ...held.paragraphs.map((id) => ({ kind: /** @type {const} */ ("capital"), id, paragraph: id })),
            ...held.placeholders.map((id) => ({ kind: /** @type {const} */ ("placeholder"), id, paragraph: inside.get(id) ?? "" })),
        ];
        things.sort((one, other) => (places.get(one.paragraph) ?? 0) - (places.get(other.paragraph) ?? 0));
        return [{ seat, things }];
    });
}

/**
 * The paragraphs that wait for a capital, in order.
 * @param {TextView} view
 */
export const waitingForCapitals = (view) => view.paragraphs.filter(({ waiting }) => waiting.length > 0);
