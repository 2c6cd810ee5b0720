import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { createBlock } from "../../dom/week-block.js";
import { dayLabel, delegationName, flagOf, roomName } from "../../dom/week-words.js";
import { hoursBetween } from "../../state/week-days.js";
import { sideBySide } from "../../state/week-layout.js";
import { rowsOf } from "../../state/week-model.js";
import { bands } from "../../state/week-options.js";
import { shades } from "../../state/week-shades.js";

/**
 * The week by delegation or by room: a row each, time from left to right, day after day. A delegation's row is in its own
 * local time, with its own day and night; a room's in the host's.
 * @typedef {import("../../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../../state/week-days.js").WeekDay} WeekDay
 * @typedef {ReturnType<typeof rowsOf>[number]} Row
 *
 * @param {Parameters<typeof createBlock>[0]} acts
 */
export function createWeekLines(acts) {
    const headDays = h("div", { class: "week-line-days" });
    const corner = h("span", { class: "week-line-name" });
    const rows = h("ul", { class: "week-rows" });
    const element = h(
        "div", { class: "week-lines", tabindex: "0", role: "group", testid: "week-lines" },
        h("div", { class: "week-line week-line-head", "aria-hidden": "true" }, corner, headDays), rows,
    );
    /** @type {WeekModel|null} */
    let model = null;
    const heads = keyedList(headDays, (/** @type {WeekDay} */ day) => day.date, () => createHead(() => model));
    const lines = keyedList(rows, (/** @type {Row} */ row) => row.id || "-", () => createRow(acts, () => model));

    return {
        element,
        /** @param {WeekModel} next */
        update(next) {
            model = next;
            setAttribute(element, "aria-label", t(`week.view.${next.by}`));
            setAttribute(element, "data-by", next.by);
            element.style.setProperty("--week-hours", String((next.to - next.from) / 60));
            element.style.setProperty("--week-columns", String(next.days.length));
            setText(corner, t("week.hostClock"));
            heads(next.days);
            lines(rowsOf(next));
        },
        /**
         * The moment under the pointer, and in the view by room the room.
         * @param {number} x @param {number} y
         */
        locate(x, y) {
            if (!model) return null;
            for (const part of rows.querySelectorAll(".week-segment")) {
                const box = part.getBoundingClientRect();
                if (x < box.left || x >= box.right || y < box.top || y >= box.bottom) continue;
                const { date, row } = /** @type {HTMLElement} */ (part).dataset;
                const day = model.days.find((each) => each.date === date);
                if (!day) return null;
                const time = day.opens + ((x - box.left) / box.width) * (day.closes - day.opens);
                return model.by === "room" ? { time, room: row || null } : { time };
            }
            return null;
        },
    };
}

/** @param {() => WeekModel|null} modelNow */
function createHead(modelNow) {
    const name = h("span", { class: "week-line-date" });
    const hours = h("div", { class: "week-line-hours figures" });
    const element = h("div", { class: "week-line-day" }, name, hours);
    return {
        element,
        /** @param {WeekDay} day */
        update(day) {
            const model = modelNow();
            if (!model) return;
            setText(name, dayLabel(day));
            const labels = hoursBetween(day.opens, day.closes, model.clocks, model.host).slice(0, -1);
            const key = labels.join();
            if (hours.dataset.key === key) return;
            hours.dataset.key = key;
            hours.replaceChildren(...labels.map((at) => {
                const label = h("span", {}, model.clocks.time(at, model.host));
                place(label, day, at, at);
                return label;
            }));
        },
    };
}

/** @param {Parameters<typeof createBlock>[0]} acts @param {() => WeekModel|null} modelNow */
function createRow(acts, modelNow) {
    const flag = h("img", { class: "flag", alt: "" });
    const name = h("span", { class: "week-line-words" });
    const segments = h("div", { class: "week-line-days" });
    const element = h("li", { class: "week-line" }, h("span", { class: "week-line-name" }, flag, name), segments);
    /** @type {Row|null} */
    let row = null;
    const parts = keyedList(segments, (/** @type {WeekDay} */ day) => day.date, () => createSegment(acts, modelNow, () => row));
    return {
        element,
        /** @param {Row} next */
        update(next) {
            const model = modelNow();
            if (!model) return;
            row = next;
            const isRoom = model.by === "room";
            const icon = isRoom ? null : flagOf(model.view, next.id);
            setAttribute(flag, "src", icon && `/flags/${icon}.svg`);
            show(flag, icon !== null);
            setText(name, isRoom ? roomName(model.view, next.id) : delegationName(model.view, next.id));
            setAttribute(element, "data-testid", `row-${next.id || "online"}`);
            setAttribute(element, "data-own", !isRoom && next.id === model.view.you.delegation);
            const deepest = Math.max(1, ...[...sideBySide(next.blocks.map((each) => ({ id: each.id, from: each.start, to: each.end }))).values()].map((each) => each.columns));
            element.style.setProperty("--deep", String(deepest));
            parts(model.days);
        },
    };
}

