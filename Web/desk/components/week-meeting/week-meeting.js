import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { PressTwice } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { writeClasses } from "../../dom/week-block.js";
import { dayLabel, delegationName, flagOf, levelWord, roomName, serverWords, whenWords } from "../../dom/week-words.js";
import { choices, choiceAt, roomsOf, startsOf } from "../../state/week-options.js";
import { burdenMinutes } from "../../state/week-shades.js";

/**
 * The meeting that is looked at: when for whom, what is wrong with it; and, for whoever has no mouse to drag with, where else
 * it may go.
 * @typedef {import("../../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../../state/week-options.js").Violation} Violation
 * @typedef {import("../../state/week-options.js").Choice} Choice
 *
 * @typedef {{
 *   options: (meeting: string) => Promise<import("../../state/week-options.js").Option[]>,
 *   place: (meeting: string, choice: Choice) => void, unplace: (meeting: string) => void,
 *   close: () => void, refuse: (error: unknown) => void, href: (section: string, thing: string) => string,
 * }} Acts
 *
 * @param {Acts} acts
 */
export function createWeekMeeting(acts) {
    const title = h("h2", { tabindex: "-1" });
    const level = h("span", { class: "week-level" });
    const classes = h("span", { class: "week-classes" });
    const when = h("p", { class: "figures" });
    const chair = h("p", { class: "quiet" });
    const was = h("p", { class: "quiet" });
    const wrong = h("ul", { class: "week-reasons", testid: "meeting-wrong" });
    const seats = h("tbody", {});
    const links = h("p", { class: "row wrap quiet" });
    const script = h("a", { t: "week.meeting.script" });
    const edit = h("a", { t: "week.meeting.edit" });
    links.append(edit, script);
    const form = moveForm(acts);
    const element = h(
        "section", { class: "card week-meeting", tLabel: "week.meeting", testid: "week-meeting" },
        h("div", { class: "row week-meeting-head" }, h("div", { class: "grow" }, title), h("button", { type: "button", class: "button button-small button-quiet", t: "week.close", testid: "close-meeting", on: { click: acts.close } })),
        h("p", { class: "row wrap" }, level, classes), when, was, chair, wrong, form.element,
        h("div", { class: "week-scroll", tabindex: "0", role: "group", tLabel: "week.meeting.times" }, h("table", { class: "week-table" }, h("caption", { class: "eyebrow", t: "week.meeting.times" }), seats)), links,
    );
    /** @type {WeekModel|null} */
    let model = null;
    const reasons = keyedList(wrong, (/** @type {{key: string, words: string}} */ each) => each.key, () => {
        const item = h("li", {});
        return { element: item, update: ({ words }) => setText(item, words) };
    });
    const rows = keyedList(seats, (/** @type {string} */ id) => id, () => {
        const flag = h("img", { class: "flag", alt: "" });
        const name = h("span", {});
        const time = h("td", { class: "figures" });
        const element = h("tr", {}, h("th", { scope: "row" }, h("span", { class: "row" }, flag, name)), time);
        return {
            element,
            update(id) {
                const block = model?.selectedBlock;
                if (!model || !block) return;
                const zone = model.view.delegations.find(({ seat }) => seat.id === id)?.seat.timeZone ?? model.host;
                const burden = burdenMinutes(model.clocks, zone, block.start, block.end);
                setAttribute(flag, "src", flagOf(model.view, id) && `/flags/${flagOf(model.view, id)}.svg`);
                setText(name, delegationName(model.view, id));
                setText(time, [model.clocks.besides(block.start, zone, model.host), burden > 0 ? t("week.meeting.outside", { minutes: burden }) : ""].filter(Boolean).join(" · "));
                setAttribute(element, "data-own", id === model.view.you.delegation);
            },
        };
    });
    return {
        element,
        /** @param {WeekModel} next */
        update(next) {
            model = next;
            const meeting = next.selected;
            const block = next.selectedBlock;
            show(element, meeting !== null);
            if (!meeting) return;
            setText(title, pick(meeting.title));
            setText(level, levelWord(meeting));
            setAttribute(level, "data-level", meeting.level);
            writeClasses(classes, meeting);
            setText(when, block
                ? [t("week.meeting.host", { when: whenWords(next, block.start, block.end, next.host) }), next.zone !== next.host && whenWords(next, block.start, block.end), roomName(next.view, block.room)].filter(Boolean).join(" · ")
                : t("week.meeting.unplaced", { count: meeting.length }));
            setText(was, block?.published ? t("week.meeting.was", { when: next.clocks.dayAndTime(block.published.start, next.host), room: roomName(next.view, block.published.room ?? null) }) : "");
            show(was, was.textContent !== "");
            setText(chair, [t("week.chairedBy", { name: [meeting.chair, ...meeting.coChairs].map((id) => delegationName(next.view, id)).join(", ") }), t("week.minutes", { count: meeting.length }), meeting.interpreted && t("week.interpreted")].filter(Boolean).join(" · "));
            const violations = (block?.wrong ?? []).map((each, index) => ({ key: `${index}`, words: serverWords(next.view, each.words, each.meetings) }));
            reasons(violations);
            show(wrong, violations.length > 0);
            rows(block ? [...meeting.table, ...meeting.offstage] : []);
            show(/** @type {HTMLElement} */ (seats.closest(".week-scroll")), block !== null);
            setAttribute(edit, "href", acts.href("meetings", meeting.id));
            setAttribute(script, "href", acts.href("run-of-show", meeting.id));
            show(links, next.view.you.isSecretariat);
            form.update(next);
        },
        focus: () => title.focus(),
    };
}

