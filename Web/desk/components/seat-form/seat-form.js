import { h } from "../../../dom/elements.js";
import { checked, form, textField, textsField } from "../../dom/fields.js";

/**
 * What a delegation is called, whom it is led by, and which clock it lives by.
 * @typedef {import("../../../protocol/conference.js").DelegationSeat} DelegationSeat
 * @param {{testid: string, send: string, save: (seat: DelegationSeat) => Promise<string|null>, first?: {element: HTMLElement}, leave?: () => void}} options
 */
export function makeSeatForm({ testid, send, save, first, leave }) {
    /** @type {DelegationSeat|null} */
    let old = null;
    let isTouched = false;
    const on = { input: () => (isTouched = true) };
    const name = textsField({ t: "", keys: { en: "seat.nameEn", vi: "seat.nameVi" }, testid: `${testid}-name`, maxlength: 200, on });
    const title = textsField({ t: "", keys: { en: "seat.titleEn", vi: "seat.titleVi" }, testid: `${testid}-title`, maxlength: 200, optional: true, on });
    const capital = textsField({ t: "", keys: { en: "seat.capitalEn", vi: "seat.capitalVi" }, testid: `${testid}-capital`, maxlength: 200, optional: true, on });
    const zone = textField({ t: "seat.zone", hint: "sites.zoneHint", testid: `${testid}-zone`, maxlength: 64, on });
    const { element } = form({ testid, send, run, leave }, first?.element ?? null, h("div", { class: "stack-fields" }, name.element, title.element, capital.element, zone.element));

    async function run() {
        if (!checked([[name, name.value.en === "", "form.needed"], [zone, zone.value === "", "form.needed"]]) || !old) return null;
        const place = capital.value;
        const wrong = await save({ ...old, name: name.value, title: title.value, capital: Object.values(place).some(Boolean) ? place : null, timeZone: zone.value });
        if (wrong === null) isTouched = false;
        return wrong;
    }

    return {
        element,
        /**
         * What is being entered stays, unless it is another's.
         * @param {DelegationSeat} seat
         */
        update(seat) {
            if (isTouched && old?.id === seat.id) return;
            old = seat;
            isTouched = false;
            name.value = seat.name;
            title.value = seat.title ?? { en: "", vi: "" };
            capital.value = seat.capital ?? { en: "", vi: "" };
            zone.value = seat.timeZone;
        },
    };
}
