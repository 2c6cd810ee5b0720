import { disable, h, setAttribute, setKey, setText, show } from "./elements.js";
import { actOn } from "./names.js";

/**
 * A button for acts that everybody notices: the first press names the consequence, the second carries it out.
 * Escape, or the button beside it, takes the first press back.
 */
export class PressTwice {
    /** @param {{testid: string, class?: string, run: () => void}} options */
    constructor(options) {
        this.button = h("button", {
            type: "button", class: `button ${options.class ?? ""}`, testid: options.testid, on: { click: () => this.#press() },
        });
        this.consequence = h("p", { class: "press-twice-words" });
        this.confirm = h("button", {
            type: "button", class: "button button-confirm", testid: `${options.testid}-confirm`,
            on: { click: () => this.#confirm() },
        });
        const keep = h("button", {
            type: "button", class: "button", t: "confirm.keep", testid: `${options.testid}-keep`,
            on: { click: () => this.#disarm() },
        });
        this.armed = h(
            "div", { class: "press-twice-armed", role: "group", on: { keydown: (event) => this.#key(event) } },
            this.consequence, h("div", { class: "row" }, this.confirm, keep),
        );
        this.armed.hidden = true;
        this.element = h("div", { class: "press-twice" }, this.button, this.armed);
        this.run = options.run;
        this.needed = true;
    }

    /**
     * @param {{label: string, name?: string, consequence?: string, disabled?: boolean, busy?: boolean, twice?: boolean}} what
     *   `name`: whom it concerns, where the label alone does not tell
     */
    update({ label, name, consequence = "", disabled = false, busy = false, twice = true }) {
        // The second press does what the first one named, or nothing.
        const other = this.button.textContent !== label || this.consequence.textContent !== consequence;
        this.needed = twice;
        for (const each of [this.button, this.confirm]) {
            setText(each, label);
            setAttribute(each, "aria-label", name && actOn(label, name));
        }
        setText(this.consequence, consequence);
        setAttribute(this.armed, "aria-label", consequence);
        disable(this.button, disabled);
        setAttribute(this.element, "data-pending", busy);
        if (disabled || !twice || other) this.#disarm();
    }

    #press() {
        if (!this.needed) return this.run();
        show(this.armed, true);
        show(this.button, false);
        this.confirm.focus();
    }

    #confirm() {
        this.#disarm();
        this.run();
    }

    #disarm() {
        show(this.armed, false);
        show(this.button, true);
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
        // The key of the first press, still held down, is no second press.
        if (event.repeat && event.key === "Enter") event.preventDefault();
        if (event.key !== "Escape") return;
        event.stopPropagation();
        this.#disarm();
    }
}

/**
 * A plain button with a fixed text.
 * @param {{t: string, testid: string, class?: string, run: () => void}} options
 */
export function button({ t, testid, class: extra = "", run }) {
    const element = h("button", { type: "button", class: `button ${extra}`, testid, on: { click: run } });
    setKey(element, t);
    return element;
}
