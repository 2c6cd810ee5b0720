import { h, setAttribute, setText, show } from "../../dom/elements.js";
import { NamePlate } from "../../dom/name-plate.js";
import { Picture } from "../../dom/picture.js";
import { t } from "../../i18n/catalogue.js";
import { clockFace, countdown } from "../../state/countdown.js";
import { cameraOff, isHeld, stagePicture } from "../../state/model.js";
import { coChairSeats, stageSeat } from "../../state/selectors.js";

/**
 * Who speaks, as large as fits, with the name plate and the time that is left. Nobody: the chair.
 * @typedef {import("../../state/model.js").Model} Model
 * @param {import("../../dom/context.js").Context} context
 */
export function createStage(context) {
    const picture = new Picture({ testid: "stage-video" });
    const plate = new NamePlate({ class: "name-plate-large", testid: "stage-name" });
    const role = h("p", { class: "stage-role", testid: "stage-role" });
    const time = h("span", { class: "countdown-face figures", testid: "countdown" });
    const words = h("span", { class: "countdown-words" });
    const bar = h("span", { class: "countdown-bar", "aria-hidden": "true" }, h("span", {}));
    const timer = h("p", { class: "countdown" }, words, time, bar);
    const caption = h("div", { class: "stage-caption" }, h("div", { class: "stage-plate" }, role, plate.element), timer);
    const element = h("section", { class: "stage", tLabel: "stage.label", testid: "stage" }, h("div", { class: "stage-frame" }, picture.element, caption));
    /** @type {Model|null} */
    let last = null;

    return {
        element,
        /** @param {Model} model */
        update(model) {
            last = model;
            const { view } = model;
            const seat = stageSeat(view);
            const track = seat ? stagePicture(model, seat) : null;
            picture.update({ track, flag: seat?.flag ?? undefined, seat: seat?.id, cameraOff: seat && cameraOff(view, seat), held: seat && isHeld(model, seat, true) });
            plate.update(seat);
            show(plate.element, seat !== undefined);
            setAttribute(element, "data-floor", view.floor !== null && view.floor !== undefined);
            setAttribute(element, "data-kind", view.floor?.kind);
            const chair = coChairSeats(view).length > 0 ? "stage.coChair" : "stage.chair";
            setText(role, t(view.floor ? `stage.${view.floor.kind ?? "intervention"}` : seat ? chair : "stage.nobody"));
            this.tick();
        },
        tick() {
            const floor = last?.view.floor;
            show(timer, Boolean(floor));
            if (!floor) return;
            const { remaining, share, stage } = countdown(floor, context.serverNow());
            setText(time, clockFace(remaining));
            setText(words, t(`countdown.${stage}`));
            setAttribute(timer, "data-stage", stage);
            bar.style.setProperty("--share", share.toFixed(3));
        },
    };
}
