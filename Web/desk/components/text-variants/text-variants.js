import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { PressTwice } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { words } from "../../../text/wording.js";
import { makeSides } from "../../dom/sides.js";

/**
 * @typedef {import("../../../protocol/text.js").ParagraphView} ParagraphView
 * @typedef {import("../../../protocol/text.js").You} You
 */

/** Letters of a variant that are shown. */
const BEGINNING = 90;

/**
 * The variants of a paragraph, who prefers which, and the choice among them.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>, name: (seat: string) => string, go: (paragraph: string) => void,
 *   takeSide: import("../../dom/sides.js").TakeSide}} acts
 */
export function makeTextVariants({ command, name, go, takeSide }) {
    /** @type {{you: You, speaker: string, runs: Map<string, import("../../../text/wording.js").Run[]>}|null} */
    let at = null;
    const rows = h("ul", { class: "text-brackets", testid: "text-variants" });
    const list = keyedList(rows, (/** @type {ParagraphView} */ { id }) => id, ({ id }) => {
        const number = h("button", { type: "button", class: "text-link", on: { click: () => go(id) } });
        const beginning = h("p", { class: "bracket-words" });
        const supporters = h("p", { class: "proposal-sides" });
        const side = makeSides({ key: (said) => `variant.${said}`, testid: `variant-${id}`, sides: ["support", "neither"], take: (which) => takeSide({ variant: { id } }, which) });
        const choose = new PressTwice({ testid: `choose-${id}`, class: "button-small", run: () => void command({ chooseVariant: { paragraph: id } }) });
        return {
            element: h("li", { class: "proposal", "data-key": id }, h("p", { class: "proposal-about" }, number), beginning, supporters, h("div", { class: "row wrap" }, ...side.elements, choose.element)),
            update(paragraph) {
                if (!at) return;
                const { you, speaker, runs } = at;
                setText(number, paragraph.number || t("text.variant"));
                setText(beginning, [...words(runs.get(id) ?? [])].slice(0, BEGINNING).join(""));
                setText(supporters, paragraph.supporters.length > 0 ? t("variant.wanted", { names: paragraph.supporters.map(name).join(", ") }) : t("variant.nobody"));
                side.update(speaker, { isOwn: speaker === you.delegation, supporting: paragraph.supporters, opposing: [] });
                show(choose.element, you.holdsPen || you.presides);
                choose.update({ label: t("text.choose"), name: paragraph.number, consequence: t("variant.chooseWords") });
            },
        };
    });
    return {
        element: rows,
        /** @param {readonly ParagraphView[]} variants @param {You} you @param {string} speaker @param {Map<string, import("../../../text/wording.js").Run[]>} runs */
        update(variants, you, speaker, runs) {
            at = { you, speaker, runs };
            show(rows, variants.length > 1);
            list(variants.length > 1 ? variants : []);
        },
    };
}
