import { h } from "../../dom/elements.js";

/**
 * Says changes to screen readers, politely, one after another. The text stays a while, so that a reader that comes
 * late still finds it.
 */
export function createAnnouncer() {
    const element = h("div", { class: "visually-hidden", role: "status", "aria-live": "polite", testid: "announcer" });
    return {
        element,
        /** @param {string} words */
        say(words) {
            const line = h("p", {}, words);
            element.append(line);
            while (element.children.length > 4) element.firstElementChild?.remove();
            setTimeout(() => line.remove(), 15_000);
        },
    };
}
