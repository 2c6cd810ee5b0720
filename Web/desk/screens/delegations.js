import { h, show } from "../../dom/elements.js";
import { PressTwice } from "../../dom/press-twice.js";
import { pick, t } from "../../i18n/catalogue.js";
import { makeDelegationsTable } from "../components/delegations-table/delegations-table.js";
import { makePartyField } from "../components/party-field/party-field.js";
import { makeSeatForm } from "../components/seat-form/seat-form.js";
import { selectField, textField } from "../dom/fields.js";
import { fold, makeEmpty, pageHead, section } from "../dom/page.js";
import { delegationRows, filtered, ONLY } from "../state/delegation-rows.js";
import { makeDelegation } from "./delegation.js";
import { makeExchange } from "./exchange.js";
import { makePeople } from "./people.js";

/**
 * All delegations, or the page of one.
 * @type {import("../context.js").Make}
 */
export function make(desk) {
    const all = makeAll(desk);
    const one = makeDelegation(desk);
    const element = h("div", {});
    return {
        element,
        title: () => (desk.router.route.thing ? one.title() : ""),
        update() {
            const now = desk.router.route.thing ? one : all;
            if (element.firstElementChild !== now.element) element.replaceChildren(now.element);
            now.update();
        },
    };
}

/** @param {import("../context.js").Desk} desk */
function makeAll(desk) {
    const q = textField({ t: "filter.find", testid: "find", type: "search", on: { input: () => desk.router.filter({ q: q.value }) } });
    const only = selectField({
        t: "filter.only", testid: "only", on: { change: () => desk.router.filter({ only: only.value }) },
        options: () => [{ value: "", words: t("filter.all") }, ...ONLY.map((value) => ({ value, words: t(`only.${value}`) }))],
    });
    const approveAll = new PressTwice({ testid: "approve-all", run: () => void approveEverybody() });
    const table = makeDelegationsTable({
        href: (id) => desk.router.href("delegations", id),
        zoneWords: (zone) => `${zone.split("/").pop()?.replaceAll("_", " ")} ${desk.clocks().besides(desk.now(), zone, desk.store.view?.conference.timeZone ?? zone)}`,
    });
    const none = h("p", { class: "lead", t: "filter.nothing", testid: "nothing-found" });
    const party = makePartyField({ t: "delegations.party", hint: "delegations.partyHint", testid: "invite-party", choose: (found) => {
        if (found) inviting.update({ id: found.id, name: found.name, title: found.title ?? { en: "", vi: "" }, flag: found.flag, capital: found.capital, timeZone: found.timeZone ?? "", place: "table" });
    } });
    const inviting = makeSeatForm({
        testid: "invite", send: "delegations.invite", first: party,
        async save(seat) {
            const wrong = await desk.submit({ inviteDelegation: { seat } });
            if (wrong !== null) return wrong;
            party.clear();
            desk.notify(t("delegations.invited", { name: pick(seat.name) }));
            return null;
        },
    });
    const invite = fold({ t: "delegations.inviteHeading", testid: "invite-part" }, inviting.element);
    const exchange = makeExchange(desk, ["people", "delegations", "free-hours"]);
    const sheets = fold({ t: "sheet.heading", testid: "sheets" }, exchange.element);
    const empty = makeEmpty({ t: "delegations.none", text: "delegations.noneText", testid: "no-delegations" });
    const serving = makePeople(desk, null);
    const filters = h("div", { class: "filters" }, q.element, only.element);
    const part = section({ t: "people.serving", testid: "serving" }, h("p", { class: "lead", t: "people.servingText" }), serving.element);
    const element = h(
        "div", { class: "delegations" }, pageHead("section.delegations", h("span", { class: "grow" }), approveAll.element).element,
        filters, empty.element, table.element, none, h("div", { class: "part" }, invite.element, sheets.element), part,
    );

    async function approveEverybody() {
        const waiting = desk.store.view?.people.filter(({ accreditation }) => accreditation === "registered") ?? [];
        if (await desk.attempt({ approveAll: { people: waiting.map(({ person }) => person.id) } })) {
            desk.notify(t("delegations.approved", { count: waiting.length }));
        }
    }

    /** @type {ReturnType<import("../context.js").Desk["facts"]>|null} */
    let partiesOf = null;

    return {
        element,
        update() {
            const { view } = desk.store;
            if (!view) return;
            const { query } = desk.router.route;
            const waiting = view.people.filter(({ accreditation }) => accreditation === "registered").length;
            approveAll.update({ label: t("delegations.approveAll"), consequence: t("delegations.approveAllWords", { count: waiting }), disabled: waiting === 0 });
            q.value = query.q ?? "";
            only.value = query.only ?? "";
            const rows = delegationRows(view);
            const found = filtered(rows, query);
            table.update(found);
            empty.show(rows.length === 0);
            show(filters, rows.length > 0);
            show(none, rows.length > 0 && found.length === 0);
            exchange.update();
            serving.update();
            const asked = desk.facts(view.conference.firstDay);
            if (asked === partiesOf) return;
            partiesOf = asked;
            asked.then(({ parties }) => party.update(parties), () => {});
        },
    };
}
