import { h } from "../../dom/elements.js";

/** @type {import("../context.js").Make} */
export function make() {
    const element = h("div", { class: "timetable" }, h("h1", { class: "desk-title", tabindex: "-1", t: "section.timetable" }));
    return { element, update() {} };
}
