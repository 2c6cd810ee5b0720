import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { checked, form, textField, textsField } from "../../dom/fields.js";
import { daysAfter } from "../../state/clocks.js";
import { idFrom, isId } from "../../state/ids.js";

/** The ids of a conference's meetings begin with its own. */
const LONGEST_ID = 24;

/**
 * Calling a conference: what it is called, who hosts it and when, and what it begins with.
 * @param {{
 *   host: {element: HTMLElement, value: import("../../../protocol/conference.js").Party|null, error: (words: string|null) => void, focus: () => void},
 *   call: (template: string, facts: import("../../../protocol/conference.js").ConferenceFacts) => Promise<string|null>,
 *   leave: () => void, today: string,
 * }} parts `call` returns what is wrong with the id, or null; it throws what is wrong with the rest
 */
export function makeCallConference({ host, call, leave, today }) {
    let isChosen = false;
    const cards = h("div", { class: "templates", on: { change: () => (isChosen = true) } });
    const list = keyedList(cards, (/** @type {import("../../../protocol/conference.js").ConferenceTemplate} */ { id }) => id, ({ id }) => {
        const control = h("input", { type: "radio", name: "template", value: id, testid: `template-${id || "none"}` });
        const [title, summary, counts] = ["template-title", "template-summary", "template-counts"].map((name) => h("span", { class: name }));
        return {
            element: h("label", { class: "template" }, control, title, summary, counts),
            update(template, index) {
                if (index === 0 && !isChosen) control.checked = true;
                setText(title, id ? pick(template.title) : t("calling.plain"));
                setText(summary, id ? pick(template.summary) : t("calling.plainText"));
                setText(counts, id ? `${t("calling.meetings", { count: template.meetings })} · ${t("calling.delegations", { count: template.delegations })}` : "");
                show(counts, id !== "");
            },
        };
    });
    let ownId = false;
    const title = textsField({
        t: "", keys: { en: "calling.titleEn", vi: "calling.titleVi" }, testid: "calling-title",
        on: { input: () => { if (!ownId) id.value = idFrom(title.value.en, LONGEST_ID); } },
    });
    const id = textField({ t: "calling.id", hint: "calling.idHint", testid: "calling-id", maxlength: LONGEST_ID, on: { input: () => { ownId = id.value !== ""; } } });
    const theme = textsField({ t: "", keys: { en: "calling.themeEn", vi: "calling.themeVi" }, testid: "calling-theme", optional: true });
    const venue = textsField({ t: "", keys: { en: "calling.venueEn", vi: "calling.venueVi" }, testid: "calling-venue", optional: true });
    const first = textField({ t: "calling.firstDay", type: "date", testid: "calling-first", on: { change: () => { if (last.value < first.value) last.value = first.value; } } });
    const last = textField({ t: "calling.lastDay", type: "date", testid: "calling-last" });
    first.value = daysAfter(today, 90);
    last.value = daysAfter(today, 94);

    const { element } = form(
        { testid: "calling", send: "calling.send", run, leave },
        h("fieldset", { class: "templates-choice" }, h("legend", { class: "form-label", t: "calling.template" }), cards),
        title.element, id.element, h("div", { class: "form-row" }, first.element, last.element), host.element, theme.element, venue.element,
    );

    async function run() {
        const party = host.value;
        const isWell = checked([
            [title, title.value.en === "", "form.needed"],
            [id, !isId(id.value), "form.idNeeded"],
            [first, first.value === "", "form.needed"],
            [last, last.value === "" || last.value < first.value, "calling.lastBeforeFirst"],
            [host, party === null, "calling.hostUnknown"],
        ]);
        if (!isWell || !party) return null;
        const template = /** @type {HTMLInputElement|null} */ (cards.querySelector(":checked"))?.value ?? "";
        const place = venue.value;
        const wrong = await call(template, {
            id: id.value, title: filled(title.value), theme: filled(theme.value), host: party.id, timeZone: party.timeZone ?? "UTC",
            firstDay: first.value, lastDay: last.value, venue: Object.values(place).some(Boolean) ? filled(place) : null,
        });
        id.error(wrong);
        if (wrong !== null) id.focus();
        return null;
    }

    return {
        element,
        focus: () => title.focus(),
        /** @param {readonly import("../../../protocol/conference.js").ConferenceTemplate[]} templates */
        update(templates) {
            list([...templates, { id: "", title: { en: "" }, summary: { en: "" }, meetings: 0, delegations: 0 }]);
        },
    };
}

/**
 * Where one language is left empty the other stands in.
 * @param {Record<string, string>} texts
 */
const filled = (texts) => {
    const any = texts.en || Object.values(texts).find(Boolean) || "";
    return Object.fromEntries(Object.entries({ ...texts, en: texts.en || any }).map(([code, text]) => [code, text || any]));
};
