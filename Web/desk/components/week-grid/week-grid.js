import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { createBlock } from "../../dom/week-block.js";
import { dayLabel } from "../../dom/week-words.js";
import { timeOfDay } from "../../state/week-days.js";
import { sideBySide } from "../../state/week-layout.js";
import { bands } from "../../state/week-options.js";

/**
 * The week by meeting: days as columns, hours by the host's clock as rows. What overlaps stands side by side.
 * @typedef {import("../../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../../state/week-days.js").WeekDay} WeekDay
 * @typedef {import("../../state/week-model.js").Piece & {block: import("../../state/week-blocks.js").Block}} BlockPiece
 *
 * @param {Parameters<typeof createBlock>[0]} acts
 */
export function createWeekGrid(acts) {
    const hours = h("div", { class: "week-hours figures", "aria-hidden": "true" });
    const days = h("div", { class: "week-days" });
    const element = h("div", { class: "week-grid", tabindex: "0", role: "group", tLabel: "week.view.meeting", testid: "week-grid" }, hours, days);
    /** @type {WeekModel|null} */
    let model = null;
    const columns = keyedList(days, (/** @type {WeekDay} */ day) => day.date, () => createDay(acts, () => model));

    return {
        element,
        /** @param {WeekModel} next */
        update(next) {
            model = next;
            element.style.setProperty("--week-hours", String((next.to - next.from) / 60));
            element.style.setProperty("--week-columns", String(next.days.length));
            const key = `${next.from}-${next.to}`;
            if (hours.dataset.key !== key) {
                hours.dataset.key = key;
                const count = (next.to - next.from) / 60;
                hours.replaceChildren(...Array.from({ length: count + 1 }, (_, index) => {
                    const label = h("span", { class: "week-hour" }, timeOfDay(next.from + index * 60));
                    label.style.setProperty("--at", String(index));
                    return label;
                }));
            }
            columns(next.days);
        },
        /**
         * The moment under the pointer.
         * @param {number} x @param {number} y
         */
        locate(x, y) {
            if (!model) return null;
            for (const column of days.querySelectorAll(".week-column")) {
                const box = column.getBoundingClientRect();
                if (x < box.left || x >= box.right || y < box.top || y >= box.bottom) continue;
                const minutes = model.from + ((y - box.top) / box.height) * (model.to - model.from);
                const date = /** @type {HTMLElement} */ (column).dataset.date ?? "";
                return { time: model.clocks.instant(date, Math.round(minutes), model.host) };
            }
            return null;
        },
    };
}

/** @param {Parameters<typeof createBlock>[0]} acts @param {() => WeekModel|null} modelNow */
function createDay(acts, modelNow) {
    const head = h("h2", { class: "week-day-head" });
    const before = h("div", { class: "week-closed" });
    const after = h("div", { class: "week-closed" });
    const marks = h("div", { class: "week-bands", "aria-hidden": "true" });
    const ghost = h("div", { class: "week-ghost", "aria-hidden": "true" });
    const list = h("ul", { class: "week-blocks" });
    const column = h("div", { class: "week-column" }, before, after, marks, list, ghost);
    const element = h("section", { class: "week-day" }, head, column);
    /** @type {Map<string, import("../../state/week-layout.js").Lane>} */
    let lanes = new Map();
    const blocks = keyedList(list, (/** @type {BlockPiece} */ piece) => piece.id, () => {
        const block = createBlock(acts);
        const item = h("li", { class: "week-item" }, block.element);
        return {
            element: item,
            update(piece) {
                const model = modelNow();
                if (!model) return;
                const lane = lanes.get(piece.id) ?? { column: 0, columns: 1 };
                span(item, model, piece.from, piece.to);
                item.style.setProperty("--lane", String(lane.column));
                item.style.setProperty("--lanes", String(lane.columns));
                setAttribute(item, "data-before", piece.before);
                setAttribute(item, "data-after", piece.after);
                // So many lines of the title go into it, beside the time and the class.
                item.style.setProperty("--lines", String(Math.max(1, Math.floor((piece.to - piece.from) / 14) - 2)));
                setAttribute(item, "data-size", piece.to - piece.from < 45 ? "small" : piece.to - piece.from < 75 ? "medium" : "large");
                block.update(piece.block.meeting, model, piece.block);
            },
        };
    });
    return {
        element,
        /** @param {WeekDay} day */
        update(day) {
            const model = modelNow();
            if (!model) return;
            setText(head, dayLabel(day));
            setAttribute(element, "data-testid", `day-${day.date}`);
            setAttribute(column, "data-date", day.date);
            setAttribute(list, "aria-label", dayLabel(day));
            const open = day.from < day.to;
            show(before, model.view.planning !== undefined && (!open || day.from > model.from));
            show(after, open && day.to < model.to);
            span(before, model, model.from, open ? day.from : model.to);
            span(after, model, day.to, model.to);
            const pieces = model.pieces.get(day.date) ?? [];
            lanes = sideBySide(pieces);
            blocks(pieces);
            drawMoving(model, day);
        },
    };

    /**
     * Where it may begin and where not, in shape and words; and where it would be put now.
     * @param {WeekModel} model @param {WeekDay} day
     */
    function drawMoving(model, day) {
        const { moving, clocks, host } = model;
        const minute = (/** @type {number} */ time) => Math.round((time - clocks.instant(day.date, 0, host)) / 60_000);
        const here = moving?.choices?.filter((each) => clocks.local(each.start, host).date === day.date) ?? [];
        const key = here.length === 0 ? "" : `${moving?.meeting.id} ${t("week.free")} ${model.from} ${model.to}`;
        if (marks.dataset.key !== key) {
            marks.dataset.key = key;
            marks.replaceChildren(...bands(here, model.grid).map(({ from, to, rules }) => {
                const words = rules.length === 0 ? t("week.free") : rules.map((rule) => t(`week.rule.${rule}`)).join(", ");
                const band = h("div", { class: "week-band", "data-free": rules.length === 0 }, h("span", {}, words));
                span(band, model, minute(from), minute(to));
                return band;
            }));
        }
        const at = moving?.at;
        const isHere = at != null && clocks.local(at.start, host).date === day.date;
        show(ghost, isHere);
        if (!at || !isHere || !moving) return;
        span(ghost, model, minute(at.start), minute(at.start) + moving.meeting.length);
        setAttribute(ghost, "data-wrong", at.violations.length > 0);
        setText(ghost, clocks.time(at.start, host));
    }
}

/** @param {HTMLElement} element @param {WeekModel} model @param {number} from @param {number} to minutes of the day */
function span(element, model, from, to) {
    element.style.setProperty("--from", String((from - model.from) / 60));
    element.style.setProperty("--length", String((to - from) / 60));
}
