import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { checked, form, longField, selectField, textField } from "../../dom/fields.js";
import { fold } from "../../dom/page.js";
import { bothTimes } from "../../dom/text-times.js";

/**
 * @typedef {import("../../../protocol/text.js").TextView} TextView
 * @typedef {import("../../../protocol/text.js").StatementView} StatementView
 * @typedef {import("../../../protocol/text.js").CorrigendumView} CorrigendumView
 * @typedef {import("../../../protocol/text.js").You} You
 */

const KINDS = Object.freeze(["reservation", "explanation", "dissociation", "national"]);

/**
 * What delegations put on record beside a text, and the corrigenda of a decided one.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>, submit: (command: Record<string, object>) => Promise<string|null>,
 *   name: (seat: string) => string, number: (paragraph: string) => string, paragraphs: () => {value: string, words: string}[]}} acts
 */
export function makeTextStatements({ command, submit, name, number, paragraphs }) {
    let own = "";
    const list = h("ul", { class: "text-held", testid: "statements" });
    const none = h("p", { class: "lead", t: "statement.none" });
    const rows = keyedList(list, (/** @type {StatementView} */ { id }) => id, ({ id }) => {
        const head = h("h3", { class: "held-who" });
        const words = h("p", { class: "statement-words" });
        const back = button({ t: "statement.withdraw", testid: `statement-withdraw-${id}`, class: "button-small", run: () => void command({ withdrawStatement: { statement: id } }) });
        return {
            element: h("li", { "data-testid": `statement-${id}` }, head, words, back),
            update({ kind, delegation, paragraph, words: said, isWithdrawn }) {
                setText(head, [name(delegation), t(`statement.${kind}`), paragraph && number(paragraph), isWithdrawn && t("statement.withdrawn")].filter(Boolean).join(" · "));
                setText(words, said);
                show(back, delegation === own && !isWithdrawn);
            },
        };
    });
    const kind = selectField({ t: "statement.kind", testid: "statement-kind", options: () => KINDS.map((value) => ({ value, words: t(`statement.${value}`) })) });
    kind.value = KINDS[0];
    const about = selectField({ t: "statement.about", testid: "statement-about", options: () => [{ value: "", words: t("statement.whole") }, ...paragraphs()] });
    about.value = "";
    const words = longField({ t: "statement.words", testid: "statement-words", rows: 5 });
    const attaching = form({
        testid: "attach", send: "statement.attach",
        async run() {
            if (!checked([[words, words.value.trim() === "", "statement.needed"]])) return "";
            const wrong = await submit({ attach: { kind: kind.value, words: words.value.trim(), ...(about.value ? { paragraph: about.value } : {}) } });
            if (wrong === null) words.value = "";
            return wrong;
        },
    }, kind.element, about.element, words.element);
    const attach = fold({ t: "statement.heading", testid: "attach-fold" }, h("p", { class: "form-hint", t: "statement.hint" }), attaching.element);

    const corrigenda = h("ul", { class: "text-held", testid: "corrigenda" });
    const corrections = keyedList(corrigenda, (/** @type {CorrigendumView} */ { id }) => id, () => {
        const head = h("h3", { class: "held-who" });
        const said = h("p");
        return {
            element: h("li", {}, head, said),
            update({ paragraph, words: was, replacement, reason, at }) {
                setText(head, [number(paragraph), bothTimes(at)].join(" · "));
                setText(said, t("corrigendum.says", { was, replacement, reason }));
            },
        };
    });
    const where = selectField({ t: "corrigendum.paragraph", testid: "corrigendum-paragraph", options: () => paragraphs() });
    const was = textField({ t: "corrigendum.was", testid: "corrigendum-was", maxlength: 2000 });
    const instead = textField({ t: "corrigendum.replacement", testid: "corrigendum-replacement", maxlength: 2000 });
    const why = textField({ t: "reason.label", testid: "corrigendum-reason", maxlength: 300 });
    const correcting = form({
        testid: "correct", send: "corrigendum.send",
        async run() {
            if (!checked([[where, where.value === "", "corrigendum.needed"], [was, was.value === "", "corrigendum.needed"], [why, why.value === "", "reason.needed"]])) return "";
            return submit({ correct: { paragraph: where.value, words: was.value, replacement: instead.value, reason: why.value } });
        },
    }, where.element, was.element, instead.element, why.element);
    const correct = fold({ t: "corrigendum.heading", testid: "correct-fold" }, h("p", { class: "form-hint", t: "corrigendum.hint" }), correcting.element);
    const mistakes = h("section", { class: "part" }, h("h2", { class: "part-title", t: "corrigendum.all" }), corrigenda, correct.element);

    return {
        element: h("div", {}, h("section", { class: "part" }, h("h2", { class: "part-title", t: "statement.all" }), none, list, attach.element), mistakes),
        /** @param {TextView} view @param {You} you */
        update({ course, statements, corrigenda: mistaken }, you) {
            own = you.delegation ?? "";
            rows(statements);
            show(none, statements.length === 0);
            show(attach.element, own !== "");
            for (const field of [kind, about, where]) field.refresh();
            corrections(mistaken);
            const isDecided = course.standing === "decided";
            show(mistakes, isDecided);
            show(correct.element, you.presides || you.isSecretariat);
        },
    };
}
