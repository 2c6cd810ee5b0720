import { h, setAttribute, setText, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { makeCheckItems } from "../components/check-items/check-items.js";
import { makeFreeHours } from "../components/free-hours/free-hours.js";
import { makeHandout } from "../components/handout/handout.js";
import { makeSubscription } from "../components/handout/subscription.js";
import { makeOwnMeetings } from "../components/own-meetings/own-meetings.js";
import { makeSeatForm } from "../components/seat-form/seat-form.js";
import { makeSites } from "../components/sites/sites.js";
import { selectField } from "../dom/fields.js";
import { fold, pageHead, section } from "../dom/page.js";
import { personWords } from "../dom/words.js";
import { itemsFor } from "../state/board.js";
import { delegationOf, LEVELS, peopleOf, publishedFor } from "../state/lookup.js";
import { possibleFocalPoints } from "../state/people.js";
import { makeExchange } from "./exchange.js";
import { makePeople, signInLink } from "./people.js";
import { roomLinks } from "./room-links.js";

/**
 * The page of one delegation: its people, rooms and free hours. Its focal point sees no other.
 * @param {import("../context.js").Desk} desk
 */
export function makeDelegation(desk) {
    const id = () => desk.router.route.thing ?? "";
    const back = h("a", { class: "back", t: "delegation.back", testid: "back" });
    const flag = h("img", { class: "flag", alt: "" });
    const head = pageHead(null, flag);
    const clock = h("p", { class: "lead figures", testid: "delegation-clock" });
    const focalPoint = selectField({
        t: "delegations.focalPoint", hint: "delegation.focalHint", testid: "focal-point", on: { change: () => void nameFocalPoint() },
        options: () => {
            const { view } = desk.store;
            const people = view ? possibleFocalPoints(peopleOf(view, id())) : [];
            return [{ value: "", words: t("delegations.nobody") }, ...people.map((person) => ({ value: person.id, words: personWords(person) }))];
        },
    });
    const link = makeHandout({
        t: "handout.signIn", testid: "focal-link", copied: () => desk.notify(t("handout.copied")),
        fetch: async () => {
            const person = delegationOf(/** @type {any} */ (desk.store.view), id())?.focalPoint;
            return person ? signInLink(desk, person) : null;
        },
    });
    const calendar = makeSubscription();
    const focalPart = h("div", { class: "filters", testid: "focal-part" }, focalPoint.element);
    const people = makePeople(desk, id);
    const sites = makeSites({
        save: (site) => desk.submit({ setSite: { delegation: id(), site } }),
        remove: (site) => void desk.attempt({ removeSite: { delegation: id(), site } }),
    });
    const hours = makeFreeHours({
        save: (level, all) => desk.attempt({ setFreeHours: { delegation: id(), level, ...(all ? { hours: all } : {}) } }),
        choose: (level) => desk.router.filter({ level }),
    });
    const seat = makeSeatForm({ testid: "seat", send: "person.save", save: async (changed) => {
        const wrong = await desk.submit({ changeDelegation: { seat: changed } });
        if (wrong === null) desk.notify(t("delegation.saved"));
        return wrong;
    } });
    const seatPart = fold({ t: "delegation.names", testid: "seat-part" }, seat.element);
    const exchange = makeExchange(desk, ["people", "free-hours"]);
    const sheets = fold({ t: "sheet.heading", testid: "sheets" }, exchange.element);
    const items = makeCheckItems({
        when: (time) => desk.clocks().dayAndTime(time, desk.store.view?.conference.timeZone ?? "UTC"),
        evidence: (item, passed, note) => desk.attempt({ giveEvidence: { item, passed, note } }),
        remove: (item) => void desk.attempt({ removeChecklistItem: { item } }),
    });
    const meetings = makeOwnMeetings({ links: (meeting) => roomLinks(desk, () => meeting, `room-links-${meeting}`) });
    const notPublished = h("p", { class: "lead", t: "ownMeetings.none", testid: "own-meetings-none" });
    const nothingAsked = h("p", { class: "lead", t: "delegation.nothingAsked" });
    const gone = h("p", { class: "lead", t: "delegation.gone", testid: "delegation-gone" });
    const body = h(
        "div", {}, clock, focalPart, h("div", { class: "row wrap" }, link.element, calendar.element),
        section({ t: "delegation.people", testid: "people-part" }, people.element),
        section({ t: "ownMeetings.heading", testid: "meetings-part" }, notPublished, meetings.element),
        section({ t: "delegation.hours", testid: "hours-part" }, h("p", { class: "lead", t: "hours.about" }), hours.element),
        section({ t: "delegation.sites", testid: "sites-part" }, h("p", { class: "lead", t: "sites.about" }), sites.element),
        section({ t: "delegation.items", testid: "items-part" }, nothingAsked, items.element),
        h("div", { class: "part" }, seatPart.element, sheets.element),
    );
    const element = h("div", { class: "delegation" }, back, head.element, gone, body);

    async function nameFocalPoint() {
        if (focalPoint.value === "") return;
        await desk.attempt({ nameFocalPoint: { delegation: id(), person: focalPoint.value } });
    }

    const title = () => pick(desk.store.view && delegationOf(desk.store.view, id())?.seat.name);

    return {
        element,
        title,
        update() {
            const { view } = desk.store;
            if (!view) return;
            const delegation = delegationOf(view, id());
            const { isSecretariat } = view.you;
            setText(head.title, title() || id());
            setAttribute(back, "href", desk.router.href("delegations"));
            show(back, isSecretariat);
            show(gone, !delegation);
            show(body, delegation !== undefined);
            if (!delegation) return;
            const { timeZone } = delegation.seat;
            setAttribute(flag, "src", delegation.seat.flag ? `/flags/${delegation.seat.flag}.svg` : null);
            show(flag, Boolean(delegation.seat.flag));
            const clocks = desk.clocks();
            setText(clock, t("delegation.clock", {
                place: pick(delegation.seat.capital) || timeZone, time: clocks.dayAndTime(desk.now(), timeZone),
                host: clocks.besides(desk.now(), view.conference.timeZone, timeZone),
            }));
            show(focalPart, isSecretariat);
            focalPoint.value = delegation.focalPoint ?? "";
            show(link.element, isSecretariat && Boolean(delegation.focalPoint));
            link.update(title());
            calendar.update(delegation.calendar, title());
            people.update();
            sites.update(delegation.sites ?? [], timeZone);
            const level = /** @type {any} */ (desk.router.route.query.level);
            hours.update({ view, delegation, clocks, level: LEVELS.includes(level) ? level : highestLevel(view, id()) });
            const published = publishedFor(view, id());
            meetings.update(view, clocks, timeZone, published);
            show(meetings.element, published.length > 0);
            show(notPublished, published.length === 0);
            const own = itemsFor(view, { only: "all", delegation: id() }).filter(({ item }) => item.delegation === id());
            items.update(view, own);
            show(nothingAsked, own.length === 0);
            show(seatPart.element, isSecretariat);
            seat.update(delegation.seat);
            exchange.update();
        },
    };
}

/**
 * The highest at which a delegation sits at a table.
 * @param {import("../../protocol/conference.js").ConferenceView} view @param {string} id
 */
const highestLevel = (view, id) =>
    LEVELS.find((level) => view.meetings.some((meeting) => meeting.level === level && meeting.table.includes(id))) ?? "ministers";
