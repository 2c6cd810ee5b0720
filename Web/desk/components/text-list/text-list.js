import { h, keyedList, setAttribute, setText } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";

/** @typedef {import("../../../protocol/text.js").TextSummary} TextSummary */

/**
 * The texts of a conference, each with its version and how far it is.
 * @param {{href: (id: string) => string}} acts
 */
export function makeTextList({ href }) {
    const element = h("ul", { class: "text-list", testid: "text-list" });
    const list = keyedList(element, (/** @type {TextSummary} */ { text }) => text.id, ({ text: { id } }) => {
        const link = h("a", { class: "table-link", testid: `text-${id}` });
        const type = h("span", { class: "text-list-type" });
        const bar = h("progress", { class: "text-progress" });
        const far = h("span", { class: "text-list-far figures" });
        return {
            element: h("li", { class: "text-list-row", "data-key": id }, h("span", { class: "text-list-what" }, link, type), h("span", { class: "text-list-state" }, bar, far)),
            update({ text, revision, convergence }) {
                setText(link, pick(text.title));
                setAttribute(link, "href", href(id));
                setText(type, [t(`textType.${text.type}`), revision].filter(Boolean).join(" · "));
                bar.max = Math.max(convergence.paragraphs, 1);
                bar.value = convergence.clean;
                setAttribute(bar, "aria-label", t("text.convergence"));
                setText(far, t("text.far", { clean: convergence.clean, paragraphs: convergence.paragraphs, brackets: convergence.brackets }));
            },
        };
    });
    return { element, update: (/** @type {readonly TextSummary[]} */ texts) => void list(texts) };
}
