import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";

/** @typedef {import("../../../protocol/text.js").RemovedView} RemovedView */

/**
 * The paragraphs that were taken out: nothing is lost, and each can be put back.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>, kindWords: (kind: Record<string, any>) => string}} acts
 */
export function makeTextRemoved({ command, kindWords }) {
    let mayRestore = false;
    const rows = h("ul", { class: "text-brackets", testid: "text-removed" });
    const none = h("p", { class: "form-hint", t: "removed.none" });
    const list = keyedList(rows, (/** @type {RemovedView} */ { id }) => id, ({ id }) => {
        const kind = h("p", { class: "proposal-about" });
        const words = h("p", { class: "bracket-words" });
        const restore = button({ t: "removed.restore", testid: `restore-${id}`, class: "button-small", run: () => void command({ restoreParagraph: { paragraph: id } }) });
        return {
            element: h("li", { class: "proposal", "data-key": id }, kind, words, h("div", { class: "row wrap" }, restore)),
            update(paragraph) {
                setText(kind, kindWords(paragraph.kind));
                setText(words, paragraph.words || t("removed.empty"));
                show(restore, mayRestore);
            },
        };
    });
    return {
        element: h("div", { class: "stack-fields" }, none, rows),
        /** @param {readonly RemovedView[]} removed @param {boolean} holdsPen */
        update(removed, holdsPen) {
            mayRestore = holdsPen;
            list(removed);
            show(none, removed.length === 0);
            show(rows, removed.length > 0);
        },
    };
}
