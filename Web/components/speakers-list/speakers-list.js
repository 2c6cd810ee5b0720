import { h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { seatName } from "../../dom/names.js";
import { t } from "../../i18n/catalogue.js";
import { seatOf } from "../../state/selectors.js";

/**
 * Who speaks and who is next, as everybody sees it.
 * @typedef {import("../../state/model.js").Model} Model
 */
export function createSpeakersList() {
    const list = h("ol", { class: "speakers", testid: "speakers", tabindex: "0", tLabel: "speakers.label" });
    const empty = h("p", { class: "quiet", t: "speakers.empty" });
    const element = h(
        "section", { class: "speakers-list", tLabel: "speakers.label" },
        h("h2", { class: "eyebrow", t: "speakers.label" }), list, empty,
    );
    /** @type {Model|null} */
    let model = null;
    const render = keyedList(list, (/** @type {{seat: string, speaks: boolean}} */ entry) => entry.seat, () => {
        const number = h("span", { class: "speakers-number figures" });
        const flag = h("img", { class: "flag", alt: "" });
        const name = h("span", { class: "speakers-name" });
        const mark = h("span", { class: "speakers-mark", t: "speakers.speaks" });
        const row = h("li", { class: "speakers-row" }, number, flag, name, mark);
        return {
            element: row,
            update(entry, index) {
                if (!model) return;
                const seat = seatOf(model.view, entry.seat);
                const first = model.view.floor ? 0 : 1;
                setAttribute(row, "data-seat", entry.seat);
                setAttribute(row, "data-mine", entry.seat === model.mySeat?.id);
                setText(number, entry.speaks ? "" : String(index + first));
                setAttribute(flag, "src", seat?.flag ? `/flags/${seat.flag}.svg` : null);
                show(flag, Boolean(seat?.flag));
                setText(name, seatName(model.view, entry.seat));
                show(mark, entry.speaks);
                setAttribute(row, "data-speaks", entry.speaks);
                setText(mark, t("speakers.speaks"));
            },
        };
    });
    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            const { floor, speakers = [] } = next.view;
            const waiting = speakers.filter(({ seat }) => seat !== floor?.seat).map(({ seat }) => ({ seat, speaks: false }));
            const all = floor ? [{ seat: floor.seat, speaks: true }, ...waiting] : waiting;
            render(all);
            show(list, all.length > 0);
            show(empty, all.length === 0);
        },
    };
}
