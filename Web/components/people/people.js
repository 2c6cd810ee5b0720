import { h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { button, PressTwice } from "../../dom/press-twice.js";
import { actOn, personName } from "../../dom/names.js";
import { pick, t } from "../../i18n/catalogue.js";
import { waiting } from "../../state/selectors.js";

/**
 * Everybody who was invited, where they stand, and for those who may: admit, return to the lobby, remove.
 * @typedef {import("../../state/model.js").Model} Model
 * @typedef {import("../../protocol/messages.js").Participant} Participant
 * @param {import("../../dom/context.js").Context} context
 */
export function createPeople(context) {
    const list = h("ul", { class: "people", testid: "people" });
    const all = button({ t: "people.admitAll", testid: "admit-all", run: () => void context.command({ type: "admitAll" }) });
    const element = h("div", { class: "people-panel" }, all, list);
    /** @type {Model|null} */
    let model = null;
    const render = keyedList(list, (/** @type {Participant} */ each) => each.id, (person) => {
        const name = h("span", { class: "person-name" });
        const role = h("span", { class: "quiet" });
        const admit = button({ t: "people.admit", testid: `admit-${person.id}`, class: "button-primary button-small", run: () => send("admit") });
        const back = button({ t: "people.returnToLobby", testid: `return-${person.id}`, class: "button-small", run: () => send("returnToLobby") });
        const remove = new PressTwice({ testid: `remove-${person.id}`, class: "button-small button-stop", run: () => send("remove") });
        const row = h(
            "li", { class: "person" }, h("span", { class: "person-words" }, name, role),
            h("span", { class: "person-actions" }, admit, back, remove.element),
        );
        /** @param {string} type */
        function send(type) {
            void context.command({ type, participant: person.id });
        }
        return {
            element: row,
            update(each) {
                if (!model) return;
                const { view, can, pending } = model;
                const who = personName(view, each);
                setText(name, who);
                setAttribute(admit, "aria-label", actOn(t("people.admit"), who));
                setAttribute(back, "aria-label", actOn(t("people.returnToLobby"), who));
                const where = each.standing === "admitted" && !each.connected ? "away" : each.standing;
                const named = pick(each.name) !== "";
                setText(role, [named && t(`role.${each.role}`), t(`standing.${where}`)].filter(Boolean).join(" · "));
                setAttribute(row, "data-standing", each.standing);
                setAttribute(row, "data-pending", pending.has(`admit:${each.id}`) || pending.has(`remove:${each.id}`) || pending.has(`returnToLobby:${each.id}`));
                const dismissible = can.dismiss && each.id !== view.presiding && each.id !== model.you;
                show(admit, can.admit && each.standing === "lobby");
                show(back, dismissible && each.standing === "admitted");
                show(remove.element, dismissible && each.standing !== "removed");
                remove.update({ label: t("people.remove"), name: who, consequence: t("people.removeConsequence", { name: who }) });
            },
        };
    });
    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            const order = { lobby: 0, admitted: 1, invited: 2, removed: 3 };
            render([...next.view.participants].sort((a, b) => order[a.standing] - order[b.standing]));
            show(all, next.can.admit && waiting(next.view).length > 1);
        },
    };
}
