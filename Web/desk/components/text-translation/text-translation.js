import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { LANGUAGES, t } from "../../../i18n/catalogue.js";
import { printed } from "../../../text/wording.js";
import { makeBadge } from "../../dom/badge.js";
import { checkField, longField, textField } from "../../dom/fields.js";
import { footnoteNumber } from "../../dom/text-notes.js";

/**
 * @typedef {import("../../../protocol/text.js").ParagraphView} ParagraphView
 * @typedef {import("../../../protocol/text.js").TranslationView} TranslationView
 * @typedef {import("../../../text/wording.js").Run} Run
 */

/** Of the files that a translation can be taken as. */
const FORMS = Object.freeze(["docx", "html", "txt"]);

/**
 * A text side by side with a translation, paragraph by paragraph: English, which is authentic, and the other language.
 * @param {{translate: (command: Record<string, object>) => Promise<boolean>, choose: (language: string) => void, seen: () => number,
 *   href: (form: string, language: string) => string}} acts
 */
export function makeTextTranslation({ translate, choose, seen, href }) {
    /** @type {{language: string, told: Map<string, TranslationView["paragraphs"][number]>, runs: (id: string) => readonly Run[], mayWrite: boolean}|null} */
    let at = null;
    const wanted = textField({ t: "translation.language", hint: "translation.languageHint", testid: "translation-language", maxlength: 12 });
    const go = h("button", { type: "submit", class: "button", t: "translation.show", testid: "translation-show" });
    const known = h("div", { class: "row wrap", testid: "translation-languages" });
    const files = FORMS.map((form) => h("a", { class: "button button-small", download: true, testid: `translation-${form}` }, h("span", {}, form.toUpperCase())));
    const taking = h("div", { class: "row wrap" }, ...files);
    const asking = h("form", { class: "form", novalidate: true, on: { submit } }, known, wanted.element, h("div", { class: "row form-acts" }, go));
    const hint = h("p", { class: "form-hint", t: "translation.footnotes", testid: "translation-footnotes" });
    const rows = h("ol", { class: "text-sheet text-translation", testid: "text-translation" });
    const list = keyedList(rows, (/** @type {ParagraphView} */ { id }) => id, ({ id }) => {
        const number = h("span", { class: "text-number figures" });
        const own = h("div", { class: "text-line", lang: "en" });
        const other = h("div", { class: "text-line" });
        const badge = makeBadge({ testid: `translation-state-${id}` });
        const official = h("span", { class: "text-waiting" });
        const line = longField({ t: "translation.words", testid: `translation-words-${id}`, rows: 3 });
        const isOfficial = checkField({ t: "translation.official", testid: `translation-official-${id}` });
        const save = h("button", { type: "submit", class: "button button-small", t: "translation.save", testid: `translation-save-${id}` });
        const writing = h("form", { class: "form", novalidate: true, on: { submit: (event) => void write(event) } }, line.element, isOfficial.element, h("div", { class: "row" }, save));
        const row = h("li", { class: "text-row translation-row", "data-key": id }, number, own, h("div", { class: "translation-other" }, other, writing, h("span", { class: "text-side" }, badge.element, official)));
        let drawn = "";

        /** @param {Event} event */
        async function write(event) {
            event.preventDefault();
            if (!at) return;
            save.disabled = true;
            await translate({ translate: { paragraph: id, language: at.language, words: line.value.replace(/\s+/g, " ").trim(), isOfficial: isOfficial.value, seen: seen() } });
            save.disabled = false;
        }

        return {
            element: row,
            update(paragraph) {
                if (!at) return;
                const told = at.told.get(id);
                setText(number, footnoteNumber(paragraph.number));
                setText(own, printed(at.runs(id)));
                setText(other, told?.words ?? "");
                setAttribute(other, "lang", at.language);
                setAttribute(row, "data-kind", Object.keys(paragraph.kind)[0]);
                show(other, !at.mayWrite);
                show(writing, at.mayWrite);
                // What somebody is writing stays until another translation is there.
                const now = `${at.language} ${told?.act ?? 0}`;
                if (drawn !== now) {
                    drawn = now;
                    line.value = told?.words ?? "";
                    isOfficial.value = told?.isOfficial ?? false;
                    line.element.querySelector("textarea")?.setAttribute("lang", at.language);
                }
                badge.update(!told ? "none" : told.isOutOfDate ? "overdue" : "ready", t(!told ? "translation.missing" : told.isOutOfDate ? "translation.outOfDate" : "translation.current"));
                setText(official, told ? t(told.isOfficial ? "translation.official" : "translation.unofficial") : "");
            },
        };
    });

    /** @param {Event} event */
    function submit(event) {
        event.preventDefault();
        if (!/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/.test(wanted.value) || wanted.value === "en") return wanted.error(t("translation.noLanguage"));
        choose(wanted.value);
    }

    const element = h("div", { class: "stack-fields" }, h("p", { class: "lead", t: "translation.authentic" }), asking, taking, hint, rows);
    return {
        element,
        /** @param {readonly ParagraphView[]} paragraphs @param {readonly string[]} languages @param {TranslationView|null} view @param {string} language @param {(id: string) => readonly Run[]} runs @param {boolean} mayWrite */
        update(paragraphs, languages, view, language, runs, mayWrite) {
            const shown = view ?? { paragraphs: [] };
            at = { language, told: new Map(shown.paragraphs.map((each) => [each.paragraph, each])), runs, mayWrite };
            const offered = [...new Set([...languages, ...LANGUAGES.filter((each) => each !== "en"), language])].sort();
            if (known.dataset.shown !== `${offered} ${language}`) {
                known.dataset.shown = `${offered} ${language}`;
                known.replaceChildren(...offered.map((each) => h("button", { type: "button", class: "button button-small", lang: each, "aria-pressed": String(each === language), testid: `translation-to-${each}`, on: { click: () => choose(each) } }, each)));
            }
            show(taking, languages.includes(language));
            files.forEach((file, index) => setAttribute(file, "href", href(FORMS[index], language)));
            show(hint, mayWrite && paragraphs.some(({ anchor }) => anchor !== undefined));
            list(paragraphs);
        },
    };
}
