import { h, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { makeBadge } from "../../dom/badge.js";
import { makeTable, textCell } from "../../dom/table.js";
import { makeWithReason } from "../../dom/with-reason.js";
import { levelWords, personWords } from "../../dom/words.js";

const STATE = /** @type {const} */ ({ approved: "ready", registered: "open", revoked: "failed" });

/**
 * The people of a delegation, or those who serve all meetings.
 *
 * @typedef {import("../../../protocol/conference.js").Registration} Registration
 * @typedef {import("../../../protocol/conference.js").Person} Person
 * @param {{
 *   change: (person: Person) => void, approve: (id: string) => void, revoke: (id: string, reason: string) => Promise<boolean>,
 *   handout: (person: Person) => {element: HTMLElement, update: (name: string) => void},
 *   subscription: () => {element: HTMLElement, update: (path: string|undefined, name: string) => void},
 * }} acts
 */
export function makePeopleTable({ change, approve, revoke, handout, subscription }) {
    let isSecretariat = false;
    /** @type {string|null} */
    let focalPoint = null;
    const table = makeTable({
        t: "people.caption", testid: "people", keyOf: (/** @type {Registration} */ { person }) => person.id,
        columns: [
            { t: "people.person", isName: true, make: nameCell },
            { t: "people.function", make: textCell(({ person }) => [t(`role.${person.role}`), person.rank && t(`rank.${person.rank}`), pick(person.title)].filter(Boolean).join(" · ")) },
            { t: "people.levels", make: textCell(({ person }) => (person.levels.length === 0 ? t("people.noLevels") : levelWords(person.levels))) },
            { t: "people.where", make: textCell(({ person }) => t(person.inHall ? "people.inHall" : "people.remote")) },
            { t: "people.accreditation", make: accreditationCell },
            { t: "people.acts", class: "acts people-acts", make: actsCell },
        ],
    });

    function nameCell() {
        const name = h("span", { class: "people-name" });
        const id = h("span", { class: "quiet" });
        const focal = h("span", { class: "badge", t: "people.focalPoint" });
        return {
            element: h("span", { class: "people-who" }, name, id, focal),
            update(/** @type {Registration} */ { person }) {
                setText(name, personWords(person));
                setText(id, person.id);
                show(focal, person.id === focalPoint);
            },
        };
    }

    /** @param {Registration} first */
    function accreditationCell(first) {
        const badge = makeBadge({ testid: `accreditation-${first.person.id}` });
        return {
            element: badge.element,
            update: (/** @type {Registration} */ { accreditation }) => badge.update(STATE[accreditation], t(`accreditation.${accreditation}`)),
        };
    }

    /** @param {Registration} first */
    function actsCell({ person: { id } }) {
        let now = /** @type {Person|null} */ (null);
        const edit = h("button", { type: "button", class: "button button-small", t: "people.change", testid: `change-${id}`, on: { click: () => now && change(now) } });
        const approval = h("button", { type: "button", class: "button button-small button-primary", t: "people.approve", testid: `approve-${id}`, on: { click: () => approve(id) } });
        const revoking = makeWithReason({ t: "people.revoke", testid: `revoke-${id}`, class: "button-small", run: (reason) => revoke(id, reason) });
        const link = handout(/** @type {Person} */ ({ id }));
        const calendar = subscription();
        return {
            element: h("div", { class: "row wrap" }, approval, edit, link.element, calendar.element, revoking.element),
            update(/** @type {Registration} */ { person, accreditation, calendar: path }) {
                now = person;
                const name = personWords(person);
                setAttribute(edit, "aria-label", `${t("people.change")}: ${name}`);
                setAttribute(approval, "aria-label", `${t("people.approve")}: ${name}`);
                show(approval, isSecretariat && accreditation !== "approved");
                show(revoking.element, isSecretariat && accreditation !== "revoked");
                show(link.element, isSecretariat && accreditation !== "revoked");
                revoking.update({ name, consequence: t("people.revokeWords", { name }) });
                link.update(name);
                calendar.update(path, name);
            },
        };
    }

    return {
        element: table.element,
        /** @param {readonly Registration[]} people @param {{isSecretariat: boolean, focalPoint: string|null}} who */
        update(people, who) {
            ({ isSecretariat, focalPoint } = who);
            table.update(people);
        },
    };
}
