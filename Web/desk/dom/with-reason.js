import { h, setAttribute, setText, show } from "../../dom/elements.js";
import { t } from "../../i18n/catalogue.js";
import { textField } from "./fields.js";

/**
 * An act with consequences that goes into the record with its reason: the first press names the consequence and asks for
 * the reason, the second carries it out. Escape takes the first press back.
 * @param {{t: string, testid: string, class?: string, run: (reason: string) => Promise<boolean>}} options
 */
export function makeWithReason({ t: key, testid, class: extra = "", run }) {
    const ask = h("button", { type: "button", class: `button ${extra}`, t: key, testid, on: { click: () => arm(true) } });
    const consequence = h("p", { class: "press-twice-words" });
    const reason = textField({ t: "reason.label", testid: `${testid}-reason`, maxlength: 300 });
    const confirm = h("button", { type: "submit", class: "button button-confirm", t: key, testid: `${testid}-confirm` });
    const keep = h("button", { type: "button", class: "button", t: "confirm.keep", testid: `${testid}-keep`, on: { click: () => arm(false) } });
    const armed = h(
        "form", { class: "press-twice-armed", novalidate: true, on: { submit: (event) => void act(event), keydown: escape } },
        consequence, reason.element, h("div", { class: "row wrap" }, confirm, keep),
    );
    armed.hidden = true;

    /** @param {boolean} isArmed */
    function arm(isArmed) {
        show(armed, isArmed);
        show(ask, !isArmed);
        if (isArmed) {
            reason.value = "";
            reason.error(null);
            reason.focus();
        } else ask.focus();
    }

    /** @param {KeyboardEvent} event */
    function escape(event) {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        arm(false);
    }

    /** @param {Event} event */
    async function act(event) {
        event.preventDefault();
        if (reason.value === "") {
            reason.error(t("reason.needed"));
            reason.focus();
            return;
        }
        confirm.disabled = true;
        const isDone = await run(reason.value);
        confirm.disabled = false;
        if (isDone) arm(false);
    }

    return {
        element: h("div", { class: "press-twice" }, ask, armed),
        /** @param {{name: string, consequence: string}} what */
        update({ name, consequence: words }) {
            setText(consequence, words);
            setAttribute(armed, "aria-label", words);
            for (const each of [ask, confirm]) setAttribute(each, "aria-label", name && `${t(key)}: ${name}`);
        },
    };
}
