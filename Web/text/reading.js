import { elements } from "./wording.js";

/** @typedef {import("./wording.js").Run} Run */

/**
 * As it is read out: every word that is there, and the footnotes whose marks stand among them. Words of brackets that directly follow one
 * another are choices: `strengthen / deepen`.
 * @param {readonly Run[]} runs
 * @returns {(string|{footnote: string})[]}
 */
export function readOut(runs) {
    /** @type {(string|{footnote: string})[]} */
    const parts = [];
    let before = "";
    let isClosed = false;
    let isChoice = false;
    for (const { letter, mark } of elements(runs)) {
        if (letter !== null) {
            const between = isChoice ? `${before.endsWith(" ") ? "" : " "}/${letter === " " ? "" : " "}` : "";
            before = (typeof parts.at(-1) === "string" ? parts.pop() : "") + between + letter;
            parts.push(before);
            isClosed = isChoice = false;
        } else if (mark && "footnote" in mark) {
            parts.push({ footnote: mark.footnote });
        } else if (mark && "close" in mark) {
            isClosed = true;
        } else if (mark && "open" in mark) {
            isChoice ||= isClosed && before !== "";
        }
    }
    return parts;
}
