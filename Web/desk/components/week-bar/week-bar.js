import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { dayLabel, delegationName, hostName } from "../../dom/week-words.js";

/**
 * How the week is looked at: by what, which day, whose meetings, whose time. All of it stands in the address.
 * @typedef {import("../../state/week-model.js").WeekModel} WeekModel
 *
 * @param {{filter: (change: Record<string, string|null>) => void, print: () => void}} acts
 */
export function createWeekBar({ filter, print }) {
    const views = /** @type {const} */ (["meeting", "delegation", "room"]).map((by) => ({
        by, element: h("button", { type: "button", class: "button button-small", t: `week.by.${by}`, testid: `by-${by}`, on: { click: () => filter({ by: by === "meeting" ? null : by }) } }),
    }));
    const daysPlace = h("div", { class: "row wrap week-day-choice", role: "group", tLabel: "week.days" });
    const all = h("button", { type: "button", class: "button button-small", t: "week.allDays", testid: "day-all", on: { click: () => filter({ day: null }) } });
    const dayList = h("div", { class: "row wrap" });
    daysPlace.append(all, dayList);
    const delegation = h("select", { class: "select", testid: "delegation", on: { change: (event) => filter({ delegation: event.target.value || null }) } });
    const zone = h("select", { class: "select", testid: "zone", on: { change: (event) => filter({ zone: event.target.value }) } });
    const links = h("div", { class: "row wrap week-links" });
    const subscribe = h("a", { class: "button button-small", t: "week.calendar.subscribe", testid: "calendar-subscribe" });
    const download = h("a", { class: "button button-small", t: "week.calendar.download", testid: "calendar-download", download: "calendar.ics" });
    links.append(subscribe, download);
    const element = h(
        "div", { class: "week-bar", role: "group", tLabel: "week.look" },
        h("div", { class: "row week-views", role: "group", tLabel: "week.by" }, ...views.map((each) => each.element)),
        daysPlace,
        h("label", { class: "week-choice" }, h("span", { t: "week.delegation" }), delegation),
        h("label", { class: "week-choice" }, h("span", { t: "week.zone" }), zone),
        h("button", { type: "button", class: "button button-small week-print", t: "week.print", testid: "print", on: { click: print } }),
        links,
    );
    const days = keyedList(dayList, (/** @type {import("../../state/week-days.js").WeekDay} */ day) => day.date, () => {
        const button = h("button", { type: "button", class: "button button-small", on: { click: (event) => filter({ day: event.currentTarget.dataset.date }) } });
        return {
            element: button,
            update(day) {
                setAttribute(button, "data-date", day.date);
                setAttribute(button, "data-testid", `choose-${day.date}`);
                setText(button, dayLabel(day));
                press(button, model?.date === day.date);
            },
        };
    });
    /** @type {WeekModel|null} */
    let model = null;

    return {
        element,
        /** @param {WeekModel} next */
        update(next) {
            model = next;
            for (const { by, element: button } of views) press(button, next.by === by);
            press(all, next.date === null);
            days(next.allDays);
            const seats = next.view.delegations.map(({ seat }) => ({ value: seat.id, words: pick(seat.name) || seat.id }));
            options(delegation, [{ value: "", words: t("week.everybody") }, ...seats], next.delegation ?? "");
            options(zone, [
                { value: "host", words: hostName(next.view) },
                { value: "own", words: t("week.zone.own") }, ...seats,
            ], next.zoneChoice);
            const whose = next.delegation ?? next.view.you.delegation;
            const calendar = next.view.delegations.find(({ seat }) => seat.id === whose)?.calendar;
            show(links, calendar !== undefined && next.view.published != null);
            if (!calendar) return;
            setAttribute(subscribe, "href", `webcal://${location.host}${calendar}`);
            setAttribute(download, "href", calendar);
            for (const link of [subscribe, download]) setAttribute(link, "aria-label", `${link.textContent}: ${delegationName(next.view, whose)}`);
        },
    };
}

/** @param {HTMLElement} button @param {boolean} pressed */
function press(button, pressed) {
    setAttribute(button, "aria-pressed", String(pressed));
    setAttribute(button, "data-on", pressed);
}

/** @param {HTMLSelectElement} select @param {{value: string, words: string}[]} all @param {string} chosen */
function options(select, all, chosen) {
    const key = all.map((each) => each.words).join("\n");
    if (select.dataset.key !== key) {
        select.dataset.key = key;
        select.replaceChildren(...all.map(({ value, words }) => h("option", { value }, words)));
    }
    if (select.value !== chosen) select.value = chosen;
}
