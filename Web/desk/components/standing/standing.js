import { h, setKey, show } from "../../../dom/elements.js";

/**
 * In place of a screen while there is nothing to show: loading, not reached, signed out, not allowed, not there.
 * @param {{again: () => void}} acts
 */
export function createStanding({ again }) {
    const title = h("h1", { class: "desk-title", tabindex: "-1", testid: "standing-title" });
    const text = h("p", { class: "standing-text", testid: "standing-text" });
    const retry = h("button", { type: "button", class: "button button-primary", t: "standing.again", testid: "standing-again", on: { click: again } });
    const all = h("a", { class: "button", href: "/desk", t: "desk.all" });
    const element = h("div", { class: "standing" }, title, text, h("p", { class: "row wrap" }, retry, all));
    return {
        element,
        /** @param {import("../../store.js").Status} status */
        update(status) {
            setKey(title, `standing.${status}.title`);
            setKey(text, `standing.${status}.text`);
            element.dataset.status = status;
            show(retry, status === "offline");
            show(all, status === "forbidden" || status === "missing");
        },
    };
}
