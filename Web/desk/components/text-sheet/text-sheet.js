import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { makeBadge } from "../../dom/badge.js";
import { makeTextLine } from "../../dom/text-line.js";
import { SHAPES, isWritable } from "../../state/text-words.js";

/**
 * @typedef {import("../../../protocol/text.js").TextView} TextView
 * @typedef {import("../../../protocol/text.js").ParagraphView} ParagraphView
 * @typedef {import("../../../text/wording.js").Run} Run
 */

/**
 * The text itself: every paragraph with its number, its words and its standing.
 * @param {{type: (paragraph: string, edits: import("../../../text/wording.js").Edit[]) => void, add: (behind: string) => void,
 *   known: (id: import("../../../text/wording.js").Id) => import("../../../text/wording.js").Id,
 *   choose: (paragraph: string) => void, name: (seat: string) => string}} acts
 */
export function makeTextSheet({ type, known, add, choose, name }) {
    /** @type {{view: TextView, shown: (paragraph: string) => Run[], mayWrite: boolean, chosen: string|null}|null} */
    let at = null;
    const element = h("ol", { class: "text-sheet", testid: "text-sheet" });
    /** @type {Map<string, ReturnType<typeof makeTextLine>>} */
    const lines = new Map();

    /** @param {import("../../../text/wording.js").Mark} mark */
    function markOf(mark) {
        if ("placeholder" in mark) {
            const placeholder = at?.view.placeholders.find(({ id }) => id === mark.placeholder);
            return { class: "text-placeholder", words: `[… ${placeholder?.subject ?? ""}]`, title: placeholder?.owner ? name(placeholder.owner) : "" };
        }
        const id = "open" in mark ? mark.open : mark.close;
        const bracket = at?.view.brackets.find((each) => each.id === id);
        const sides = bracket ? sidesOf(bracket) : "";
        return "open" in mark ? { class: "text-bracket", words: "[", title: sides } : { class: "text-bracket", words: "]", sides: superscript(bracket), title: sides };
    }

    /** @param {import("../../../protocol/text.js").BracketView} bracket */
    const sidesOf = ({ wanting, opposing }) => [
        wanting.length > 0 && t("text.wanting", { names: wanting.map(name).join(", ") }),
        opposing.length > 0 && t("text.opposing", { names: opposing.map(name).join(", ") }),
    ].filter(Boolean).join("; ");

    const list = keyedList(element, (/** @type {ParagraphView} */ { id }) => id, ({ id }) => {
        const number = h("span", { class: "text-number figures", id: `number-${id}` });
        const badge = makeBadge();
        const waiting = h("span", { class: "text-waiting" });
        const proposals = h("span", { class: "text-count", testid: `proposals-${id}` });
        const line = makeTextLine({
            testid: `line-${id}`, mark: markOf, known, type: (edits) => type(id, edits), enter: () => add(id), choose: () => choose(id),
        });
        lines.set(id, line);
        const row = h("li", { class: "text-row", "data-key": id }, number, line.element, h("span", { class: "text-side" }, badge.element, waiting, proposals));
        return {
            element: row,
            update(paragraph) {
                if (!at) return;
                const { view } = at;
                const kind = Object.keys(paragraph.kind)[0];
                setText(number, paragraph.number);
                setAttribute(row, "data-kind", kind);
                setAttribute(row, "data-level", /** @type {any} */ (paragraph.kind)[kind].level ?? null);
                setAttribute(row, "data-standing", paragraph.standing);
                setAttribute(row, "data-chosen", at.chosen === id);
                setAttribute(line.element, "aria-label", t("text.paragraph", { number: paragraph.number || t(`text.kind.${kind}`) }));
                const brackets = view.brackets.filter((each) => each.paragraph === id);
                const marks = JSON.stringify([brackets, view.placeholders.filter((each) => each.paragraph === id)]);
                line.update(at.shown(id), at.mayWrite && isWritable(paragraph), marks);
                badge.update(SHAPES[paragraph.standing], t(`text.standing.${paragraph.standing}`));
                setText(waiting, paragraph.waiting.map(name).join(", "));
                show(waiting, paragraph.waiting.length > 0);
                const tabled = view.proposals.filter((each) => each.state === "tabled" && aboutParagraph(each, id)).length;
                setText(proposals, t("text.proposalCount", { count: tabled }));
                show(proposals, tabled > 0);
            },
        };
    });

    return {
        element,
        /**
         * What is chosen in a paragraph.
         * @param {string} id
         */
        chosenIn: (id) => lines.get(id)?.chosen ?? [],
        /** @param {string} id */
        focus: (id) => lines.get(id)?.element.focus(),
        /** @param {TextView} view @param {(paragraph: string) => Run[]} shown @param {boolean} mayWrite @param {string|null} chosen */
        update(view, shown, mayWrite, chosen) {
            at = { view, shown, mayWrite, chosen };
            list(view.paragraphs);
        },
    };
}

/** @param {import("../../../protocol/text.js").ProposalView} proposal @param {string} id */
function aboutParagraph({ change }, id) {
    const asked = Object.values(change)[0];
    return asked.paragraph === id || asked.to === id;
}

/**
 * Whose they are, as it is written behind a bracket.
 * @param {import("../../../protocol/text.js").BracketView|undefined} bracket
 */
function superscript(bracket) {
    if (!bracket) return "";
    const { wanting, opposing } = bracket;
    return [wanting.map((seat) => `+${seat}`).join(" "), opposing.map((seat) => `−${seat}`).join(" ")].filter(Boolean).join(" ");
}
