import { h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { itemFacts, itemMinutes, plannedTime } from "../../dom/plan-words.js";
import { seatName } from "../../dom/names.js";
import { button, PressTwice } from "../../dom/press-twice.js";
import { pick, t } from "../../i18n/catalogue.js";
import { nextSegment, successionTo } from "../../state/plan.js";
import { seatOf } from "../../state/selectors.js";
import { group } from "./group.js";

/**
 * How public the meeting is, its next segment as planned, and the annotated agenda.
 * @typedef {import("../../state/model.js").Model} Model
 * @typedef {import("../../protocol/messages.js").Segment} Segment
 * @typedef {import("../../protocol/messages.js").AgendaItem} AgendaItem
 */

/** @param {import("../../dom/context.js").Context} context */
export function createSegments(context) {
    const buttons = /** @type {Segment[]} */ (["open", "restricted", "retreat"]).map((segment) => ({
        segment,
        part: new PressTwice({
            testid: `segment-${segment}`, class: "button-small segment-button",
            run: () => void context.command({ type: "setSegment", segment }),
        }),
    }));
    const next = new PressTwice({ testid: "next-segment", class: "button-small", run: () => void context.command({ type: "nextSegment" }) });
    const element = group("console.segment", next.element, h("div", { class: "row wrap" }, ...buttons.map(({ part }) => part.element)));
    return {
        element,
        /** @param {Model} model */
        update({ view, can, pending, status }) {
            show(element, can.presides);
            const step = nextSegment(view);
            show(next.element, step !== undefined);
            if (step) {
                const when = plannedTime(step.startsAt, context.serverNow(), seatOf(view, view.meeting.host)).short;
                const chair = { name: seatName(view, step.chair) };
                next.update({
                    label: t("segments.next", { segment: t(`segment.${step.segment}`), time: when }),
                    consequence: `${t(`consequence.segment.${step.segment}`)} ${t(`consequence.chair.${successionTo(view, step)}`, chair)}`,
                    disabled: status !== "open" || view.sitting === "closed", busy: pending.has("nextSegment"),
                });
            }
            for (const { segment, part } of buttons) {
                const now = view.segment === segment;
                part.update({
                    label: t(`segment.${segment}`), consequence: t(`consequence.segment.${segment}`),
                    disabled: now || status !== "open" || view.sitting === "closed", busy: pending.has(`setSegment:${segment}`),
                });
                setAttribute(part.button, "aria-current", now ? "true" : null);
                setAttribute(part.element, "data-segment", segment);
            }
        },
    };
}

/** @param {import("../../dom/context.js").Context} context */
export function createAgenda(context) {
    const select = h("select", { class: "select grow", tLabel: "console.agenda", testid: "agenda" });
    const take = button({ t: "console.takeItem", testid: "take-item", class: "button-small", run: () => void context.command({ type: "takeItem", number: Number(select.value) }) });
    const list = h("ol", { class: "agenda-list", testid: "annotated-agenda" });
    const element = group("console.agenda", h("div", { class: "row" }, select, take), list);
    let chosenFor = /** @type {number|null|undefined} */ (undefined);
    /** @type {Model|null} */
    let model = null;
    const render = keyedList(list, (/** @type {AgendaItem} */ item) => String(item.number), () => {
        const title = h("span", { class: "agenda-title" });
        const facts = h("span", { class: "quiet" });
        const row = h("li", { class: "agenda-row" }, title, facts);
        return {
            element: row,
            update(item) {
                if (!model) return;
                const { view } = model;
                setText(title, t("agenda.item", { number: item.number, title: pick(item.title) }));
                const speakers = item.speakers?.map((each) => seatName(view, each)).join(", ");
                setText(facts, [
                    itemFacts(view, item), speakers && t("item.speakers", { names: speakers }),
                    item.speakingLimitSeconds && t("item.limit", { seconds: item.speakingLimitSeconds }),
                    itemMinutes(view, item, context.serverNow()).words,
                ].filter(Boolean).join(" \u00b7 "));
                setAttribute(row, "aria-current", item.number === view.item ? "step" : null);
            },
        };
    });
    return {
        element,
        tick() {
            if (model && element.getClientRects().length > 0) render(model.view.agenda ?? []);
        },
        /** @param {Model} next */
        update(next) {
            model = next;
            const { view, can, pending } = next;
            const items = view.agenda ?? [];
            show(element, items.length > 0);
            for (const part of [select, take]) show(part, can.presides);
            render(items);
            const text = items.map((each) => `${each.number} ${pick(each.title)}`).join("\n");
            if (select.dataset.items !== text) {
                select.dataset.items = text;
                select.replaceChildren(...items.map((each) => h("option", { value: String(each.number) }, t("agenda.item", { number: each.number, title: pick(each.title) }))));
                chosenFor = undefined;
            }
            if (chosenFor !== view.item) {
                chosenFor = view.item;
                const index = items.findIndex((each) => each.number === view.item);
                select.selectedIndex = Math.min(items.length - 1, index + 1);
            }
            setAttribute(take, "data-pending", [...pending].some((key) => key.startsWith("takeItem")));
        },
    };
}
