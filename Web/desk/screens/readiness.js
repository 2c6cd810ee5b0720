import { h, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { makeCheckItems } from "../components/check-items/check-items.js";
import { makeGoList } from "../components/go-list/go-list.js";
import { makeItemForm } from "../components/item-form/item-form.js";
import { makeReadinessBoard } from "../components/readiness-board/readiness-board.js";
import { selectField } from "../dom/fields.js";
import { fold, makeEmpty, makeViews, pageHead } from "../dom/page.js";
import { boardByCheck, boardByDay, goes, itemsFor, ONLY_ITEMS } from "../state/board.js";
import { datesFrom, dayWords } from "../state/clocks.js";
import { CHECKS } from "../state/lookup.js";

/**
 * Who is ready for what; which meetings can go ahead; what there is to be ticked.
 * @type {import("../context.js").Make}
 */
export function make(desk) {
    const view = () => desk.store.view;
    const zone = () => view()?.conference.timeZone ?? "UTC";
    const days = () => (view() ? datesFrom(view()?.conference.firstDay ?? "", view()?.conference.lastDay ?? "") : []);
    /** @type {(key: string, name: string, options: () => {value: string, words: string}[]) => ReturnType<typeof selectField>} */
    const filter = (key, name, options) => {
        const field = selectField({ t: key, testid: `filter-${name}`, options, on: { change: () => desk.router.filter({ [name]: field.value }) } });
        return field;
    };
    const by = filter("board.by", "by", () => ["check", "day"].map((value) => ({ value: value === "check" ? "" : value, words: t(`board.by.${value}`) })));
    const day = filter("board.day", "day", () => [{ value: "", words: t("board.allDays") }, ...days().map((value) => ({ value, words: dayWords(value) }))]);
    const only = filter("filter.only", "only", () => ONLY_ITEMS.map((value) => ({ value: value === "open" ? "" : value, words: t(`onlyItems.${value}`) })));
    const check = filter("items.check", "check", () => [{ value: "", words: t("filter.all") }, ...CHECKS.map((value) => ({ value, words: t(`check.${value}`) }))]);
    const delegation = filter("items.delegation", "delegation", () => [{ value: "", words: t("filter.all") }, ...(view()?.delegations ?? []).map(({ seat }) => ({ value: seat.id, words: pick(seat.name) }))]);
    const meeting = filter("items.meeting", "meeting", () => [{ value: "", words: t("filter.all") }, ...(view()?.meetings ?? []).map(({ id, title }) => ({ value: id, words: pick(title) }))]);

    const board = makeReadinessBoard({
        href: (seat, column) => desk.router.href("readiness", null, CHECKS.includes(/** @type {any} */ (column))
            ? { view: "items", delegation: seat, check: column, only: "all" } : { view: "items", delegation: seat, only: "all" }),
    });
    const go = makeGoList({
        href: (id) => desk.router.href("meetings", id), checks: (id) => desk.router.href("readiness", null, { view: "items", meeting: id }),
        when: (start) => desk.clocks().dayAndTime(start, zone()), day: (time) => desk.clocks().day(time, zone()),
    });
    const items = makeCheckItems({
        when: (time) => desk.clocks().dayAndTime(time, zone()),
        evidence: (item, passed, note) => desk.attempt({ giveEvidence: { item, passed, note } }),
        remove: (item) => void desk.attempt({ removeChecklistItem: { item } }),
    });
    const adding = makeItemForm({
        instant: (local) => new Date(desk.clocks().instant(local.slice(0, 10), Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16)), zone())).toISOString(),
        async save(item) {
            const wrong = await desk.submit({ setChecklistItem: { item } });
            if (wrong === null) desk.notify(t("items.added", { name: pick(item.what) }));
            return wrong;
        },
    });
    const empty = makeEmpty({ t: "board.none", text: "board.noneText", testid: "no-delegations" });
    const nothing = h("p", { class: "lead", t: "items.nothing", testid: "nothing-found" });
    const goDay = filter("board.day", "day", () => [{ value: "", words: t("board.allDays") }, ...days().map((value) => ({ value, words: dayWords(value) }))]);
    /** @type {Record<string, HTMLElement>} */
    const parts = {
        board: h("section", { class: "view-part", tLabel: "board.heading", testid: "board-part" }, h("div", { class: "filters" }, by.element, day.element), board.element),
        meetings: h("section", { class: "view-part", tLabel: "go.heading", testid: "go-part" }, h("div", { class: "filters" }, goDay.element), go.element),
        items: h("section", { class: "view-part", tLabel: "items.heading", testid: "items-part" },
            h("div", { class: "filters" }, only.element, check.element, delegation.element, meeting.element), nothing, items.element,
            h("div", { class: "part-small" }, fold({ t: "items.addHeading", testid: "add-item" }, adding.element).element)),
    };
    const views = makeViews({ t: "readiness.views", names: Object.keys(parts), words: (name) => t(`readiness.view.${name}`), href: (name) => desk.router.href("readiness", null, name === "board" ? {} : { view: name }) });
    const element = h("div", { class: "readiness" }, pageHead("section.readiness").element, empty.element, views.element, ...Object.values(parts));

    return {
        element,
        update() {
            const now = view();
            if (!now) return;
            const { query } = desk.router.route;
            for (const [field, name] of /** @type {const} */ ([[by, "by"], [day, "day"], [goDay, "day"], [only, "only"], [check, "check"], [delegation, "delegation"], [meeting, "meeting"]])) {
                field.value = query[name] ?? "";
            }
            const chosen = days().includes(query.day) ? query.day : null;
            const isByDay = query.by === "day";
            show(day.element, !isByDay);
            if (isByDay) board.update(now, boardByDay(now, desk.clocks(), days()), days().map((value) => ({ value, words: dayWords(value) })));
            else board.update(now, boardByCheck(now, desk.clocks(), chosen), CHECKS.map((value) => ({ value, words: t(`check.${value}`) })));
            empty.show(now.delegations.length === 0 && query.view !== "items");
            const shown = Object.hasOwn(parts, query.view ?? "") ? query.view : "board";
            for (const [name, part] of Object.entries(parts)) show(part, name === shown && (name === "items" || now.delegations.length > 0));
            views.update(shown);
            go.update(now, goes(now, desk.clocks(), chosen));
            const found = itemsFor(now, query);
            items.update(now, found);
            show(nothing, found.length === 0);
            adding.update(now);
        },
    };
}
