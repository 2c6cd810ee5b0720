import { h } from "../../../dom/elements.js";

/** Each with the key of what it does. */
const KEYS = Object.freeze([
    ["F8", "next"], ["Shift F8", "previous"], ["F9", "who"], ["Enter", "split"], ["Backspace", "join"], ["Ctrl Alt F", "footnote"], ["Alt Shift ↑", "up"], ["Alt Shift ↓", "down"], ["Escape", "close"],
]);

/** The keys of the drafting room. */
export function makeTextKeys() {
    const rows = KEYS.map(([keys, act]) => h("div", { class: "text-key" }, h("dt", {}, ...keys.split(" ").map((each) => h("kbd", {}, each))), h("dd", { t: `textKey.${act}` })));
    return { element: h("dl", { class: "text-keys", testid: "text-keys" }, ...rows) };
}
