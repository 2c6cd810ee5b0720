import { h, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { numberField, selectField, textField, textsField } from "../../dom/fields.js";

const TYPES = Object.freeze(["declaration", "jointCommunique", "jointStatement", "chairStatement", "planOfAction", "conceptPaper", "termsOfReference", "guidelines", "agreement", "pressStatement"]);
const NUMBERINGS = Object.freeze(["plain", "resolution", "none"]);
const SECRETARIAT = "secretariat";

/**
 * Begins a text: what it will be, who presides and who holds the pen. All delegations negotiate it.
 * @param {{begin: (text: Record<string, unknown>) => Promise<string|null>, seats: () => {value: string, words: string}[],
 *   meetings: () => {id: string, title: import("../../../protocol/messages.js").Texts, format?: string|null}[]}} acts
 */
export function makeBeginText({ begin, seats, meetings }) {
    const title = textsField({ t: "beginText.title", testid: "begin-title", keys: { en: "beginText.titleEn", vi: "beginText.titleVi" }, maxlength: 200 });
    const id = textField({ t: "beginText.id", hint: "beginText.idHint", testid: "begin-id", maxlength: 40 });
    const type = selectField({ t: "beginText.type", testid: "begin-type", options: () => TYPES.map((value) => ({ value, words: t(`textType.${value}`) })) });
    const numbering = selectField({ t: "beginText.numbering", testid: "begin-numbering", options: () => NUMBERINGS.map((value) => ({ value, words: t(`beginText.numbering.${value}`) })) });
    const chair = selectField({ t: "beginText.chair", testid: "begin-chair", options: seats });
    const pen = selectField({ t: "beginText.pen", testid: "begin-pen", options: () => [{ value: SECRETARIAT, words: t("beginText.secretariat") }, ...seats()] });
    const meeting = selectField({ t: "beginText.meeting", testid: "begin-meeting", options: () => [{ value: "", words: t("beginText.noMeeting") }, ...meetings().map(({ id: value, title: words }) => ({ value, words: pick(words) || value }))] });
    const item = numberField({ t: "library.item", testid: "begin-item", min: 1, max: 1000, optional: true });
    const silence = numberField({ t: "beginText.silence", hint: "beginText.silenceHint", testid: "begin-silence", min: 0, max: 2160, step: 0.001 });
    silence.value = 72;
    meeting.value = "";
    type.value = TYPES[0];
    numbering.value = NUMBERINGS[0];
    pen.value = SECRETARIAT;
    const send = h("button", { type: "submit", class: "button button-primary", t: "beginText.begin", testid: "begin-send" });
    const problem = h("p", { class: "form-problem", role: "alert", testid: "begin-problem" });
    problem.hidden = true;
    const element = h("form", { class: "form", novalidate: true, on: { submit: (event) => void act(event) } },
        title.element, h("div", { class: "form-row" }, id.element, type.element, numbering.element, chair.element, pen.element, meeting.element, item.element, silence.element), problem, h("div", { class: "row form-acts" }, send));

    /** @param {Event} event */
    async function act(event) {
        event.preventDefault();
        send.disabled = true;
        const format = meetings().find(({ id: each }) => each === meeting.value)?.format;
        const wrong = await begin({
            id: id.value, type: type.value, title: title.value, numbering: numbering.value, chair: chair.value,
            pen: pen.value === SECRETARIAT ? { secretariat: {} } : { delegation: { seat: pen.value } },
            ...(meeting.value ? { meeting: meeting.value } : {}), ...(meeting.value && item.value !== null ? { agendaItem: item.value } : {}), ...(format ? { body: format } : {}),
            rules: { silenceSeconds: Math.round((silence.value ?? 72) * 3600), silencePassesUnconfirmed: false, silenceGraceSeconds: 3600, decidesWithBrackets: false },
            delegations: seats().map(({ value }) => value),
        });
        send.disabled = false;
        problem.textContent = wrong ?? "";
        show(problem, wrong !== null);
    }

    return {
        element,
        /** @param {string} host presides unless somebody says otherwise */
        update(host) {
            for (const field of [type, numbering, chair, pen, meeting]) field.refresh();
            if (chair.value === "") chair.value = host;
        },
    };
}
