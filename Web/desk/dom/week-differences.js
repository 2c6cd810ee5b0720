import { h, keyedList, setText } from "../../dom/elements.js";
import { t } from "../../i18n/catalogue.js";
import { meetingTitle, roomName } from "./week-words.js";

/**
 * Which meetings move: old, then new, in words.
 * @typedef {ReturnType<typeof import("../state/week-blocks.js").differences>[number]} Difference
 * @typedef {import("../state/week-model.js").WeekModel} WeekModel
 */
export function createDifferences() {
    const element = h("ul", { class: "week-differences", testid: "differences" });
    /** @type {WeekModel|null} */
    let model = null;
    const list = keyedList(element, (/** @type {Difference} */ each) => each.meeting, () => {
        const title = h("strong", {});
        const words = h("span", { class: "figures" });
        const item = h("li", {}, title, words);
        return {
            element: item,
            update({ meeting, from, to }) {
                if (!model) return;
                const { view, clocks, host } = model;
                const place = (/** @type {import("../../protocol/conference.js").Placement} */ placement) => `${clocks.dayAndTime(placement.start, host)} · ${roomName(view, placement.room ?? null)}`;
                setText(title, meetingTitle(view, meeting));
                setText(words, from && to ? t("week.difference.moves", { from: place(from), to: place(to) }) : to ? t("week.difference.new", { to: place(to) }) : t("week.difference.gone", { from: from ? place(from) : "" }));
            },
        };
    });
    return {
        element,
        /** @param {WeekModel} next @param {Difference[]} all */
        update(next, all) {
            model = next;
            list(all);
        },
    };
}