/** @param {Acts} acts */
function moveForm(acts) {
    const start = h("select", { class: "select", testid: "move-start", on: { change: () => draw() } });
    const room = h("select", { class: "select", testid: "move-room", on: { change: () => draw() } });
    const reasons = h("ul", { class: "week-reasons", testid: "move-reasons" });
    const put = new PressTwice({ testid: "move-place", class: "button-small button-primary", run: () => {
        const choice = chosen();
        const id = meeting;
        reset();
        if (choice && id) acts.place(id, choice);
    } });
    const aside = h("button", { type: "button", class: "button button-small", t: "week.move.aside", testid: "move-aside", on: { click: () => meeting && acts.unplace(meeting) } });
    const find = h("button", { type: "button", class: "button button-small", t: "week.move.find", testid: "move-find", on: { click: () => void ask() } });
    const fields = h(
        "div", { class: "week-form" }, h("label", { class: "week-choice" }, h("span", { t: "week.move.start" }), start), h("label", { class: "week-choice" }, h("span", { t: "week.move.room" }), room), reasons, put.element,
    );
    const element = h("div", { class: "week-move-form" }, h("div", { class: "row wrap" }, find, aside), fields);
    fields.hidden = true;
    /** @type {WeekModel|null} */
    let model = null;
    /** @type {string|null} */
    let meeting = null;
    /** @type {Choice[]} */
    let all = [];

    function reset() {
        all = [];
        show(fields, false);
    }
    const chosen = () => choiceAt(all, Number(start.value), room.value || null, true);
    async function ask() {
        const id = meeting;
        if (!id) return;
        try {
            const answer = choices(await acts.options(id));
            if (id !== meeting) return;
            all = answer;
            fill();
        } catch (error) {
            acts.refuse(error);
        }
    }
    function fill() {
        if (!model) return;
        const { clocks, host, allDays, selectedBlock, view } = model;
        const from = selectedBlock?.start;
        start.replaceChildren(...allDays.map((day) => h(
            "optgroup", { label: dayLabel(day) },
            ...startsOf(all).filter((time) => clocks.local(time, host).date === day.date).map((time) => {
                const count = choiceAt(all, time, selectedBlock?.room ?? null)?.violations.length ?? 0;
                return h("option", { value: time }, [clocks.time(time, host), count === 0 ? t("week.free") : t("week.broken", { count })].join(" · "));
            }),
        )));
        room.replaceChildren(...roomsOf(all).map((id) => h("option", { value: id ?? "" }, roomName(view, id))));
        const best = from ?? all.find((each) => each.violations.length === 0)?.start ?? all[0]?.start;
        if (best !== undefined) start.value = String(best);
        if (selectedBlock) room.value = selectedBlock.room ?? "";
        else room.value = (best !== undefined && choiceAt(all, best, null)?.room) || "";
        show(fields, all.length > 0);
        draw();
        start.focus();
    }
    function draw() {
        const choice = chosen();
        const planned = model?.view;
        const words = choice && planned ? choice.violations.map((each) => serverWords(planned, each.words, each.meetings)) : [t("week.move.nowhere")];
        reasons.replaceChildren(...words.map((each) => h("li", {}, each)));
        show(reasons, words.length > 0);
        const breaks = choice?.violations.length ?? 0;
        put.update({ label: t("week.move.place"), consequence: t("week.move.breaks", { count: breaks }), disabled: !choice, twice: breaks > 0 });
    }
    return {
        element,
        /** @param {WeekModel} next */
        update(next) {
            if (meeting !== (next.selected?.id ?? null)) reset();
            model = next;
            meeting = next.selected?.id ?? null;
            show(element, next.edits && meeting !== null);
            show(aside, next.selectedBlock !== null);
            if (all.length > 0) draw();
        },
    };
}
