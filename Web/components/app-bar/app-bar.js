import { h, setAttribute, setText, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";

/**
 * Which meeting, which item, how public: the line at the top.
 * @typedef {import("../../state/model.js").Model} Model
 * @param {HTMLElement[]} controls at the right end
 */
export function createAppBar(controls) {
    const title = h("h1", { class: "app-bar-title" });
    const item = h("p", { class: "app-bar-item", testid: "agenda-item" });
    const segment = h("span", { class: "badge segment", testid: "segment" });
    const sitting = h("span", { class: "badge sitting", testid: "sitting" });
    const element = h(
        "header", { class: "app-bar" },
        h("div", { class: "app-bar-words" }, title, item),
        h("p", { class: "app-bar-badges" }, segment, sitting),
        h("div", { class: "app-bar-controls" }, ...controls),
    );
    return {
        element,
        /** @param {Model} model */
        update(model) {
            const { view } = model;
            setText(title, pick(view.meeting.title));
            const agendaItem = view.agenda?.find((each) => each.number === view.item);
            show(item, agendaItem !== undefined);
            if (agendaItem) setText(item, t("agenda.item", { number: agendaItem.number, title: pick(agendaItem.title) }));
            setAttribute(segment, "data-segment", view.segment ?? "open");
            setText(segment, t(`segment.${view.segment ?? "open"}`));
            setAttribute(sitting, "data-sitting", view.sitting);
            setText(sitting, t(`sitting.${view.sitting}`));
        },
    };
}
