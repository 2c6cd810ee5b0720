import { h } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { checked, numberField, selectField, textField, textsField } from "../../dom/fields.js";

/** @typedef {import("../../../protocol/library.js").DocumentFacts} DocumentFacts */

/**
 * What a document is: symbol, title, and the meeting that takes it up.
 * @param {{testid: string, view: () => import("../../../protocol/conference.js").ConferenceView|null}} options
 */
export function makeDocumentFields({ testid, view }) {
    const symbol = textField({ t: "library.symbol", hint: "library.symbolHint", testid: `${testid}-symbol`, maxlength: 64, mono: true });
    const title = textsField({ t: "library.title", testid: `${testid}-title`, keys: { en: "library.titleEn", vi: "library.titleVi" } });
    const meeting = selectField({
        t: "library.meeting", testid: `${testid}-meeting`, optional: true,
        options: () => [{ value: "", words: t("library.noMeeting") }, ...(view()?.meetings ?? []).map(({ id, title }) => ({ value: id, words: pick(title) || id }))],
    });
    const item = numberField({ t: "library.item", testid: `${testid}-item`, min: 1, max: 1000, optional: true });
    return {
        elements: [h("div", { class: "form-row" }, symbol.element), title.element, h("div", { class: "form-row" }, meeting.element, item.element)],
        check: () => checked([[symbol, symbol.value === "", "library.symbolNeeded"], [title, title.value.en === "", "library.titleNeeded"]]),
        refresh: () => meeting.refresh(),
        /** @returns {DocumentFacts} */
        get value() {
            return {
                symbol: symbol.value, title: title.value, ...(meeting.value ? { meeting: meeting.value } : {}),
                ...(meeting.value && item.value !== null ? { agendaItem: item.value } : {}),
            };
        },
        /** @param {DocumentFacts} facts */
        set value(facts) {
            symbol.value = facts.symbol;
            title.value = facts.title;
            meeting.value = facts.meeting ?? "";
            item.value = facts.agendaItem ?? null;
        },
    };
}
