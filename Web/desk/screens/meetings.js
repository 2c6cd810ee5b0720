import { h, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { makeMeetingsTable } from "../components/meetings-table/meetings-table.js";
import { selectField, textField } from "../dom/fields.js";
import { makeEmpty, pageHead } from "../dom/page.js";
import { delegationOf, LEVELS } from "../state/lookup.js";
import { filteredMeetings, meetingRows, ONLY_MEETINGS } from "../state/meeting-rows.js";
import { makeMeeting, NEW } from "./meeting.js";

/**
 * All meetings, or the plan of one.
 * @type {import("../context.js").Make}
 */
export function make(desk) {
    const all = makeAll(desk);
    const one = makeMeeting(desk);
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
    /** @type {import("../../protocol/conference.js").FormatOnDate[]} */
    let formats = [];
    /** @type {ReturnType<import("../context.js").Desk["facts"]>|null} what the formats were taken from */
    let formatsOf = null;
    const plan = h("a", { class: "button button-primary", t: "meetings.plan", testid: "plan-meeting" });
    const planFirst = h("a", { class: "button button-primary", t: "meetings.plan" });
    const q = textField({ t: "filter.find", testid: "find", type: "search", on: { input: () => desk.router.filter({ q: q.value }) } });
    const level = selectField({
        t: "meetings.level", testid: "level", on: { change: () => desk.router.filter({ level: level.value }) },
        options: () => [{ value: "", words: t("filter.all") }, ...LEVELS.map((value) => ({ value, words: t(`level.${value}`) }))],
    });
    const only = selectField({
        t: "filter.only", testid: "only", on: { change: () => desk.router.filter({ only: only.value }) },
        options: () => [{ value: "", words: t("filter.all") }, ...ONLY_MEETINGS.map((value) => ({ value, words: t(`onlyMeetings.${value}`) }))],
    });
    const table = makeMeetingsTable({
        href: (id) => desk.router.href("meetings", id),
        when: (start) => desk.clocks().dayAndTime(start, desk.store.view?.conference.timeZone ?? "UTC"),
        seat: (id) => pick(desk.store.view && delegationOf(desk.store.view, id)?.seat.name) || id,
        format: (id) => pick(formats.find((format) => format.id === id)?.name) || id,
    });
    const filters = h("div", { class: "filters" }, q.element, level.element, only.element);
    const none = h("p", { class: "lead", t: "filter.nothing", testid: "nothing-found" });
    const empty = makeEmpty({ t: "meetings.none", text: "meetings.noneText", testid: "no-meetings" }, planFirst);
    const hint = h("p", { class: "quiet", t: "meetings.hostTime" });
    const element = h("div", { class: "meetings" }, pageHead("section.meetings", h("span", { class: "grow" }), plan).element, filters, empty.element, table.element, none, hint);

    return {
        element,
        update() {
            const { view } = desk.store;
            if (!view) return;
            const { query } = desk.router.route;
            for (const link of [plan, planFirst]) link.setAttribute("href", desk.router.href("meetings", NEW));
            q.value = query.q ?? "";
            level.value = query.level ?? "";
            only.value = query.only ?? "";
            const rows = meetingRows(view);
            const found = filteredMeetings(rows, query);
            table.update(found);
            empty.show(rows.length === 0);
            for (const each of [filters, hint, plan]) show(each, rows.length > 0);
            show(none, rows.length > 0 && found.length === 0);
            const asked = desk.facts(view.conference.firstDay);
            if (asked === formatsOf) return;
            formatsOf = asked;
            asked.then((facts) => {
                formats = facts.formats;
                this.update();
            }, () => {});
        },
    };
}
