import { h, keyedList, setAttribute } from "../../../dom/elements.js";
import { createShowRow } from "./show-row.js";

/**
 * The script as a table that is written in place: a row a cue.
 * @typedef {import("../../state/show.js").Cue} Cue
 * @typedef {import("../../state/show.js").CueState} CueState
 * @typedef {import("../../state/show-edit.js").Draft} Draft
 * @typedef {import("../../state/show-edit.js").Field} Field
 *
 * @typedef {object} ScriptRow
 * @property {Cue} cue            as the server has it; of one that was removed, as it last was
 * @property {number} number      from 1
 * @property {string} planned     in words
 * @property {string} expected
 * @property {CueState|null} state   null: nothing to count from
 * @property {Draft|null} draft   what is typed and not saved yet
 * @property {boolean} saving
 * @property {boolean} failed
 * @property {boolean} removed    by somebody else, while it was being edited
 * @property {boolean} isFirst
 * @property {boolean} isLast
 * @property {boolean} isNext
 * @property {boolean} edits
 *
 * @typedef {object} Acts
 * @property {(id: string, field: Field, value: string|number) => void} type
 * @property {(id: string) => void} save
 * @property {(id: string, field: Field, whose: "mine"|"theirs") => void} settle
 * @property {(id: string) => void} putBack
 * @property {(id: string) => void} discard
 * @property {(id: string) => void} insertAfter
 * @property {(id: string, by: -1|1) => void} move
 * @property {(id: string) => void} remove
 * @property {(id: string) => void} begin
 *
 * @param {Acts} acts
 */
export function createShowScript(acts) {
    const body = h("tbody", {});
    const heads = ["number", "planned", "expected", "length", "what", "field.who", "field.screen", "field.microphone", "field.interpretation", "field.photo", "acts"];
    const element = h(
        "div", { class: "show-scroll", tabindex: "0", role: "group", tLabel: "show.script" },
        h(
            "table", { class: "show-table", testid: "script" }, h("caption", { class: "visually-hidden", t: "show.script" }),
            h("thead", {}, h("tr", {}, ...heads.map((name) => h("th", { scope: "col", t: `show.${name}` })))), body,
        ),
    );
    const list = keyedList(body, (/** @type {ScriptRow} */ row) => row.cue.id, () => createShowRow(acts));
    return {
        element,
        /** @param {ScriptRow[]} rows */
        update(rows) {
            setAttribute(element, "data-edits", rows.some((row) => row.edits));
            list(rows);
        },
        /** @param {string} id */
        focus: (id) => /** @type {HTMLElement|null} */ (body.querySelector(`[data-cue="${CSS.escape(id)}"] textarea`))?.focus(),
    };
}
