import { h, setText, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { hourMinute, ownZone } from "../../i18n/times.js";
import { seatOf } from "../../state/selectors.js";

/**
 * What time it is here, and where the host is.
 * @typedef {import("../../state/model.js").Model} Model
 * @param {import("../../dom/context.js").Context} context
 */
export function createClocks(context) {
    const own = h("span", { class: "clock clock-own" });
    const host = h("span", { class: "clock" });
    const element = h("p", { class: "clocks figures", testid: "clocks" }, own, host);
    /** @type {Model|null} */
    let last = null;

    return {
        element,
        /** @param {Model} model */
        update(model) {
            last = model;
            this.tick();
        },
        tick() {
            if (!last) return;
            const now = context.serverNow();
            setText(own, t("clock.own", { time: hourMinute(now) }));
            const seat = seatOf(last.view, last.view.meeting.host);
            const zone = seat?.timeZone ?? undefined;
            show(host, zone !== undefined && zone !== ownZone());
            if (zone) setText(host, t("clock.place", { place: pick(seat?.capital) || zone, time: hourMinute(now, zone) }));
        },
    };
}
