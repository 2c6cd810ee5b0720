import { h, setAttribute, setText } from "../../dom/elements.js";

/**
 * A word with a shape and a colour: the shape says it without the colour, the word says it without both.
 * @param {{testid?: string}} [options]
 */
export function makeBadge(options = {}) {
    const words = h("span");
    const element = h("span", { class: "state", testid: options.testid }, h("span", { class: "state-shape", "aria-hidden": "true" }), words);
    return {
        element,
        /** @param {string} state ready, open, overdue, failed, none @param {string} text */
        update(state, text) {
            setAttribute(element, "data-state", state);
            setText(words, text);
        },
    };
}
