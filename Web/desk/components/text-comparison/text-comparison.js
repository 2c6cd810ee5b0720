import { h, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { selectField } from "../../dom/fields.js";

/**
 * @typedef {import("../../../protocol/text.js").ComparedParagraph} ComparedParagraph
 * @typedef {import("../../../protocol/text.js").RevisionView} RevisionView
 */

/**
 * Two versions of a text: what was added and what was taken out.
 * @param {{choose: (from: string) => void}} acts
 */
export function makeTextComparison({ choose }) {
    /** @type {readonly RevisionView[]} */
    let revisions = [];
    const from = selectField({
        t: "compare.from", testid: "compare-from", on: { change: () => choose(from.value) },
        options: () => [{ value: "1", words: t("compare.beginning") }, ...revisions.map(({ name, act }) => ({ value: String(act), words: name }))],
    });
    const nothing = h("p", { class: "lead", t: "compare.nothing", testid: "compare-nothing" });
    const body = h("ol", { class: "text-sheet text-compared", testid: "text-compared" });
    return {
        element: h("section", { tLabel: "text.view.compare" }, h("div", { class: "filters" }, from.element), nothing, body),
        /** @param {readonly RevisionView[]} known @param {string} chosen @param {readonly ComparedParagraph[]} paragraphs */
        update(known, chosen, paragraphs) {
            revisions = known;
            from.value = chosen;
            const changed = paragraphs.filter(({ fate }) => fate !== "same");
            show(nothing, changed.length === 0);
            body.replaceChildren(...paragraphs.map(row));
        },
    };
}

/** @param {ComparedParagraph} paragraph */
function row({ id, fate, numberBefore, numberAfter, pieces }) {
    const number = h("span", { class: "text-number figures" });
    setText(number, numberAfter ?? numberBefore ?? "");
    const words = h("div", { class: "text-line" });
    for (const piece of pieces) {
        const text = piece.words ?? (piece.open ? "[" : piece.close ? "]" : "…");
        words.append(piece.fate === "added" ? h("ins", {}, text) : piece.fate === "removed" ? h("del", {}, text) : document.createTextNode(text));
    }
    const side = h("span", { class: "text-side" });
    if (fate !== "same") setText(side, t(`compare.${fate}`));
    return h("li", { class: "text-row", "data-key": id, "data-fate": fate }, number, words, side);
}
