import { h } from "../../dom/elements.js";

/** @type {import("../context.js").Make} */
export function make() {
    const element = h("div", { class: "meetings" }, h("h1", { class: "desk-title", tabindex: "-1", t: "section.meetings" }));
    return { element, update() {} };
}
