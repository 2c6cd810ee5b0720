import { h, setText } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { checked, checkField, choicesField, form, selectField, textField, textsField } from "../../dom/fields.js";
import { freeId, idFrom, isId, isMailAddress } from "../../state/ids.js";
import { LEVELS } from "../../state/lookup.js";
import { newPerson, RANKS, SEATED_ROLES, SERVING_ROLES } from "../../state/people.js";

/**
 * Registering somebody, or changing who they are.
 * @typedef {import("../../../protocol/conference.js").Person} Person
 * @param {{save: (person: Person, isNew: boolean) => Promise<string|null>, leave: () => void}} acts `save` returns what is wrong
 */
export function makePersonForm({ save, leave }) {
    let old = newPerson(null);
    let isNew = true;
    let ownId = false;
    /** @type {ReadonlySet<string>} */
    let taken = new Set();

    const heading = h("h3", { class: "person-heading" });
    const role = selectField({
        t: "person.role", testid: "person-role", on: { change: suggest },
        options: () => (old.delegation ? SEATED_ROLES : SERVING_ROLES).map((value) => ({ value, words: t(`role.${value}`) })),
    });
    const rank = selectField({
        t: "person.rank", hint: "person.rankHint", testid: "person-rank",
        options: () => [{ value: "", words: t("person.noRank") }, ...RANKS.map((value) => ({ value, words: t(`rank.${value}`) }))],
    });
    const name = textsField({ t: "", keys: { en: "person.nameEn", vi: "person.nameVi" }, testid: "person-name", optional: true, maxlength: 200, on: { input: suggest } });
    const title = textsField({ t: "", keys: { en: "person.titleEn", vi: "person.titleVi" }, testid: "person-title", optional: true, maxlength: 200 });
    const levels = choicesField({ t: "person.levels", testid: "person-levels", values: LEVELS, words: (value) => t(`level.${value}`) });
    const inHall = checkField({ t: "person.inHall", testid: "person-hall" });
    const email = textField({ t: "person.email", hint: "person.emailHint", testid: "person-email", type: "email", maxlength: 254, optional: true });
    const id = textField({ t: "person.id", hint: "person.idHint", testid: "person-id", maxlength: 40, on: { input: () => { ownId = id.value !== ""; } } });
    const { element, setSend } = form(
        { testid: "person-form", send: "person.register", run, leave },
        heading, name.element, h("div", { class: "form-row" }, role.element, rank.element), title.element, levels.element, inHall.element, email.element, id.element,
    );

    function suggest() {
        if (!isNew || ownId) return;
        const words = idFrom(name.value.en || name.value.vi) || role.value;
        id.value = freeId(idFrom([old.delegation?.toLowerCase(), words].filter(Boolean).join(" ")), taken);
        id.error(null);
    }

    async function run() {
        const isWell = checked([
            [id, isNew && (!isId(id.value) || taken.has(id.value)), taken.has(id.value) ? "person.idTaken" : "form.idNeeded"],
            [email, email.value !== "" && !isMailAddress(email.value), "person.emailWrong"],
            [levels, old.delegation !== null && levels.value.length === 0, "person.levelNeeded"],
        ]);
        if (!isWell) return null;
        return save({
            ...old, id: isNew ? id.value : old.id, role: /** @type {any} */ (role.value), rank: /** @type {any} */ (rank.value || null),
            name: name.value, title: title.value, levels: /** @type {any} */ (levels.value), inHall: inHall.value, email: email.value || undefined,
        }, isNew);
    }

    return {
        element,
        /**
         * @param {Person|null} person null: somebody new @param {string|null} delegation @param {ReadonlySet<string>} ids that are taken
         */
        open(person, delegation, ids) {
            old = person ?? newPerson(delegation);
            isNew = person === null;
            taken = ids;
            ownId = false;
            role.value = old.role;
            rank.value = old.rank ?? "";
            name.value = old.name;
            title.value = old.title;
            levels.value = old.levels;
            inHall.value = old.inHall;
            email.value = old.email ?? "";
            id.value = old.id;
            id.element.hidden = !isNew;
            for (const field of [id, levels, email]) field.error(null);
            suggest();
            this.update();
            name.focus();
        },
        update() {
            setText(heading, isNew ? t("person.new") : t("person.change", { id: old.id }));
            setSend(isNew ? "person.register" : "person.save");
            role.refresh();
            rank.refresh();
            levels.refresh();
        },
    };
}
