import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { idIn } from "../../../text/wording.js";
import { makeBadge } from "../../dom/badge.js";
import { makeTextLine } from "../../dom/text-line.js";
import { footnoteName, footnoteNumber, makeNoteLink } from "../../dom/text-notes.js";
import { placeholderWords } from "../../dom/text-times.js";
import { aboutParagraph } from "../../state/text-index.js";
import { isWritable, SHAPES } from "../../state/text-words.js";

/**
 * @typedef {import("../../../protocol/text.js").TextView} TextView
 * @typedef {import("../../../protocol/text.js").ParagraphView} ParagraphView
 * @typedef {import("../../../protocol/text.js").BracketView} BracketView
 * @typedef {import("../../../text/wording.js").Run} Run
 * @typedef {import("../../../text/wording.js").Id} Id
 *
 * @typedef {object} Shown
 * @property {TextView} view
 * @property {(paragraph: string) => readonly Run[]} shown   with what was typed
 * @property {boolean} mayWrite
 * @property {string|null} chosen
 * @property {string|null} discussed
 * @property {Set<string>|null} among                        those that are shown beside the chosen one; null: all
 */

/**
 * The text itself: every paragraph with its number, its words and its standing.
 * @param {{type: (paragraph: string, edits: import("../../../text/wording.js").Edit[]) => void,
 *   enter: (paragraph: string, caret: import("../../dom/text-line.js").Caret) => Promise<void>, join: (paragraph: string, which: "before"|"behind") => void,
 *   known: (id: Id) => Id, choose: (paragraph: string) => void, remarks: (paragraph: string) => void, name: (seat: string) => string, now: () => number}} acts
 */
