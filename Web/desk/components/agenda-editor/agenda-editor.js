import { h, setText } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { numberField, selectField, textField, textsField } from "../../dom/fields.js";
import { makeRows } from "../../dom/rows.js";
import { delegationOf } from "../../state/lookup.js";
import { OUTCOMES } from "../../state/meeting-draft.js";

/**
 * An annotated agenda: each item with its lead, its speakers, its documents, what is expected, and its time.
 * @typedef {import("../../../protocol/conference.js").AnnotatedItem} Item
 * @typedef {{element: HTMLElement, update: (speakers: readonly string[], seats: readonly {value: string, words: string}[]) => void}} Inscribed
 * @param {{change: (agenda: Item[]) => void, inscribed: (options: {testid: string, change: (speakers: string[]) => void}) => Inscribed}} parts
 */
export function makeAgendaEditor({ change, inscribed }) {
    /** @type {readonly Item[]} */
    let all = [];
    /** @type {{value: string, words: string}[]} */
    let seats = [];
    /** @param {number} index @param {Partial<Item>} part */
    const edit = (index, part) => change(all.map((item, other) => (other === index ? { ...item, ...part } : item)));
    const rows = makeRows({ testid: "agenda-rows", change, make: itemRow, words: (item) => pick(item.title) });
    const add = button({ t: "agenda.add", testid: "agenda-add", run: () => {
        change([...all, { title: { en: "", vi: "" }, lead: null, documents: [], action: null, minutes: 10, speakingLimitSeconds: null, speakers: [] }]);
        /** @type {HTMLElement|null} */ (rows.element.lastElementChild?.querySelector("input"))?.focus();
    } });
    const total = h("p", { class: "quiet figures", testid: "agenda-total" });

    /** @param {number} index */
    function itemRow(index) {
        const on = (/** @type {() => Partial<Item>} */ read) => ({ input: () => edit(index, read()) });
        const number = h("span", { class: "rows-number figures" });
        const title = textsField({ t: "", keys: { en: "agenda.titleEn", vi: "agenda.titleVi" }, testid: `item-${index}-title`, on: on(() => ({ title: title.value })) });
        const lead = selectField({ t: "agenda.lead", testid: `item-${index}-lead`, options: () => [{ value: "", words: t("agenda.nobody") }, ...seats], on: { change: () => edit(index, { lead: lead.value || null }) } });
        const action = selectField({
            t: "agenda.action", testid: `item-${index}-action`, on: { change: () => edit(index, { action: action.value || null }) },
            options: () => [{ value: "", words: t("agenda.noAction") }, ...OUTCOMES.map((value) => ({ value, words: t(`outcome.${value}`) }))],
        });
        const documents = textField({ t: "agenda.documents", testid: `item-${index}-documents`, on: { change: () => edit(index, { documents: documents.value.split(",").map((each) => each.trim()).filter(Boolean) }) } });
        const minutes = numberField({ t: "agenda.minutes", testid: `item-${index}-minutes`, min: 1, max: 1440, on: on(() => ({ minutes: minutes.value })) });
        const limit = numberField({ t: "agenda.limit", testid: `item-${index}-limit`, min: 10, max: 3600, step: 10, on: on(() => ({ speakingLimitSeconds: limit.value })) });
        const speakers = inscribed({ testid: `item-${index}-speakers`, change: (list) => edit(index, { speakers: list }) });
        return {
            element: h("div", { class: "agenda-item grow" }, number, h("div", { class: "stack-fields grow" }, title.element,
                h("div", { class: "form-row" }, lead.element, action.element, documents.element), h("div", { class: "form-row agenda-times" }, minutes.element, limit.element), speakers.element)),
            update(/** @type {Item} */ item) {
                setText(number, `${index + 1}.`);
                title.value = item.title;
                lead.value = item.lead ?? "";
                action.value = item.action ?? "";
                documents.value = item.documents.join(", ");
                minutes.value = item.minutes ?? null;
                limit.value = item.speakingLimitSeconds ?? null;
                speakers.update(item.speakers ?? [], seats);
            },
        };
    }

    return {
        element: h("div", { class: "stack" }, rows.element, total, add),
        /** @param {import("../../../protocol/conference.js").PlannedMeeting} meeting @param {import("../../../protocol/conference.js").ConferenceView} view */
        update({ agenda, table, offstage, length }, view) {
            all = agenda;
            seats = [...table, ...offstage].map((seat) => ({ value: seat, words: pick(delegationOf(view, seat)?.seat.name) || seat }));
            rows.update(agenda);
            const minutes = agenda.reduce((sum, item) => sum + (item.minutes ?? 0), 0);
            setText(total, agenda.length === 0 ? t("agenda.none") : t("agenda.total", { minutes, length }));
        },
    };
}
