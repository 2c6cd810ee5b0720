import { h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { itemFacts, itemMinutes, plannedTime } from "../../dom/plan-words.js";
import { seatName } from "../../dom/names.js";
import { t } from "../../i18n/catalogue.js";
import { currentItem, segmentSteps } from "../../state/plan.js";
import { seatOf } from "../../state/selectors.js";

/**
 * What is planned for the item under discussion, and the segments of the meeting with where it is in them.
 * @typedef {import("../../state/model.js").Model} Model
 * @typedef {import("../../state/plan.js").SegmentStep} SegmentStep
 * @param {import("../../dom/context.js").Context} context
 */
export function createRunningOrder(context) {
    const facts = h("span", { class: "running-facts" });
    const time = h("span", { class: "figures", testid: "item-time" });
    const item = h("p", { class: "running-item", testid: "item-facts" }, facts, time);
    const list = h("ol", { class: "running-segments", testid: "running-segments", tLabel: "segments.label" });
    const element = h("section", { class: "running-order", tLabel: "running.label" }, item, list);
    /** @type {Model|null} */
    let model = null;
    const render = keyedList(list, (/** @type {SegmentStep} */ step) => String(step.number), () => {
        const word = h("span", { class: "badge segment" });
        const at = h("span", { class: "figures" });
        const row = h("li", { class: "running-segment" }, at, word);
        return {
            element: row,
            update(step) {
                if (!model) return;
                const { view } = model;
                const host = seatOf(view, view.meeting.host);
                const when = plannedTime(step.startsAt, context.serverNow(), host);
                setText(at, when.short);
                setAttribute(row, "title", [when.long, step.chair && t("segments.chair", { name: seatName(view, step.chair) })].filter(Boolean).join(" · "));
                setAttribute(word, "data-segment", step.segment);
                setText(word, t(`segment.${step.segment}`));
                setAttribute(row, "data-state", step.state);
                setAttribute(row, "aria-current", step.state === "now" ? "step" : null);
            },
        };
    });

    function tick() {
        const now = model && currentItem(model.view);
        if (!model || !now) return;
        const minutes = itemMinutes(model.view, now, context.serverNow());
        setText(time, minutes.words);
        setAttribute(time, "data-over", minutes.over);
    }

    return {
        element,
        tick,
        /** @param {Model} next */
        update(next) {
            model = next;
            const { view } = next;
            const now = currentItem(view);
            const steps = segmentSteps(view);
            setText(facts, now ? itemFacts(view, now) : "");
            show(item, now !== undefined);
            render(steps);
            show(list, steps.length > 0);
            show(element, now !== undefined || steps.length > 0);
            tick();
        },
    };
}
