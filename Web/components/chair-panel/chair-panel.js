import { h, setKey, setText, show } from "../../dom/elements.js";
import { seatName } from "../../dom/names.js";
import { NamePlate } from "../../dom/name-plate.js";
import { Picture } from "../../dom/picture.js";
import { t } from "../../i18n/catalogue.js";
import { cameraOff, isHeld, pictureOf } from "../../state/model.js";
import { chairSeat, coChairSeats, participantOf } from "../../state/selectors.js";
import { CHAIR_SLOT } from "../../state/slots.js";

/**
 * The chair, always visible.
 * @typedef {import("../../state/model.js").Model} Model
 */
export function createChairPanel() {
    const picture = new Picture({ testid: "chair-video" });
    const plate = new NamePlate({ testid: "chair-name" });
    const label = h("h2", { class: "eyebrow", t: "chair.label" });
    const others = h("p", { class: "quiet", testid: "co-chairs" });
    const state = h("p", { class: "chair-state", testid: "chair-state" });
    const element = h(
        "section", { class: "chair-panel", tLabel: "chair.label" },
        h("div", { class: "chair-words" }, label, plate.element, others, state),
        picture.element,
    );
    return {
        element,
        /** @param {Model} model */
        update(model) {
            const { view } = model;
            const seat = chairSeat(view);
            picture.update({
                track: seat ? track(model, seat) : null, flag: seat?.flag ?? undefined, seat: seat?.id,
                cameraOff: seat && cameraOff(view, seat),
                held: seat && isHeld(model, seat),
            });
            plate.update(seat);
            const together = coChairSeats(view);
            setKey(label, together.length > 0 ? "chair.presiding" : "chair.label");
            const names = together.filter((each) => each.id !== seat?.id).map((each) => seatName(view, each.id));
            setText(others, t("chair.others", { names: names.join(", ") }));
            show(others, names.length > 0);
            const person = participantOf(view, view.presiding);
            setText(state, !person ? t("chair.none") : person.connected === false ? t("chair.lost") : "");
        },
    };
}

/**
 * @param {Model} model @param {import("../../protocol/messages.js").Seat} seat
 */
function track(model, seat) {
    const { media, session, holder, mySeat } = model;
    const mid = media.videoMids[CHAIR_SLOT];
    const own = holder && mySeat?.id === seat.id;
    if (!own && mid !== undefined && session.shown[mid] === seat.id) return media.tracks.get(mid) ?? null;
    return pictureOf(model, seat);
}
