import { h, show } from "../../dom/elements.js";
import { button } from "../../dom/press-twice.js";
import { t } from "../../i18n/catalogue.js";
import { makeHandout } from "../components/handout/handout.js";
import { makeSubscription } from "../components/handout/subscription.js";
import { makePeopleTable } from "../components/people-table/people-table.js";
import { makePersonForm } from "../components/person-form/person-form.js";
import { personWords } from "../dom/words.js";
import { delegationOf } from "../state/lookup.js";

/**
 * The people of a delegation, or those who serve all meetings, with everything that is done with them.
 * @param {import("../context.js").Desk} desk @param {(() => string|null)|null} delegation null: those without one
 */
export function makePeople(desk, delegation) {
    const where = () => delegation?.() ?? null;
    const table = makePeopleTable({
        change: (person) => open(person),
        approve: (id) => void desk.attempt({ approve: { person: id } }),
        revoke: (id, reason) => desk.attempt({ revoke: { person: id, reason } }),
        handout: (person) => makeHandout({ t: "handout.signIn", testid: `link-${person.id}`, copied: () => desk.notify(t("handout.copied")), fetch: () => signInLink(desk, person.id) }),
        subscription: () => makeSubscription("people.calendar"),
    });
    const nobody = h("p", { class: "lead", t: "people.nobody", testid: "nobody" });
    const form = makePersonForm({
        leave: () => close(),
        async save(person, isNew) {
            const wrong = await desk.submit(isNew ? { register: { person } } : { changePerson: { person } });
            if (wrong !== null) return wrong;
            desk.notify(t(isNew ? "people.registered" : "people.changed", { name: personWords(person) }));
            close();
            return null;
        },
    });
    const add = button({ t: "people.add", testid: "add-person", run: () => open(null) });
    form.element.hidden = true;
    const element = h("div", { class: "stack" }, nobody, table.element, add, form.element);

    /** @param {import("../../protocol/conference.js").Person|null} person */
    function open(person) {
        show(form.element, true);
        show(add, false);
        form.open(person, where(), new Set(desk.store.view?.people.map((each) => each.person.id)));
    }

    function close() {
        show(add, true);
        add.focus();
        show(form.element, false);
    }

    return {
        element,
        update() {
            const { view } = desk.store;
            if (!view) return;
            const id = where();
            const people = view.people.filter(({ person }) => (person.delegation ?? null) === id);
            show(nobody, people.length === 0);
            table.update(people, { isSecretariat: view.you.isSecretariat, focalPoint: delegationOf(view, id)?.focalPoint ?? null });
            form.update();
        },
    };
}

/**
 * The link by which somebody signs in at the desk; null where it could not be had.
 * @param {import("../context.js").Desk} desk @param {string} person
 * @returns {Promise<string|null>}
 */
export async function signInLink(desk, person) {
    try {
        const { path } = await desk.api.get(`/api/conferences/${encodeURIComponent(desk.router.route.conference ?? "")}/people/${encodeURIComponent(person)}/token`);
        return location.origin + path;
    } catch (error) {
        desk.refuse(error);
        return null;
    }
}
