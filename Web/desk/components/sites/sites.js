import { h, setAttribute, show } from "../../../dom/elements.js";
import { button, PressTwice } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { checked, checkField, form, textField, textsField } from "../../dom/fields.js";
import { makeTable, textCell } from "../../dom/table.js";
import { freeId, idFrom } from "../../state/ids.js";

/**
 * The rooms from which a delegation takes part.
 * @typedef {import("../../../protocol/conference.js").Site} Site
 * @param {{save: (site: Site) => Promise<string|null>, remove: (id: string) => void}} acts
 */
export function makeSites({ save, remove }) {
    /** @type {readonly Site[]} */
    let sites = [];
    /** @type {Site|null} */
    let old = null;
    let zone = "UTC";
    const table = makeTable({
        t: "sites.caption", testid: "sites", keyOf: (/** @type {Site} */ { id }) => id,
        columns: [
            { t: "sites.name", isName: true, make: textCell(({ name }) => pick(name), "people-name") },
            { t: "sites.zone", make: textCell(({ timeZone }) => timeZone) },
            { t: "sites.language", make: textCell(({ language }) => language) },
            { t: "sites.equipment", make: textCell(({ equipment }) => equipment) },
            { t: "sites.where", make: textCell(({ inHall }) => t(inHall ? "people.inHall" : "people.remote")) },
            { t: "people.acts", class: "acts", make: actsCell },
        ],
    });
    const name = textsField({ t: "", keys: { en: "sites.nameEn", vi: "sites.nameVi" }, testid: "site-name", maxlength: 200 });
    const timeZone = textField({ t: "sites.zone", hint: "sites.zoneHint", testid: "site-zone", maxlength: 64 });
    const language = textField({ t: "sites.language", hint: "sites.languageHint", testid: "site-language", maxlength: 35 });
    const equipment = textField({ t: "sites.equipment", testid: "site-equipment", maxlength: 300, optional: true });
    const inHall = checkField({ t: "sites.inHall", testid: "site-hall" });
    const { element: entering } = form(
        { testid: "site-form", send: "sites.save", run, leave: () => open(undefined) },
        name.element, h("div", { class: "form-row" }, timeZone.element, language.element), equipment.element, inHall.element,
    );
    const add = button({ t: "sites.add", testid: "site-add", run: () => open(null) });
    const element = h("div", { class: "stack" }, table.element, add, entering);
    entering.hidden = true;

    /** @param {Site} first */
    function actsCell(first) {
        let now = first;
        const change = h("button", { type: "button", class: "button button-small", t: "people.change", on: { click: () => open(now) } });
        const away = new PressTwice({ testid: `remove-site-${first.id}`, class: "button-small", run: () => remove(first.id) });
        return {
            element: h("div", { class: "row wrap" }, change, away.element),
            update(/** @type {Site} */ site) {
                now = site;
                setAttribute(change, "aria-label", `${t("people.change")}: ${pick(site.name)}`);
                away.update({ label: t("sites.remove"), name: pick(site.name), consequence: t("sites.removeWords", { name: pick(site.name) }) });
            },
        };
    }

    /** @param {Site|null|undefined} site null: a new one; undefined: none */
    function open(site) {
        show(entering, site !== undefined);
        show(add, site === undefined);
        if (site === undefined) return add.focus();
        old = site;
        name.value = site?.name ?? { en: "", vi: "" };
        timeZone.value = site?.timeZone ?? zone;
        language.value = site?.language ?? "en";
        equipment.value = site?.equipment ?? "";
        inHall.value = site?.inHall ?? false;
        name.focus();
    }

    async function run() {
        if (!checked([[name, name.value.en === "", "form.needed"], [timeZone, timeZone.value === "", "form.needed"], [language, language.value === "", "form.needed"]])) return null;
        const id = old?.id ?? freeId(idFrom(name.value.en) || "site", new Set(sites.map((site) => site.id)));
        const wrong = await save({ id, name: name.value, timeZone: timeZone.value, language: language.value, equipment: equipment.value, inHall: inHall.value });
        if (wrong === null) open(undefined);
        return wrong;
    }

    return {
        element,
        /** @param {readonly Site[]} all @param {string} ownZone */
        update(all, ownZone) {
            sites = all;
            zone = ownZone;
            table.update(all);
        },
    };
}