export function makeTextSheet({ type, known, enter, join, choose, remarks, name, now }) {
    /** @type {Shown|null} */
    let at = null;
    const element = h("ol", { class: "text-sheet", testid: "text-sheet" });
    /** @type {Map<string, ReturnType<typeof makeTextLine>>} */
    const lines = new Map();

    /** @param {import("../../../text/wording.js").Mark} mark */
    function markOf(mark) {
        if ("placeholder" in mark) {
            const placeholder = at?.view.placeholders.find(({ id }) => id === mark.placeholder);
            const isOverdue = placeholder?.due !== undefined && Date.parse(placeholder.due) < now();
            return { class: `text-placeholder${isOverdue ? " text-overdue" : ""}`, words: `[… ${placeholder ? placeholderWords(placeholder, name, now()) : ""}]`, title: "" };
        }
        if ("footnote" in mark) return footnoteMark(mark.footnote);
        const id = "open" in mark ? mark.open : mark.close;
        const bracket = at?.view.brackets.find((each) => each.id === id);
        const sides = bracket ? sidesOf(bracket) : "";
        return "open" in mark ? { class: "text-bracket", words: "[", title: sides } : { class: "text-bracket", words: "]", sides: superscript(bracket), title: sides };
    }

    /** @param {string} id @returns {import("../../dom/text-line.js").Drawn} */
    function footnoteMark(id) {
        const note = at?.view.paragraphs.find((each) => each.id === id);
        const name = note ? footnoteName(note) ?? "" : "";
        return { class: "text-footnote-mark figures", words: note ? footnoteNumber(note.number) : "…", title: name, link: { to: `number-${id}`, go: () => go(id) }, mayGo: !note || isWritable(note) };
    }

    /** @param {string} id @param {Id} [behind] where the caret goes */
    function go(id, behind) {
        choose(id);
        lines.get(id)?.element.closest("li")?.scrollIntoView({ block: "nearest" });
        if (behind) lines.get(id)?.goBehind(behind);
        else lines.get(id)?.element.focus();
    }

    /** @param {BracketView} bracket */
    const sidesOf = ({ wanting, opposing }) => [
        wanting.length > 0 && t("text.wanting", { names: wanting.map(name).join(", ") }),
        opposing.length > 0 && t("text.opposing", { names: opposing.map(name).join(", ") }),
    ].filter(Boolean).join("; ");

    /** @param {string} id @param {TextView} view with what it is agreed together */
    const together = (id, view) => aboutParagraph(view, id).packages.map(({ name: title, paragraphs }) =>
        t("package.together", { numbers: view.paragraphs.filter((each) => each.id !== id && paragraphs.includes(each.id)).map(({ number }) => number).join(", "), name: pick(title) })).join("; ");

    const list = keyedList(element, (/** @type {ParagraphView} */ { id }) => id, ({ id, anchor }) => {
        const number = anchor ? makeNoteLink("doc-backlink", `number-${anchor}`, () => go(anchor, idIn(id)), { class: "text-number figures", id: `number-${id}`, testid: `footnote-back-${id}` })
            : h("span", { class: "text-number figures", id: `number-${id}` });
        const remarked = h("button", { type: "button", class: "text-remarks figures", testid: `remarks-${id}`, on: { click: () => remarks(id) } });
        const badge = makeBadge();
        const waiting = h("span", { class: "text-waiting" });
        const proposals = h("span", { class: "text-count", testid: `proposals-${id}` });
        const packaged = h("span", { class: "text-packaged", testid: `packaged-${id}` });
        const citations = h("span", { class: "text-waiting", testid: `citations-${id}` });
        const line = makeTextLine({
            testid: `line-${id}`, mark: markOf, known, type: (edits) => type(id, edits), enter: (caret) => enter(id, caret), join: (which) => join(id, which), choose: () => choose(id),
        });
        lines.set(id, line);
        const row = h("li", { class: "text-row", "data-key": id }, h("span", { class: "text-margin" }, number, remarked), line.element, h("span", { class: "text-side" }, badge.element, waiting, proposals, packaged, citations));
        return {
            element: row,
            update(paragraph) {
                if (!at) return;
                const { view, chosen, among, discussed } = at;
                const about = aboutParagraph(view, id);
                const kind = Object.keys(paragraph.kind)[0];
                const footnote = footnoteName(paragraph);
                setText(number, footnoteNumber(paragraph.number));
                if (footnote) setAttribute(number, "aria-label", t("footnote.back", { name: footnote }));
                setAttribute(row, "data-kind", kind);
                setAttribute(row, "data-level", /** @type {any} */ (paragraph.kind)[kind].level ?? null);
                setAttribute(row, "data-standing", paragraph.standing);
                setAttribute(row, "data-chosen", chosen === id);
                setAttribute(row, "data-discussed", discussed === id);
                setAttribute(row, "aria-current", discussed === id && "true");
                show(row, among === null || among.has(id) || chosen === id);
                setAttribute(line.element, "aria-label", footnote ?? t("text.paragraph", { number: paragraph.number || t(`text.kind.${kind}`) }));
                line.update(at.shown(id), at.mayWrite && isWritable(paragraph), marksOf(id));
                badge.update(SHAPES[paragraph.standing], t(`text.standing.${paragraph.standing}`));
                setText(waiting, paragraph.waiting.map(name).join(", "));
                show(waiting, paragraph.waiting.length > 0);
                const tabled = about.proposals.filter(({ state }) => state === "tabled").length;
                setText(proposals, t("text.proposalCount", { count: tabled }));
                show(proposals, tabled > 0);
                const open = about.comments.filter(({ isResolved }) => !isResolved).length;
                setText(remarked, String(open));
                setAttribute(remarked, "aria-label", t("comment.count", { count: open }));
                setAttribute(remarked, "title", t("comment.count", { count: open }));
                show(remarked, open > 0);
                setText(packaged, together(id, view));
                show(packaged, about.packages.length > 0);
                const cited = about.citations;
                const changed = cited.filter((each) => !each.isVerbatim).length;
                setText(citations, changed > 0 ? t("cite.countChanged", { count: cited.length, changed }) : t("cite.count", { count: cited.length }));
                show(citations, cited.length > 0);
            },
        };
    });

    /** @param {string} id what is told of the marks of a paragraph, to see whether it changed */
    function marksOf(id) {
        if (!at) return "";
        const { brackets, placeholders, footnotes } = aboutParagraph(at.view, id);
        if (brackets.length + placeholders.length + footnotes.length === 0) return "";
        return JSON.stringify([brackets, placeholders, placeholders.map((each) => placeholderWords(each, name, now())), footnotes.map((each) => [each.number, isWritable(each)])]);
    }

    return {
        element,
        /**
         * What is marked in a paragraph.
         * @param {string} id
         */
        markedIn: (id) => lines.get(id)?.marked ?? null,
        /** @param {string} id */
        focus: (id) => lines.get(id)?.element.focus(),
        /** @param {string} id @param {Id|null} behind */
        goBehind: (id, behind) => lines.get(id)?.goBehind(behind),
        /** @param {string} id */
        reveal: (id) => lines.get(id)?.element.closest("li")?.scrollIntoView({ block: "center" }),
        /**
         * The words of one paragraph alone.
         * @param {ParagraphView} paragraph
         */
        updateLine(paragraph) {
            if (at) lines.get(paragraph.id)?.update(at.shown(paragraph.id), at.mayWrite && isWritable(paragraph), marksOf(paragraph.id));
        },
        /** @param {Shown} now */
        update(now) {
            at = now;
            const there = list(now.view.paragraphs);
            for (const id of lines.keys()) if (!there.has(id)) lines.delete(id);
        },
    };
}

/**
 * Whose they are, as it is written behind a bracket.
 * @param {BracketView|undefined} bracket
 */
function superscript(bracket) {
    if (!bracket) return "";
    const { wanting, opposing } = bracket;
    return [wanting.map((seat) => `+${seat}`).join(" "), opposing.map((seat) => `−${seat}`).join(" ")].filter(Boolean).join(" ");
}
