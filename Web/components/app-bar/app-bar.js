import { h, setAttribute, setText, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { hourMinute, ownZone } from "../../i18n/times.js";
import { seatOf } from "../../state/selectors.js";

/**
 * Which meeting, which item, how public, what time: the line at the top.
 * @typedef {import("../../state/model.js").Model} Model
 * @param {import("../../dom/context.js").Context} context
 * @param {HTMLElement[]} controls at the right end
 */
export function createAppBar(context, controls) {
    const title = h("h1", { class: "app-bar-title" });
    const item = h("p", { class: "app-bar-item", testid: "agenda-item" });
    const segment = h("span", { class: "badge segment", testid: "segment" });
    const sitting = h("span", { class: "badge sitting", testid: "sitting" });
    const own = h("span", { class: "clock" });
    const host = h("span", { class: "clock" });
    const clocks = h("p", { class: "app-bar-clocks figures", testid: "clocks" }, own, host);
    const element = h(
        "header", { class: "app-bar" },
        h("div", { class: "app-bar-words" }, title, item),
        h("p", { class: "app-bar-badges" }, segment, sitting),
        clocks,
        h("div", { class: "app-bar-controls" }, ...controls),
    );
    /** @type {Model|null} */
    let last = null;

    return {
        element,
        /** @param {Model} model */
        update(model) {
            last = model;
            const { view } = model;
            setText(title, pick(view.meeting.title));
            const agendaItem = view.agenda?.find((each) => each.number === view.item);
            show(item, agendaItem !== undefined);
            if (agendaItem) setText(item, t("agenda.item", { number: agendaItem.number, title: pick(agendaItem.title) }));
            setAttribute(segment, "data-segment", view.segment ?? "open");
            setText(segment, t(`segment.${view.segment ?? "open"}`));
            setAttribute(sitting, "data-sitting", view.sitting);
            setText(sitting, t(`sitting.${view.sitting}`));
            this.tick();
        },
        tick() {
            if (!last) return;
            const now = context.serverNow();
            setText(own, t("clock.own", { time: hourMinute(now) }));
            const seat = seatOf(last.view, last.view.meeting.host) ?? last.view.seats?.[0];
            const zone = seat?.timeZone ?? undefined;
            show(host, zone !== undefined && zone !== ownZone());
            if (zone) setText(host, t("clock.place", { place: pick(seat?.capital) || zone, time: hourMinute(now, zone) }));
        },
    };
}
