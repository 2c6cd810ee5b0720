import { h, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { editsBetween, elements, idText, MARK, rangeText } from "../../../text/wording.js";
import { longField, selectField, textField } from "../../dom/fields.js";

/** @typedef {import("../../../text/wording.js").Run} Run */

const KINDS = Object.freeze(["change", "alternative", "add", "remove"]);

/**
 * What a delegation asks for: the paragraph as it should be, another variant of it, a new one behind it, or that it goes.
 * @param {{propose: (change: Record<string, object>, reason: string) => Promise<string|null>, kinds: () => {value: string, words: string}[]}} acts
 */
export function makeTextPropose({ propose, kinds }) {
    const what = selectField({ t: "propose.what", testid: "propose-what", options: () => KINDS.map((value) => ({ value, words: t(`propose.what.${value}`) })), on: { change: turn } });
    const kind = selectField({ t: "propose.kind", testid: "propose-kind", options: kinds });
    const words = longField({ t: "propose.words", hint: "propose.wordsHint", testid: "propose-words", rows: 5 });
    const reason = textField({ t: "propose.reason", testid: "propose-reason", optional: true, maxlength: 2000 });
    what.value = KINDS[0];
    kind.value = kinds()[0].value;
    const send = h("button", { type: "submit", class: "button button-primary", t: "propose.send", testid: "propose-send" });
    const problem = h("p", { class: "form-problem", role: "alert", testid: "propose-problem" });
    problem.hidden = true;
    const element = h("form", { class: "form text-propose", novalidate: true, on: { submit: (event) => void act(event) } },
        what.element, kind.element, words.element, reason.element, problem, h("div", { class: "row wrap form-acts" }, send));
    /** @type {{id: string, runs: readonly Run[]}|null} */
    let about = null;
    /**
     * As it was when the form was opened.
     * @type {ReturnType<typeof elements>}
     */
    let before = [];

    function turn() {
        const asked = what.value;
        show(words.element, asked !== "remove");
        show(kind.element, asked === "add");
        words.value = asked === "change" || asked === "alternative" ? line() : "";
        say(null);
    }

    // Brackets are no words: the proposal is about what stands between them.
    const line = () => before.map(({ letter }) => letter ?? MARK).join("").replaceAll(MARK, "");

    /** @param {string|null} text */
    function say(text) {
        problem.textContent = text ?? "";
        show(problem, text !== null);
    }

    /** @returns {Record<string, object>|null} null: nothing is asked for */
    function change() {
        if (!about) return null;
        const { id } = about;
        const asked = words.value.replace(/\s+/g, " ").trim();
        if (what.value === "remove") return { remove: { paragraph: id } };
        if (what.value === "add") return asked ? { add: { behind: id, kind: JSON.parse(kind.value), words: asked } } : null;
        if (what.value === "alternative") return asked && asked !== line() ? { alternative: { to: id, words: asked } } : null;
        const letters = before.filter(({ letter }) => letter !== null);
        const edits = editsBetween(letters, words.value.replace(/[\r\n]+/g, " ")) ?? [];
        const ranges = edits.flatMap((edit) => ("remove" in edit ? [rangeText(edit.remove)] : []));
        const put = edits.flatMap((edit) => ("put" in edit ? [edit.put] : []))[0];
        if (ranges.length > 0) return put ? { replace: { paragraph: id, ranges, words: put.words } } : { delete: { paragraph: id, ranges } };
        return put ? { insert: { paragraph: id, words: put.words, ...(put.behind ? { behind: idText(put.behind) } : {}) } } : null;
    }

    /** @param {Event} event */
    async function act(event) {
        event.preventDefault();
        const asked = change();
        if (!asked) {
            say(t("propose.nothing"));
            return words.focus();
        }
        send.disabled = true;
        const wrong = await propose(asked, reason.value);
        send.disabled = false;
        say(wrong);
        if (wrong === null) {
            reason.value = "";
            what.value = KINDS[0];
            turn();
        }
    }

    return {
        element,
        focus: () => words.focus(),
        /** @param {string} id @param {readonly Run[]} runs as the server has them */
        update(id, runs) {
            what.refresh();
            kind.refresh();
            if (about?.id === id && about.runs === runs) return;
            const untouched = about?.id !== id || words.value === line();
            about = { id, runs };
            // What somebody is writing stays as it is, and is compared with the text that it was written over.
            if (!untouched) return;
            before = elements(runs);
            turn();
        },
    };
}
