import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { button, PressTwice } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { elements, idText } from "../../../text/wording.js";
import { longField } from "../../dom/fields.js";

/**
 * @typedef {import("../../../protocol/text.js").BracketView} BracketView
 * @typedef {import("../../../protocol/text.js").You} You
 * @typedef {import("../../../text/wording.js").Run} Run
 */

/**
 * The brackets of a paragraph, with who wants and who opposes the words; and, for the pen-holder and the chair, new ones.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>, name: (seat: string) => string}} acts
 */
export function makeTextBrackets({ command, name }) {
    /** @type {{id: string, you: You, runs: readonly Run[]}|null} */
    let at = null;
    const rows = h("ul", { class: "text-brackets", testid: "text-brackets" });
    const list = keyedList(rows, (/** @type {BracketView} */ { id }) => id, ({ id }) => {
        const words = h("p", { class: "bracket-words" });
        const sides = h("p", { class: "proposal-sides" });
        const side = (/** @type {string} */ which) => button({ t: `bracket.${which}`, testid: `${which}-${id}`, class: "button-small", run: () => void command({ takeSide: { on: { bracket: { id } }, side: which } }) });
        const own = { support: side("support"), oppose: side("oppose"), neither: side("neither") };
        const keep = button({ t: "bracket.keep", testid: `keep-${id}`, class: "button-small", run: () => void command({ liftBracket: { bracket: id, keeping: true } }) });
        const drop = new PressTwice({ testid: `drop-${id}`, class: "button-small", run: () => void command({ liftBracket: { bracket: id, keeping: false } }) });
        return {
            element: h("li", { class: "proposal", "data-key": id }, words, sides, h("div", { class: "row wrap" }, ...Object.values(own), keep, drop.element)),
            update(bracket) {
                if (!at) return;
                setText(words, inside(at.runs, id));
                setText(sides, [
                    bracket.wanting.length > 0 && t("text.wanting", { names: bracket.wanting.map(name).join(", ") }),
                    bracket.opposing.length > 0 && t("text.opposing", { names: bracket.opposing.map(name).join(", ") }),
                ].filter(Boolean).join("; "));
                const seat = at.you.delegation ?? "";
                show(own.support, seat !== "" && !bracket.wanting.includes(seat));
                show(own.oppose, seat !== "" && !bracket.opposing.includes(seat));
                show(own.neither, bracket.wanting.includes(seat) || bracket.opposing.includes(seat));
                const mayLift = at.you.holdsPen || at.you.presides;
                show(keep, mayLift);
                show(drop.element, mayLift);
                drop.update({ label: t("bracket.drop"), name: words.textContent ?? "", consequence: t("bracket.dropWords") });
            },
        };
    });

    const choose = longField({ t: "bracket.choose", hint: "bracket.chooseHint", testid: "bracket-choose", rows: 4 });
    const control = /** @type {HTMLTextAreaElement} */ (choose.element.querySelector("textarea"));
    control.readOnly = true;
    const put = button({ t: "bracket.put", testid: "bracket-put", class: "button-primary", run: () => void bracket() });
    const form = h("div", { class: "form" }, choose.element, h("div", { class: "row wrap form-acts" }, put));

    async function bracket() {
        if (!at) return;
        const letters = elements(at.runs).filter(({ letter }) => letter !== null);
        const from = [...control.value.slice(0, control.selectionStart)].length;
        const chosen = letters.slice(from, from + [...control.value.slice(control.selectionStart, control.selectionEnd)].length);
        const [first, last] = [chosen[0], chosen.at(-1)];
        if (!first || !last) return choose.error(t("bracket.nothing"));
        if (await command({ bracket: { paragraph: at.id, stretch: { first: idText(first.id), last: idText(last.id) }, wanting: [], opposing: [] } })) choose.error(null);
    }

    const element = h("div", { class: "stack-fields" }, rows, form);
    return {
        element,
        /** @param {string} id @param {readonly BracketView[]} brackets @param {You} you @param {readonly Run[]} runs @param {boolean} isOpen */
        update(id, brackets, you, runs, isOpen) {
            at = { id, you, runs };
            list(brackets);
            show(rows, brackets.length > 0);
            show(form, isOpen && (you.holdsPen || you.presides));
            choose.value = elements(runs).map(({ letter }) => letter ?? "").join("");
        },
    };
}

/**
 * The words between the marks of a bracket.
 * @param {readonly Run[]} runs @param {string} id
 */
function inside(runs, id) {
    const all = elements(runs);
    const open = all.findIndex(({ mark }) => mark && "open" in mark && mark.open === id);
    const close = all.findIndex(({ mark }) => mark && "close" in mark && mark.close === id);
    return all.slice(open + 1, close).map(({ letter, mark }) => letter ?? (mark && "open" in mark ? "[" : mark && "close" in mark ? "]" : "…")).join("");
}
