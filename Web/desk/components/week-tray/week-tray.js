import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { createBlock } from "../../dom/week-block.js";

/**
 * The meetings without a place. What is dropped here loses its place.
 * @typedef {import("../../state/week-model.js").WeekModel} WeekModel
 *
 * @param {Parameters<typeof createBlock>[0]} acts
 */
export function createWeekTray(acts) {
    const head = h("h2", { class: "eyebrow" });
    const list = h("ul", { class: "week-tray-list" });
    const empty = h("p", { class: "quiet", t: "week.tray.empty" });
    const element = h("section", { class: "week-tray", tLabel: "week.tray", testid: "tray" }, head, empty, list);
    /** @type {WeekModel|null} */
    let model = null;
    const blocks = keyedList(list, (/** @type {import("../../../protocol/conference.js").PlannedMeeting} */ each) => each.id, () => {
        const block = createBlock(acts);
        return { element: h("li", {}, block.element), update: (meeting) => void (model && block.update(meeting, model, null)) };
    });
    return {
        element,
        /** @param {WeekModel} next */
        update(next) {
            model = next;
            show(element, next.edits && (next.unplaced.length > 0 || next.moving !== null));
            setText(head, t("week.tray.count", { count: next.unplaced.length }));
            show(empty, next.unplaced.length === 0);
            setAttribute(element, "data-target", next.moving?.from != null);
            blocks(next.unplaced);
        },
        /** @param {number} x @param {number} y */
        holds(x, y) {
            const box = element.getBoundingClientRect();
            return !element.hidden && x >= box.left && x < box.right && y >= box.top && y < box.bottom;
        },
    };
}
