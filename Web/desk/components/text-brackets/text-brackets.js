import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { button, PressTwice } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { wordsInBracket } from "../../../text/hands.js";
import { makeSides } from "../../dom/sides.js";
import { makeWordChoice } from "../../dom/word-choice.js";

/**
 * @typedef {import("../../../protocol/text.js").BracketView} BracketView
 * @typedef {import("../../../protocol/text.js").You} You
 * @typedef {import("../../../text/wording.js").Run} Run
 */

/**
 * The brackets of a paragraph, with who wants and who opposes the words; and, for the pen-holder and the chair, new ones.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>, name: (seat: string) => string,
 *   takeSide: import("../../dom/sides.js").TakeSide}} acts
 */
export function makeTextBrackets({ command, name, takeSide }) {
    /** @type {{id: string, you: You, runs: readonly Run[], isOpen: boolean, speaker: string}|null} */
    let at = null;
    const rows = h("ul", { class: "text-brackets", testid: "text-brackets" });
    const list = keyedList(rows, (/** @type {BracketView} */ { id }) => id, ({ id }) => {
        const words = h("p", { class: "bracket-words" });
        const sides = h("p", { class: "proposal-sides" });
        const side = makeSides({ key: (said) => `bracket.${said}`, testid: id, take: (which) => takeSide({ bracket: { id } }, which) });
        const keep = button({ t: "bracket.keep", testid: `keep-${id}`, class: "button-small", run: () => void command({ liftBracket: { bracket: id, keeping: true } }) });
        const drop = new PressTwice({ testid: `drop-${id}`, class: "button-small", run: () => void command({ liftBracket: { bracket: id, keeping: false } }) });
        return {
            element: h("li", { class: "proposal", "data-key": id }, words, sides, h("div", { class: "row wrap" }, ...side.elements, keep, drop.element)),
            update(bracket) {
                if (!at) return;
                setText(words, wordsInBracket(at.runs, id));
                setText(sides, [
                    bracket.wanting.length > 0 && t("text.wanting", { names: bracket.wanting.map(name).join(", ") }),
                    bracket.opposing.length > 0 && t("text.opposing", { names: bracket.opposing.map(name).join(", ") }),
                ].filter(Boolean).join("; "));
                side.update(at.isOpen ? at.speaker : "", { isOwn: at.speaker === at.you.delegation, supporting: bracket.wanting, opposing: bracket.opposing });
                const mayLift = at.isOpen && (at.you.holdsPen || at.you.presides);
                show(keep, mayLift);
                show(drop.element, mayLift);
                drop.update({ label: t("bracket.drop"), name: words.textContent ?? "", consequence: t("bracket.dropWords") });
            },
        };
    });

    const choose = makeWordChoice({ t: "bracket.choose", hint: "bracket.chooseHint", testid: "bracket-choose" });
    const put = button({ t: "bracket.put", testid: "bracket-put", class: "button-primary", run: () => void bracket() });
    const form = h("div", { class: "form" }, choose.element, h("div", { class: "row wrap form-acts" }, put));

    async function bracket() {
        if (!at) return;
        const { stretch } = choose;
        if (!stretch) return choose.error(t("bracket.nothing"));
        if (await command({ bracket: { paragraph: at.id, stretch, wanting: [], opposing: [] } })) choose.clear();
    }

    const element = h("div", { class: "stack-fields" }, rows, form);
    return {
        element,
        /**
         * @param {string} id @param {readonly BracketView[]} brackets @param {You} you @param {readonly Run[]} runs
         * @param {{isOpen: boolean, speaker: string, marked: import("../../dom/text-line.js").Marked|null}} now
         */
        update(id, brackets, you, runs, { isOpen, speaker, marked }) {
            at = { id, you, runs, isOpen, speaker };
            list(brackets);
            show(rows, brackets.length > 0);
            show(form, isOpen && (you.holdsPen || you.presides));
            choose.update(runs, marked);
        },
    };
}
