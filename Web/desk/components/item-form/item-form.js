import { h } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { checked, form, selectField, textField, textsField } from "../../dom/fields.js";
import { freeId, idFrom } from "../../state/ids.js";
import { CHECKS, delegationOf } from "../../state/lookup.js";

/**
 * Asking for something to be so before a meeting.
 * @typedef {import("../../../protocol/conference.js").ChecklistItem} Item
 * @param {{save: (item: Item) => Promise<string|null>, instant: (local: string) => string}} acts
 *   `instant`: the moment of a date and time by the host's clock
 */
export function makeItemForm({ save, instant }) {
    /** @type {import("../../../protocol/conference.js").ConferenceView|null} */
    let view = null;
    const all = () => ({ value: "", words: t("items.everybody") });
    const what = textsField({ t: "", keys: { en: "items.whatEn", vi: "items.whatVi" }, testid: "new-what" });
    const check = selectField({ t: "items.check", testid: "new-check", options: () => CHECKS.map((value) => ({ value, words: t(`check.${value}`) })) });
    const delegation = selectField({
        t: "items.delegation", testid: "new-delegation", on: { change: () => site.refresh() },
        options: () => [all(), ...(view?.delegations ?? []).map(({ seat }) => ({ value: seat.id, words: pick(seat.name) }))],
    });
    const site = selectField({
        t: "items.site", testid: "new-site",
        options: () => [{ value: "", words: t("items.noSite") }, ...((view && delegationOf(view, delegation.value)?.sites) ?? []).map(({ id, name }) => ({ value: id, words: pick(name) }))],
    });
    const meeting = selectField({ t: "items.meeting", testid: "new-meeting", options: () => [{ value: "", words: t("items.allMeetings") }, ...(view?.meetings ?? []).map(({ id, title }) => ({ value: id, words: pick(title) }))] });
    const owner = textField({ t: "items.owner", testid: "new-owner", maxlength: 200, optional: true });
    const due = textField({ t: "items.dueHost", testid: "new-due", type: "datetime-local" });
    const { element } = form(
        { testid: "item-form", send: "items.add", run }, what.element,
        h("div", { class: "form-row" }, check.element, owner.element, due.element),
        h("div", { class: "form-row" }, delegation.element, site.element, meeting.element),
    );
    check.value = "other";

    async function run() {
        if (!checked([[what, what.value.en === "", "form.needed"], [due, due.value === "", "form.needed"]])) return null;
        const taken = new Set(view?.checklist?.map(({ item }) => item.id));
        const known = view && delegationOf(view, delegation.value)?.sites?.some(({ id }) => id === site.value);
        const wrong = await save({
            id: freeId(idFrom([check.value, delegation.value, what.value.en].join(" ")), taken), check: /** @type {any} */ (check.value), what: what.value,
            owner: owner.value, due: instant(due.value), delegation: delegation.value || null, meeting: meeting.value || null, site: known ? site.value : null,
        });
        if (wrong === null) what.value = { en: "", vi: "" };
        return wrong;
    }

    return {
        element,
        /** @param {import("../../../protocol/conference.js").ConferenceView} now */
        update(now) {
            view = now;
            for (const field of [check, delegation, site, meeting]) field.refresh();
            if (due.value === "") due.value = `${now.conference.firstDay}T08:00`;
        },
    };
}