/**
 * A row's part of one day.
 * @param {Parameters<typeof createBlock>[0]} acts @param {() => WeekModel|null} modelNow @param {() => Row|null} rowNow
 */
function createSegment(acts, modelNow, rowNow) {
    const light = h("div", { class: "week-lights", "aria-hidden": "true" });
    const marks = h("div", { class: "week-bands", "aria-hidden": "true" });
    const list = h("ul", { class: "week-blocks" });
    const ghost = h("div", { class: "week-ghost", "aria-hidden": "true" });
    const element = h("div", { class: "week-segment" }, light, marks, list, ghost);
    /** @type {Map<string, import("../../state/week-layout.js").Lane>} */
    let lanes = new Map();
    /** @type {WeekDay|null} */
    let day = null;
    const blocks = keyedList(list, (/** @type {import("../../state/week-blocks.js").Block} */ each) => each.id, () => {
        const block = createBlock(acts);
        const item = h("li", { class: "week-item" }, block.element);
        return {
            element: item,
            update(each) {
                const model = modelNow();
                const row = rowNow();
                if (!model || !row || !day) return;
                const lane = lanes.get(each.id) ?? { column: 0, columns: 1 };
                place(item, day, each.start, each.end);
                item.style.setProperty("--lane", String(lane.column));
                item.style.setProperty("--lanes", String(lane.columns));
                block.update(each.meeting, model, each, model.by === "delegation" ? row.zone : model.zone);
            },
        };
    });
    return {
        element,
        /** @param {WeekDay} next */
        update(next) {
            day = next;
            const model = modelNow();
            const row = rowNow();
            if (!model || !row) return;
            setAttribute(element, "data-date", next.date);
            setAttribute(element, "data-row", row.id);
            setAttribute(list, "aria-label", dayLabel(next));
            drawLight(light, model, row, next);
            const here = row.blocks.filter((each) => each.start < next.closes && each.end > next.opens);
            lanes = sideBySide(here.map((each) => ({ id: each.id, from: each.start, to: each.end })));
            blocks(here);
            drawMoving(model, row, next);
        },
    };

    /** @param {WeekModel} model @param {Row} row @param {WeekDay} on */
    function drawMoving(model, row, on) {
        const { moving, by } = model;
        const concerned = moving && (by === "room" || moving.meeting.table.includes(row.id) || moving.meeting.offstage.includes(row.id));
        const here = concerned ? (moving.choices ?? []).filter((each) => each.start >= on.opens && each.start < on.closes && (by !== "room" || (each.room ?? "") === row.id)) : [];
        const key = here.length === 0 ? "" : `${moving?.meeting.id} ${t("week.free")}`;
        if (marks.dataset.key !== key) {
            marks.dataset.key = key;
            marks.replaceChildren(...bands(here, model.grid).map(({ from, to, rules }) => {
                const words = rules.length === 0 ? t("week.free") : rules.map((rule) => t(`week.rule.${rule}`)).join(", ");
                const band = h("div", { class: "week-band", "data-free": rules.length === 0 }, h("span", {}, words));
                place(band, on, from, to);
                return band;
            }));
        }
        const at = moving?.at;
        const isHere = Boolean(at && concerned && at.start >= on.opens && at.start < on.closes && (by !== "room" || (at.room ?? "") === row.id));
        show(ghost, isHere);
        if (!at || !moving || !isHere) return;
        place(ghost, on, at.start, at.start + moving.meeting.length * 60_000);
        setAttribute(ghost, "data-wrong", at.violations.length > 0);
        setText(ghost, model.clocks.besides(at.start, row.zone, model.host));
    }
}

/** @param {HTMLElement} element @param {WeekModel} model @param {Row} row @param {WeekDay} day */
function drawLight(element, model, row, day) {
    const key = model.by === "room" ? "" : `${row.zone} ${day.opens} ${day.closes}`;
    if (element.dataset.key === key) return;
    element.dataset.key = key;
    const all = key === "" ? [] : shades(model.clocks, row.zone, day.opens, day.closes);
    element.replaceChildren(...all.map(({ from, to, light }) => {
        const part = h("i", { "data-light": light });
        place(part, day, from, to);
        return part;
    }));
}

/**
 * As parts of the day's shown hours.
 * @param {HTMLElement} element @param {WeekDay} day @param {number} from @param {number} to ms
 */
function place(element, day, from, to) {
    const whole = day.closes - day.opens;
    const start = Math.max(from, day.opens);
    element.style.setProperty("--from", String((start - day.opens) / whole));
    element.style.setProperty("--length", String((Math.min(to, day.closes) - start) / whole));
}
