import { h, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { editsBetween, elements, idText, MARK, rangeText } from "../../../text/wording.js";
import { longField, selectField, textField } from "../../dom/fields.js";

/** @typedef {import("../../../text/wording.js").Run} Run */

const KINDS = Object.freeze(["change", "footnote", "alternative", "add", "remove"]);
/** Of a footnote. */
const OF_NOTES = Object.freeze(["change", "remove"]);

/**
 * What a delegation asks for: the paragraph as it should be, a footnote on it, another variant of it, a new one behind it, or that it goes.
 * @typedef {(change: Record<string, object>, reason: string) => Promise<string|null>} Ask
 * @param {{propose: Ask, draft: Ask, kinds: () => {value: string, words: string}[], behind: () => {behind?: string}}} acts `draft`: for the delegation alone;
 *   `behind`: where the caret is
 */
export function makeTextPropose({ propose, draft, kinds, behind }) {
    /** @type {{id: string, runs: readonly Run[], isNote: boolean}|null} */
    let about = null;
    const what = selectField({ t: "propose.what", testid: "propose-what", options: () => (about?.isNote ? OF_NOTES : KINDS).map((value) => ({ value, words: t(`propose.what.${value}`) })), on: { change: turn } });
    const kind = selectField({ t: "propose.kind", testid: "propose-kind", options: kinds });
    const words = longField({ t: "propose.words", hint: "propose.wordsHint", testid: "propose-words", rows: 5 });
    const where = h("p", { class: "form-hint", testid: "propose-where" });
    const reason = textField({ t: "propose.reason", testid: "propose-reason", optional: true, maxlength: 2000 });
    what.value = KINDS[0];
    kind.value = kinds()[0].value;
    const send = h("button", { type: "submit", class: "button button-primary", t: "propose.send", testid: "propose-send" });
    const keep = h("button", { type: "button", class: "button", t: "draft.begin", testid: "propose-draft", on: { click: () => void act(draft) } });
    const problem = h("p", { class: "form-problem", role: "alert", testid: "propose-problem" });
    problem.hidden = true;
    const element = h("form", { class: "form text-propose", novalidate: true, on: { submit } },
        what.element, kind.element, words.element, where, reason.element, problem, h("div", { class: "row wrap form-acts" }, send, keep), h("p", { class: "form-hint", t: "draft.hint" }));
    /**
     * As it was when the form was opened.
     * @type {ReturnType<typeof elements>}
     */
    let before = [];

    function turn() {
        const asked = what.value;
        show(words.element, asked !== "remove");
        show(kind.element, asked === "add");
        show(where, asked === "footnote");
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
        if (what.value === "footnote") return asked ? { footnote: { paragraph: id, ...behind(), words: asked } } : null;
        if (what.value === "add") return asked ? { add: { behind: id, kind: JSON.parse(kind.value), words: asked } } : null;
        if (what.value === "alternative") return asked && asked !== line() ? { alternative: { to: id, words: asked } } : null;
        const letters = before.filter(({ letter }) => letter !== null);
        const edits = editsBetween(letters, words.value.replace(/[\r\n]+/g, " "), undefined, true) ?? [];
        const ranges = edits.flatMap((edit) => ("remove" in edit ? [rangeText(edit.remove)] : []));
        const put = edits.flatMap((edit) => ("put" in edit ? [edit.put] : []))[0];
        if (ranges.length > 0) return put ? { replace: { paragraph: id, ranges, words: put.words } } : { delete: { paragraph: id, ranges } };
        return put ? { insert: { paragraph: id, words: put.words, ...(put.behind ? { behind: idText(put.behind) } : {}) } } : null;
    }

    /** @param {Event} event */
    function submit(event) {
        event.preventDefault();
        void act(propose);
    }

    /** @param {Ask} ask */
    async function act(ask) {
        const asked = change();
        if (!asked) {
            say(t("propose.nothing"));
            return words.focus();
        }
        for (const each of [send, keep]) each.disabled = true;
        const wrong = await ask(asked, reason.value);
        for (const each of [send, keep]) each.disabled = false;
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
        /** A footnote is asked for. */
        annotate() {
            what.value = "footnote";
            turn();
            words.focus();
        },
        /** @param {string} id @param {readonly Run[]} runs as the server has them @param {{isNote: boolean, before: string}} place `before`: the words before the caret; empty: the end */
        update(id, runs, { isNote, before: last }) {
            setText(where, last ? t("placeholder.behind", { words: last }) : t("placeholder.atEnd"));
            what.refresh();
            kind.refresh();
            if (about?.id === id && about.runs === runs) return;
            const untouched = about?.id !== id || words.value === line();
            const isOther = about?.isNote !== isNote;
            about = { id, runs, isNote };
            if (isOther) what.value = KINDS[0];
            // What somebody is writing stays as it is, and is compared with the text that it was written over.
            if (!untouched) return;
            before = elements(runs);
            turn();
        },
    };
}
