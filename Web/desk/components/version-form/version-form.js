import { h, setAttribute, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { selectField, textField } from "../../dom/fields.js";
import { LANGUAGES_OF_PAPERS, languageWords, sizeWords, STANDINGS } from "../../state/library-words.js";

/** Bytes that one file may have. */
const MOST = 50 * 1024 * 1024;
const KINDS = ".pdf,.docx,.odt,.rtf,.txt,.md,.html,.htm,.xlsx,.ods,.csv,.pptx,.odp,.png,.jpg,.jpeg";

/**
 * A file with its language and what it is beside the authentic text.
 * @param {{testid: string}} options
 */
export function makeVersionFields({ testid }) {
    const control = h("input", { type: "file", class: "field", accept: KINDS, id: `${testid}-file`, testid: `${testid}-file`, "aria-describedby": `${testid}-hint ${testid}-file-problem` });
    const problem = h("span", { class: "form-problem", id: `${testid}-file-problem`, testid: `${testid}-file-problem` });
    const file = h("div", { class: "form-field" }, h("label", { class: "form-label", for: `${testid}-file`, t: "library.file" }), control, h("span", { class: "form-hint", id: `${testid}-hint`, t: "library.fileHint" }), problem);
    const language = selectField({ t: "library.language", testid: `${testid}-language`, options: () => LANGUAGES_OF_PAPERS.map((value) => ({ value, words: languageWords(value) })) });
    const standing = selectField({ t: "library.standing", testid: `${testid}-standing`, options: () => STANDINGS.map((value) => ({ value, words: t(`library.standing.${value}`) })) });
    const note = textField({ t: "library.note", hint: "library.noteHint", testid: `${testid}-note`, maxlength: 500, optional: true });
    control.addEventListener("change", () => void error(wrong()));

    /** @param {string|null} words */
    function error(words) {
        setText(problem, words ?? "");
        show(problem, words !== null);
        setAttribute(control, "aria-invalid", words !== null && "true");
        return words === null;
    }

    function wrong() {
        const chosen = control.files?.[0];
        if (!chosen) return t("library.fileNeeded");
        if (chosen.size === 0) return t("library.fileEmpty");
        return chosen.size > MOST ? t("library.fileTooLarge", { size: sizeWords(chosen.size) }) : null;
    }

    error(null);
    return {
        elements: [file, h("div", { class: "form-row" }, language.element, standing.element), note.element],
        /** Whether there is a file that may be sent. */
        check() {
            const isRight = error(wrong());
            if (!isRight) control.focus();
            return isRight;
        },
        /** Once `check` has found it. */
        get file() { return /** @type {File} */ (control.files?.[0]); },
        get value() { return { language: language.value, standing: standing.value, note: note.value }; },
        /** @param {{isFirst: boolean}} what a document begins with its authentic text */
        reset({ isFirst }) {
            control.value = "";
            error(null);
            note.value = "";
            language.value = LANGUAGES_OF_PAPERS[isFirst ? 0 : 1];
            standing.value = STANDINGS[isFirst ? 0 : 1];
            show(standing.element, !isFirst);
        },
        refresh() {
            language.refresh();
            standing.refresh();
        },
    };
}
