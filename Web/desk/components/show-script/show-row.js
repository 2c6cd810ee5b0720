import { disable, h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { icon } from "../../../dom/icons.js";
import { PressTwice } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { conflicts, FIELDS, lengthText, merged, readLength, valueOf } from "../../state/show-edit.js";

/**
 * A cue that is written in place. What one types stays, whatever others do; what they do is shown.
 * @typedef {import("./show-script.js").ScriptRow} ScriptRow
 * @typedef {import("../../state/show-edit.js").Field} Field
 *
 * @param {import("./show-script.js").Acts} acts
 */
export function createShowRow(acts) {
    let id = "";
    const number = h("th", { scope: "row", class: "figures show-number" });
    const state = h("span", { class: "show-state" });
    const planned = h("td", { class: "figures" });
    const expected = h("td", { class: "figures" });
    const inputs = Object.fromEntries(FIELDS.map((field) => [field, input(field)]));
    const said = h("span", { class: "quiet show-saved", role: "status" });
    const messages = h("div", { class: "show-messages" });
    const retry = plain("show.retry", () => acts.save(id));
    const putBack = plain("show.putBack", () => acts.putBack(id));
    const discard = plain("show.discard", () => acts.discard(id));
    const gone = h("div", { class: "show-conflict" }, h("p", { t: "show.removedElsewhere" }), h("div", { class: "row wrap" }, putBack, discard));
    const begin = plain("show.beginThis", () => acts.begin(id));
    const insert = plain("show.insert", () => acts.insertAfter(id));
    const up = arrow("up", () => acts.move(id, -1));
    const down = arrow("down", () => acts.move(id, 1));
    const remove = new PressTwice({ testid: "remove-cue", class: "button-small button-quiet", run: () => acts.remove(id) });
    const buttons = h("div", { class: "show-acts" }, begin, insert, up, down, remove.element);
    const whatCell = h("td", { class: "show-what" }, inputs.en, inputs.vi, said, retry, gone, messages);
    const cells = /** @type {Field[]} */ (["who", "screen", "microphone", "interpretation", "photo"]).map((field) => ({ field, cell: h("td", {}, inputs[field]) }));
    const lengthCell = h("td", {}, inputs.seconds);
    const actsCell = h("td", {}, buttons);
    number.append(state);
    const digits = h("span", {});
    number.prepend(digits);
    const element = h("tr", { on: { focusout: (event) => left(event) } }, number, planned, expected, lengthCell, whatCell, ...cells.map((each) => each.cell), actsCell);
    const list = keyedList(messages, (/** @type {{field: Field, theirs: string}} */ each) => each.field, ({ field }) => {
        const words = h("p", {});
        return {
            element: h("div", { class: "show-conflict", "data-testid": `conflict-${field}` }, words, h("div", { class: "row wrap" }, plain("show.conflict.mine", () => acts.settle(id, field, "mine")), plain("show.conflict.theirs", () => acts.settle(id, field, "theirs")))),
            update: ({ theirs }) => setText(words, t("show.conflict", { field: t(`show.field.${field}`), theirs: theirs || t("show.nothing") })),
        };
    });

    /** @param {Field} field */
    function input(field) {
        /** @param {any} event */
        const write = ({ target }) => {
            const value = field === "seconds" ? readLength(target.value) : target.value;
            setAttribute(target, "aria-invalid", value === null && "true");
            if (value !== null) acts.type(id, field, value);
        };
        const common = { class: "field show-field", "data-field": field, on: { input: write, keydown: (/** @type {KeyboardEvent} */ event) => enter(event) } };
        return field === "seconds" ? h("input", { ...common, inputmode: "numeric", size: 5 }) : h("textarea", { ...common, rows: 1, maxlength: 400 });
    }

    /**
     * Enter saves; it writes no line.
     * @param {KeyboardEvent} event
     */
    function enter(event) {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        acts.save(id);
    }

    /**
     * The row saves itself when one has left it.
     * @param {FocusEvent} event
     */
    function left(event) {
        if (element.contains(/** @type {Node|null} */ (event.relatedTarget))) return;
        acts.save(id);
    }

    return {
        element,
        /** @param {ScriptRow} row */
        update(row) {
            const { cue, draft } = row;
            id = cue.id;
            setAttribute(element, "data-cue", id);
            setAttribute(element, "data-testid", `cue-${row.number}`);
            setAttribute(element, "data-state", row.state);
            setAttribute(element, "data-next", row.isNext);
            setAttribute(element, "aria-current", row.state === "now" && "step");
            setText(digits, `${row.number}`);
            setText(state, row.state && row.state !== "ahead" ? t(`show.state.${row.state}`) : "");
            setText(planned, row.planned);
            setText(expected, row.expected);
            const shown = draft ? merged(draft, cue) : cue;
            for (const field of FIELDS) {
                const place = inputs[field];
                const value = valueOf(shown, field);
                const text = field === "seconds" ? lengthText(Number(value)) : String(value);
                // What is being typed is left alone as long as it means the same.
                const same = field === "seconds" ? readLength(place.value) === value : place.value === text;
                const typing = place === document.activeElement && (draft?.mine[field] !== undefined || place.hasAttribute("aria-invalid"));
                if (!same && !typing) {
                    place.value = text;
                    setAttribute(place, "aria-invalid", null);
                }
                setAttribute(place, "aria-label", t("show.fieldOf", { field: t(`show.field.${field}`), number: row.number }));
                setAttribute(place, "readonly", !row.edits);
            }
            setAttribute(inputs.seconds, "title", t("show.lengthHelp"));
            for (const { field, cell } of cells) setAttribute(cell, "data-label", t(`show.field.${field}`));
            for (const [cell, key] of /** @type {const} */ ([[planned, "planned"], [expected, "expected"], [lengthCell, "length"]])) setAttribute(cell, "data-label", t(`show.${key}`));
            list(draft && !row.removed ? conflicts(draft, cue).map((field) => ({ field, theirs: field === "seconds" ? lengthText(cue.seconds) : String(valueOf(cue, field)) })) : []);
            show(gone, row.removed);
            setText(said, row.saving ? t("show.saving") : row.failed ? t("show.notSaved") : draft ? t("show.unsaved") : "");
            show(retry, row.failed && !row.saving);
            setAttribute(element, "data-pending", row.saving);
            show(buttons, row.edits && !row.removed);
            show(begin, row.state === "ahead" && !row.isNext);
            disable(up, row.isFirst);
            disable(down, row.isLast);
            const what = pick(cue.what);
            for (const [each, key] of /** @type {const} */ ([[begin, "show.beginThis"], [insert, "show.insert"], [up, "show.up"], [down, "show.down"]])) setAttribute(each, "aria-label", `${t(key)}: ${row.number} ${what}`);
            remove.update({ label: t("show.remove"), name: `${row.number} ${what}`, consequence: t("show.removeConsequence") });
        },
    };
}

/** @param {string} key @param {() => void} run */
const plain = (key, run) => h("button", { type: "button", class: "button button-small button-quiet", t: key, on: { click: run } });

/** @param {"up"|"down"} way @param {() => void} run */
const arrow = (way, run) => h("button", { type: "button", class: "control control-small", on: { click: run } }, icon(way));
