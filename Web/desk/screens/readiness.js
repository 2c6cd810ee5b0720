import { h } from "../../dom/elements.js";

/** @type {import("../context.js").Make} */
export function make() {
    const element = h("div", { class: "readiness" }, h("h1", { class: "desk-title", tabindex: "-1", t: "section.readiness" }));
    return { element, update() {} };
}
