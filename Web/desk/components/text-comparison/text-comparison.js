import { h, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { selectField } from "../../dom/fields.js";
import { footnoteName, footnoteNumber, isFootnote } from "../../dom/text-notes.js";

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
            const numbers = new Map(paragraphs.map(({ id, numberBefore, numberAfter }) => [id, numberAfter ?? numberBefore ?? ""]));
            body.replaceChildren(...paragraphs.map((each) => row(each, numbers)));
        },
    };
}

/** @param {ComparedParagraph} paragraph @param {Map<string, string>} numbers of all, also those of footnotes that were taken out */
function row({ id, fate, pieces }, numbers) {
    const number = h("span", { class: "text-number figures" });
    const own = numbers.get(id) ?? "";
    setText(number, isFootnote(own) ? footnoteNumber(own) : own);
    const words = h("div", { class: "text-line" });
    for (const piece of pieces) {
        const text = piece.footnote ? raised(numbers.get(piece.footnote) ?? "") : piece.words ?? (piece.open ? "[" : piece.close ? "]" : "…");
        words.append(piece.fate === "added" ? h("ins", {}, text) : piece.fate === "removed" ? h("del", {}, text) : text);
    }
    const side = h("span", { class: "text-side" });
    if (fate !== "same") setText(side, t(`compare.${fate}`));
    return h("li", { class: "text-row", "data-key": id, "data-fate": fate, "data-kind": isFootnote(own) && "footnote" }, number, words, side);
}

/** @param {string} number of a footnote */
function raised(number) {
    const mark = h("sup", { class: "text-footnote-mark figures", role: "img", "aria-label": footnoteName({ kind: { footnote: {} }, number }) ?? "" });
    setText(mark, footnoteNumber(number));
    return mark;
}
