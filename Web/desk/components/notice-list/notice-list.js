import { h, keyedList, setAttribute, setText } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";

/** @typedef {import("../../notice-box.js").Notice} Notice */

/**
 * What somebody should know, the newest first; each leads to what it is about.
 * @param {{when: (time: string) => string}} acts
 */
export function makeNoticeList({ when }) {
    const element = h("ul", { class: "notice-list", testid: "notice-list" });
    const list = keyedList(element, (/** @type {Notice} */ { number }) => `${number}`, ({ number }) => {
        const link = h("a", { class: "table-link", testid: `notice-${number}` });
        const about = h("span", { class: "notice-about" });
        const row = h("li", { class: "notice-row", "data-key": number }, link, about);
        return {
            element: row,
            update({ kind, text, path, at, isRead }) {
                setText(link, pick(text));
                setAttribute(link, "href", path);
                setText(about, [t(`notices.kind.${kind}`), when(at), !isRead && t("notices.new")].filter(Boolean).join(" · "));
                setAttribute(row, "data-unread", !isRead);
            },
        };
    });
    return { element, update: (/** @type {readonly Notice[]} */ notices) => void list(notices) };
}
