import { h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { seatName } from "../../dom/names.js";
import { button, PressTwice } from "../../dom/press-twice.js";
import { t } from "../../i18n/catalogue.js";

/**
 * Points of order, above everything else: to be heard, then ruled on.
 * @typedef {import("../../state/model.js").Model} Model
 * @typedef {import("../../protocol/messages.js").Point} Point
 * @param {import("../../dom/context.js").Context} context
 */
export function createPoints(context) {
    const list = h("ul", { class: "plain", testid: "points" });
    const element = h("div", { class: "console-points", role: "group", tLabel: "points.label" }, h("h2", { class: "eyebrow", t: "points.label" }), list);
    /** @type {Model|null} */
    let model = null;
    const render = keyedList(list, (/** @type {Point} */ point) => point.seat, ({ seat }) => {
        const name = h("span", { class: "console-point-name" });
        const state = h("span", { class: "quiet" });
        const hear = button({ t: "points.hear", testid: `hear-${seat}`, class: "button-primary button-small", run: () => void context.command({ type: "hearPoint", seat }) });
        const rulings = /** @type {const} */ (["upheld", "dismissed"]).map((ruling) => ({
            ruling, part: new PressTwice({ testid: `${ruling}-${seat}`, class: "button-small", run: () => void context.command({ type: "rulePoint", seat, ruling }) }),
        }));
        const row = h("li", { class: "console-point" }, name, state, h("div", { class: "console-acts" }, hear, ...rulings.map(({ part }) => part.element)));
        return {
            element: row,
            update(point) {
                if (!model) return;
                const { view, can, pending, status } = model;
                const who = seatName(view, seat);
                const speaks = view.floor?.kind === "point" && view.floor.seat === seat;
                setText(name, who);
                setText(state, t(speaks ? "points.states" : point.heard ? "points.awaits" : "points.raised"));
                const other = view.points?.some((each) => each.heard && each.seat !== seat);
                show(hear, can.presides && !speaks && !other && view.sitting === "open");
                setAttribute(hear, "aria-label", t("points.hearSeat", { name: who }));
                const goesOn = point.heard && view.interrupted ? t("points.goesOn", { name: seatName(view, view.interrupted.seat) }) : "";
                for (const { ruling, part } of rulings) {
                    show(part.element, can.presides);
                    part.update({
                        label: t(`ruling.${ruling}`), name: who, disabled: status !== "open", busy: pending.has(`rulePoint:${seat}`),
                        consequence: [t(`consequence.${ruling}`, { name: who }), goesOn].filter(Boolean).join(" "),
                    });
                }
                setAttribute(row, "data-pending", pending.has(`hearPoint:${seat}`));
            },
        };
    });
    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            const points = next.view.points ?? [];
            render(points);
            show(element, points.length > 0);
        },
    };
}
