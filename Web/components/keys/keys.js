import { h } from "../../dom/elements.js";

/** Which keys do what: the page's shortcuts work only while the user leaves them switched on (WCAG 2.1.4). */
const KEYS = Object.freeze({
    "1": "view.speaker", "2": "view.gallery", "3": "view.photo", "4": "view.bare", "5": "view.console",
    f: "keys.flag", r: "keys.reply", o: "keys.point", y: "floor.yield", m: "keys.microphone", c: "keys.camera", l: "keys.listen",
    d: "panel.decisions", n: "console.next", w: "toolbar.fullscreen", "?": "panel.keys", Escape: "keys.escape",
});

/** @param {import("../../dom/context.js").Context} context */
export function createKeys(context) {
    /** @type {HTMLInputElement} */
    const toggle = h("input", {
        type: "checkbox", id: "shortcuts", testid: "shortcuts",
        on: { change: () => context.setInterface({ shortcuts: toggle.checked }) },
    });
    const list = h("dl", { class: "keys" });
    for (const [key, words] of Object.entries(KEYS)) {
        list.append(h("div", {}, h("dt", {}, h("kbd", {}, key === "Escape" ? "Esc" : key)), h("dd", { t: words })));
    }
    const element = h(
        "div", { class: "keys-panel" },
        h("p", { class: "check" }, toggle, h("label", { for: "shortcuts", t: "keys.on" })), list,
    );
    return {
        element,
        /** @param {import("../../state/model.js").Model} model */
        update({ ui }) {
            if (toggle.checked !== ui.shortcuts) toggle.checked = ui.shortcuts;
        },
    };
}
