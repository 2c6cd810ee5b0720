import { setText, show } from "../../dom/elements.js";
import { t } from "../../i18n/catalogue.js";
import { elements, idText } from "../../text/wording.js";
import { longField } from "./fields.js";

/**
 * Words of a paragraph, chosen by pointer or keys, or marked in the sheet before.
 *
 * @typedef {import("../../text/wording.js").Run} Run
 * @typedef {import("./text-line.js").Marked} Marked
 */

/** @param {{t: string, hint: string, testid: string}} options */
export function makeWordChoice({ t: key, hint, testid }) {
    const field = longField({ t: key, hint, testid, rows: 3 });
    const control = /** @type {HTMLTextAreaElement} */ (field.element.querySelector("textarea"));
    control.readOnly = true;
    const said = document.createElement("p");
    said.className = "form-hint";
    said.dataset.testid = `${testid}-said`;
    field.element.append(said);
    for (const type of ["select", "keyup", "pointerup"]) control.addEventListener(type, tell);
    /** @type {ReturnType<typeof elements>} */
    let letters = [];
    /** @type {readonly Run[]|null} */
    let drawn = null;
    /** @type {Marked|null} */
    let taken = null;

    function tell() {
        const words = control.value.slice(control.selectionStart, control.selectionEnd);
        setText(said, words && t("text.marked", { words }));
        show(said, words !== "");
    }

    return {
        element: field.element, error: field.error,
        /** @returns {{first: string, last: string}|null} null: nothing is chosen */
        get stretch() {
            const from = [...control.value.slice(0, control.selectionStart)].length;
            const chosen = letters.slice(from, from + [...control.value.slice(control.selectionStart, control.selectionEnd)].length);
            const [first, last] = [chosen[0], chosen.at(-1)];
            return first && last ? { first: idText(first.id), last: idText(last.id) } : null;
        },
        clear() {
            control.setSelectionRange(0, 0);
            tell();
        },
        /** @param {readonly Run[]} runs as the server has them @param {Marked|null} marked in the sheet */
        update(runs, marked) {
            if (runs !== drawn) {
                drawn = runs;
                letters = elements(runs).filter(({ letter }) => letter !== null);
                const line = letters.map(({ letter }) => letter).join("");
                if (control.value !== line) {
                    control.value = line;
                    control.setSelectionRange(0, 0);
                }
            }
            if (marked !== taken) {
                taken = marked;
                const [first, last] = [marked?.letters[0], marked?.letters.at(-1)];
                const at = (/** @type {{id: {act: number, place: number}}|undefined} */ wanted) => letters.findIndex(({ id }) => id.act === wanted?.id.act && id.place === wanted?.id.place);
                const [from, to] = [at(first), at(last)];
                const upTo = (/** @type {number} */ count) => letters.slice(0, count).map(({ letter }) => letter).join("").length;
                if (from >= 0 && to >= from) control.setSelectionRange(upTo(from), upTo(to + 1));
            }
            tell();
        },
    };
}
