import { h } from "../../dom/elements.js";

/**
 * One group of the column under its heading.
 * @param {string} key @param {...Node} children
 */
export const group = (key, ...children) => h("div", { class: "console-group" }, h("h2", { class: "eyebrow", t: key }), ...children);
