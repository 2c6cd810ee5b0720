import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { ownZone } from "../../../i18n/times.js";
import { checked, form, selectField, textField } from "../../dom/fields.js";
import { instantIn, placeholderWords } from "../../dom/text-times.js";

/**
 * @typedef {import("../../../protocol/text.js").PlaceholderView} PlaceholderView
 */

/**
 * Text to come: what stands in a paragraph, and a new one where the caret is.
 * @param {{put: (placeholder: {subject: string, owner?: string, due?: string}) => Promise<string|null>, take: (placeholder: string) => void,
 *   seats: () => {value: string, words: string}[], name: (seat: string) => string, now: () => number}} acts
 */
export function makeTextPlaceholders({ put, take, seats, name, now }) {
    let mayWrite = false;
    const rows = h("ul", { class: "text-brackets", testid: "text-placeholders" });
    const list = keyedList(rows, (/** @type {PlaceholderView} */ { id }) => id, ({ id }) => {
        const words = h("p", { class: "bracket-words" });
        const out = button({ t: "placeholder.take", testid: `placeholder-take-${id}`, class: "button-small", run: () => take(id) });
        return {
            element: h("li", { class: "proposal", "data-key": id }, words, h("div", { class: "row wrap" }, out)),
            update(placeholder) {
                setText(words, placeholderWords(placeholder, name, now()));
                show(out, mayWrite);
            },
        };
    });
    const subject = textField({ t: "placeholder.subject", hint: "placeholder.subjectHint", testid: "placeholder-subject", maxlength: 200 });
    const owner = selectField({ t: "placeholder.owner", testid: "placeholder-owner", options: () => [{ value: "", words: t("placeholder.nobody") }, ...seats()] });
    const due = textField({ t: "placeholder.due", testid: "placeholder-due", type: "datetime-local", optional: true });
    const zone = h("p", { class: "form-hint" });
    const where = h("p", { class: "form-hint", testid: "placeholder-where" });
    const writing = form({
        testid: "placeholder", send: "placeholder.put",
        async run() {
            const at = instantIn(due.value);
            if (!checked([[subject, subject.value === "", "placeholder.subjectNeeded"], [due, due.value !== "" && at === null, "text.timeWrong"]])) return "";
            const wrong = await put({ subject: subject.value, ...(owner.value ? { owner: owner.value } : {}), ...(at ? { due: at } : {}) });
            if (wrong === null) {
                subject.value = "";
                due.value = "";
            }
            return wrong;
        },
    }, subject.element, owner.element, due.element, zone, where);
    return {
        element: h("div", { class: "stack-fields" }, rows, writing.element),
        /** @param {readonly PlaceholderView[]} placeholders @param {boolean} isOpen whether one may write @param {string} before the words before the caret; empty: the end */
        update(placeholders, isOpen, before) {
            mayWrite = isOpen;
            list(placeholders);
            show(rows, placeholders.length > 0);
            show(writing.element, isOpen);
            owner.refresh();
            setText(zone, t("text.zone", { zone: ownZone() }));
            setText(where, before ? t("placeholder.behind", { words: before }) : t("placeholder.atEnd"));
        },
    };
}
