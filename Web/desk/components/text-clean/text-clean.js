import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { readOut } from "../../../text/reading.js";
import { footnoteName, footnoteNumber, makeNoteLink } from "../../dom/text-notes.js";

/**
 * @typedef {import("../../../text/wording.js").Run} Run
 * @typedef {import("../../../protocol/text.js").ParagraphView} ParagraphView
 */

/** The text as it would be read out: every word that stands in it, no mark but those of footnotes, and the footnotes under all of it. */
export function makeTextClean() {
    /** @type {Map<string, Run[]>} */
    let runs = new Map();
    /** @type {Map<string, ParagraphView>} */
    let notes = new Map();
    const body = h("ol", { class: "text-sheet text-clean", testid: "text-clean" });
    const list = keyedList(body, (/** @type {ParagraphView} */ { id }) => id, ({ id }) => {
        const number = h("span", { class: "text-number figures" });
        const line = h("div", { class: "text-line" });
        const row = h("li", { class: "text-row", "data-key": id }, number, line);
        const draw = makeDraw(line);
        return {
            element: row,
            update(paragraph) {
                const [kind] = Object.keys(paragraph.kind);
                setAttribute(row, "data-kind", kind);
                setAttribute(row, "data-level", /** @type {any} */ (paragraph.kind)[kind].level ?? null);
                setText(number, paragraph.number);
                draw(id);
            },
        };
    });
    const footnotes = h("ol", { class: "text-footnotes", testid: "text-footnotes" });
    const listed = keyedList(footnotes, (/** @type {ParagraphView} */ { id }) => id, ({ id }) => {
        const back = makeNoteLink("doc-backlink", `mark-${id}`, () => go(`mark-${id}`), { class: "text-number figures", id: `footnote-${id}` });
        const line = h("div", { class: "text-line" });
        const draw = makeDraw(line);
        return {
            element: h("li", { class: "text-row", "data-key": id, "data-kind": "footnote" }, back, line),
            update(note) {
                setText(back, footnoteNumber(note.number));
                setAttribute(back, "aria-label", t("footnote.back", { name: footnoteName(note) ?? "" }));
                draw(id);
            },
        };
    });
    const under = h("section", { class: "text-under", role: "doc-endnotes", tLabel: "footnote.heading" }, footnotes);

    /** @param {HTMLElement} line @returns {(id: string) => void} writes its words where they, or the numbers in them, are others */
    function makeDraw(line) {
        /** @type {Run[]|undefined} */
        let drawn;
        let numbers = "";
        return (id) => {
            const now = runs.get(id);
            const marks = (now ?? []).map(({ mark }) => (mark && "footnote" in mark ? notes.get(mark.footnote)?.number ?? "" : "")).join();
            if (now === drawn && marks === numbers) return;
            [drawn, numbers] = [now, marks];
            line.replaceChildren(...readOut(now ?? []).map((part) => (typeof part === "string" ? part : reference(part.footnote))));
        };
    }

    /** @param {string} id */
    function reference(id) {
        const note = notes.get(id);
        const link = makeNoteLink("doc-noteref", `footnote-${id}`, () => go(`footnote-${id}`), { id: `mark-${id}`, "aria-label": note ? footnoteName(note) ?? "" : "" });
        setText(link, note ? footnoteNumber(note.number) : "");
        return h("sup", { class: "text-footnote-mark figures" }, link);
    }

    /** @param {string} id of an element */
    function go(id) {
        document.getElementById(id)?.scrollIntoView({ block: "center" });
        document.getElementById(id)?.focus();
    }

    return {
        element: h("div", {}, body, under),
        /** @param {import("../../../protocol/text.js").TextView} view @param {Map<string, Run[]>} known */
        update(view, known) {
            runs = known;
            const all = view.paragraphs.filter(({ anchor }) => anchor !== undefined);
            notes = new Map(all.map((note) => [note.id, note]));
            list(view.paragraphs.filter(({ anchor }) => anchor === undefined));
            listed(all);
            show(under, all.length > 0);
        },
    };
}
