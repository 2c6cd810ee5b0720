import { h, setText, show } from "../../dom/elements.js";

/**
 * A whole screen with a few kind words: loading, removed, revoked, over, not supported, a segment one may not follow.
 * @param {HTMLElement[]} controls
 */
export function createMessage(controls = []) {
    const title = h("h1", { class: "message-title", testid: "message-title" });
    const text = h("p", { class: "message-text", testid: "message-text" });
    const more = h("div", { class: "message-more" });
    const action = h("button", { type: "button", class: "button button-primary", testid: "message-action" });
    const element = h(
        "main", { class: "message", id: "main", tabindex: "-1" },
        h("div", { class: "message-controls" }, ...controls), h("div", { class: "message-words" }, title, text, more, action),
    );
    /** @type {(() => void)|null} */
    let run = null;
    action.addEventListener("click", () => run?.());
    return {
        element,
        more,
        words: () => `${title.textContent}. ${text.textContent}`,
        /** @param {{title: string, text: string, action?: {label: string, run: () => void}|null}} what */
        update(what) {
            setText(title, what.title);
            setText(text, what.text);
            run = what.action?.run ?? null;
            show(action, run !== null);
            setText(action, what.action?.label ?? "");
        },
    };
}
