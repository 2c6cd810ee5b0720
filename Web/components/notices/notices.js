import { h } from "../../dom/elements.js";
import { keepFocus } from "../../dom/focus.js";
import { icon } from "../../dom/icons.js";
import { pick, t } from "../../i18n/catalogue.js";

const STAYS = 12_000;

/**
 * Words that come and go at the top of the room: refusals, changes of the segment. They can be put away at once, stay
 * while they are pointed at or have the focus, and are said again by the announcer.
 */
export function createNotices() {
    const element = h("section", { class: "notices", tLabel: "notice.all", testid: "notices" });
    return {
        element,
        /** @param {string} words @param {{segment?: string, urgent?: boolean}} [how] */
        add(words, how = {}) {
            /** @type {HTMLElement} */
            const close = h("button", { type: "button", class: "control control-small", tLabel: "notice.close", on: { click: () => remove(notice) } }, icon("close"));
            /** @type {HTMLElement} */
            const notice = h("div", { class: "notice", "data-segment": how.segment, "data-urgent": how.urgent }, h("p", {}, words), close);
            element.append(notice);
            while (element.children.length > 2) remove(element.children[0]);
            /** @type {any} */
            let timer = null;
            const stay = () => clearTimeout(timer);
            const go = (/** @type {number} */ after) => {
                stay();
                timer = setTimeout(() => (notice.matches(":hover, :focus-within") ? go(after) : remove(notice)), after);
            };
            for (const type of ["pointerenter", "focusin"]) notice.addEventListener(type, stay);
            for (const type of ["pointerleave", "focusout"]) notice.addEventListener(type, () => go(STAYS / 2));
            go(STAYS);
        },
        /** @param {import("../../controller.js").Notice} notice */
        words: (notice) => ("text" in notice ? pick(notice.text) : t(notice.key)),
    };
}

/** @param {Element} notice */
function remove(notice) {
    keepFocus(notice);
    notice.remove();
}
