import { pick } from "../i18n/catalogue.js";
import { h, setAttribute, setText, show } from "./elements.js";

/** The product's face: flag, country, function. */
export class NamePlate {
    /** @param {{class?: string, testid?: string}} [options] */
    constructor(options = {}) {
        this.flag = h("img", { class: "flag", alt: "" });
        this.country = h("span", { class: "name-plate-country" });
        this.title = h("span", { class: "name-plate-title" });
        const words = h("span", { class: "name-plate-words" }, this.country, this.title);
        this.element = h("p", { class: `name-plate ${options.class ?? ""}`, testid: options.testid }, this.flag, words);
    }

    /**
     * @param {import("../protocol/messages.js").Seat|undefined} seat
     * @param {string} [title] instead of the seat's
     */
    update(seat, title) {
        setAttribute(this.flag, "src", seat?.flag ? `/flags/${seat.flag}.svg` : null);
        show(this.flag, Boolean(seat?.flag));
        setText(this.country, pick(seat?.name) || seat?.id || "");
        const line = title ?? pick(seat?.title);
        setText(this.title, line);
        show(this.title, line !== "");
    }
}
