import { setKey, show } from "../../dom/elements.js";
import { button } from "../../dom/press-twice.js";

/**
 * @typedef {(on: Record<string, object>, side: string) => void} TakeSide   for the delegation that speaks
 */

/**
 * The buttons by which a delegation says that it is for something, against it, or neither.
 * @param {{key: (said: string) => string, testid: string, take: (side: string) => void, sides?: readonly string[]}} options `key`: in the catalogue
 */
export function makeSides({ key, testid, take, sides = ["support", "oppose", "neither"] }) {
    const buttons = new Map(sides.map((side) => [side, button({ t: key(side), testid: `${side}-${testid}`, class: "button-small", run: () => take(side) })]));
    return {
        elements: [...buttons.values()],
        /**
         * @param {string} speaker empty: nobody @param {{isOwn: boolean, supporting: readonly string[], opposing: readonly string[]}} how
         */
        update(speaker, { isOwn, supporting, opposing }) {
            const now = supporting.includes(speaker) ? "support" : opposing.includes(speaker) ? "oppose" : "neither";
            for (const [side, each] of buttons) {
                setKey(each, key(isOwn ? side : `${side}For`));
                show(each, speaker !== "" && side !== now);
            }
        },
    };
}
