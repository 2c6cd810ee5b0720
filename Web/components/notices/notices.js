import { h } from "../../dom/elements.js";
import { icon } from "../../dom/icons.js";
import { pick, t } from "../../i18n/catalogue.js";

const STAYS = 12_000;

/**
 * Words that come and go at the top of the room: refusals, changes of the segment. They can be put away at once, stay
 * while pointed at, and are said again by the announcer.
 */
export function createNotices() {
    const element = h("section", { class: "notices", tLabel: "notice.all", testid: "notices" });
    return {
        element,
        /** @param {string} words @param {{segment?: string, urgent?: boolean}} [how] */
        add(words, how = {}) {
            /** @type {HTMLElement} */
            const close = h("button", { type: "button", class: "control control-small", tLabel: "notice.close", on: { click: () => notice.remove() } }, icon("close"));
            /** @type {HTMLElement} */
            const notice = h("div", { class: "notice", "data-segment": how.segment, "data-urgent": how.urgent }, h("p", {}, words), close);
            element.append(notice);
            while (element.children.length > 2) element.firstElementChild?.remove();
            let timer = setTimeout(() => notice.remove(), STAYS);
            notice.addEventListener("pointerenter", () => clearTimeout(timer));
            notice.addEventListener("pointerleave", () => (timer = setTimeout(() => notice.remove(), STAYS / 2)));
        },
        /** @param {import("../../controller.js").Notice} notice */
        words: (notice) => ("text" in notice ? pick(notice.text) : t(notice.key)),
    };
}
