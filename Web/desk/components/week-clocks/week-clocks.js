import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { dayLabel, delegationName, spanWords } from "../../dom/week-words.js";
import { hoursBetween } from "../../state/week-days.js";
import { ribbonDay } from "../../state/week-model.js";
import { ribbonLines } from "../../state/week-ribbon.js";
import { burdenMinutes } from "../../state/week-shades.js";

/**
 * The clocks of the world on the day in question: day, the edges of the day and night of each capital, and the focused
 * meeting across them.
 * @typedef {import("../../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../../state/week-ribbon.js").RibbonLine} RibbonLine
 */
export function createWeekClocks() {
    const summary = h("summary", { class: "week-clocks-head", testid: "clocks-head" });
    const each = h("input", { type: "checkbox", testid: "clocks-each", on: { change: () => model && update(model) } });
    const hours = h("div", { class: "week-clocks-hours figures", "aria-hidden": "true" });
    const lines = h("ul", { class: "week-clocks-lines" });
    const element = h(
        "details", { class: "week-clocks", testid: "week-clocks", open: !matchMedia("(max-width: 760px)").matches }, summary,
        h(
            "div", { class: "row wrap week-clocks-key" },
            ...["day", "edge", "night"].map((light) => h("span", { class: "week-light-key" }, h("i", { "data-light": light }), h("span", { t: `week.light.${light}` }))),
            h("label", { class: "check week-clocks-each" }, each, h("span", { t: "week.clocks.each" })),
        ),
        hours, lines,
    );
    /** @type {WeekModel|null} */
    let model = null;
    let from = 0;
    let to = 0;
    const list = keyedList(lines, (/** @type {RibbonLine} */ line) => line.seats.join(), () => createLine(() => model, () => ({ from, to })));

    /** @param {WeekModel} next */
    function update(next) {
        model = next;
        const day = ribbonDay(next);
        show(element, day !== null);
        if (!day) return;
        const { clocks, host, view } = next;
        from = clocks.instant(day.date, 0, host);
        to = clocks.instant(day.date, 1440, host);
        const meeting = next.moving?.meeting ?? next.selected;
        const concerned = meeting ? [...meeting.table, ...meeting.offstage] : [];
        const seats = view.delegations.filter(({ seat }) => concerned.length === 0 || concerned.includes(seat.id)).map(({ seat }) => seat);
        setText(summary, meeting
            ? t("week.clocks.of", { title: pick(meeting.title), day: dayLabel(day) })
            : t("week.clocks", { day: dayLabel(day) }));
        const key = `${from} ${host}`;
        if (hours.dataset.key !== key) {
            hours.dataset.key = key;
            hours.replaceChildren(...hoursBetween(from, to, clocks, host).filter((at) => clocks.local(at, host).hour % 3 === 0).map((at) => {
                const label = h("span", {}, clocks.time(at, host));
                place(label, from, to, at, at);
                return label;
            }));
        }
        list(ribbonLines(seats, clocks, from, to, each.checked));
    }

    return { element, update };
}

/** @param {() => WeekModel|null} modelNow @param {() => {from: number, to: number}} day */
function createLine(modelNow, day) {
    const name = h("span", { class: "week-clocks-name" });
    const time = h("span", { class: "week-clocks-time figures" });
    const lights = h("span", { class: "week-lights", "aria-hidden": "true" });
    const bar = h("span", { class: "week-clocks-bar", "aria-hidden": "true" });
    const element = h("li", { class: "week-clocks-line" }, name, h("span", { class: "week-clocks-track" }, lights, bar), time);
    return {
        element,
        /** @param {RibbonLine} line */
        update(line) {
            const model = modelNow();
            if (!model) return;
            const { from, to } = day();
            const { clocks, view, moving, selectedBlock } = model;
            const names = line.seats.map((id) => capital(view, id));
            setText(name, names.join(", "));
            setAttribute(name, "title", line.seats.map((id) => `${capital(view, id)} (${delegationName(view, id)})`).join("\n"));
            const key = line.shades.map((shade) => `${shade.from}${shade.light}`).join();
            if (lights.dataset.key !== key) {
                lights.dataset.key = key;
                lights.replaceChildren(...line.shades.map((shade) => {
                    const part = h("i", { "data-light": shade.light });
                    place(part, from, to, shade.from, shade.to);
                    return part;
                }));
            }
            const start = moving ? moving.at?.start : selectedBlock?.start;
            const length = (moving?.meeting ?? selectedBlock?.meeting)?.length ?? 0;
            const crosses = start !== undefined && start < to && start + length * 60_000 > from;
            show(bar, crosses);
            if (!crosses) return setText(time, "");
            const end = start + length * 60_000;
            place(bar, from, to, Math.max(start, from), Math.min(end, to));
            const burden = burdenMinutes(clocks, line.zone, start, end);
            setText(time, [spanWords(model, start, end, line.zone), burden > 0 && t("week.clocks.outside")].filter(Boolean).join(" · "));
            setAttribute(element, "data-burden", burden > 0);
        },
    };
}

/** @param {import("../../../protocol/conference.js").ConferenceView} view @param {string} id */
const capital = (view, id) => pick(view.delegations.find(({ seat }) => seat.id === id)?.seat.capital) || delegationName(view, id);

/** @param {HTMLElement} element @param {number} from @param {number} to @param {number} start @param {number} end */
function place(element, from, to, start, end) {
    element.style.setProperty("--from", String((start - from) / (to - from)));
    element.style.setProperty("--length", String((end - start) / (to - from)));
}
