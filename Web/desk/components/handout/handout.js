import { h, setAttribute, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";

/**
 * A link to be handed out: asked for, then shown and copied.
 * @param {{t: string, testid: string, fetch: () => Promise<string|null>, copied: () => void}} options
 *   `fetch`: the address, or null when it could not be had
 */
export function makeHandout({ t: key, testid, fetch, copied }) {
    const address = h("input", { class: "field handout-address figures", type: "text", readonly: true, testid: `${testid}-address` });
    const hide = h("button", { type: "button", class: "button button-small", t: "handout.hide", on: { click: () => { show(address, false); show(hide, false); ask.focus(); } } });
    const ask = h("button", { type: "button", class: "button button-small", t: key, testid, on: { click: () => void give() } });
    address.hidden = hide.hidden = true;

    async function give() {
        const link = await fetch();
        if (link === null) return;
        address.value = link;
        show(address, true);
        show(hide, true);
        address.focus();
        address.select();
        const isCopied = await navigator.clipboard?.writeText(link).then(() => true, () => false);
        if (isCopied) copied();
    }

    return {
        element: h("span", { class: "handout" }, ask, address, hide),
        /** @param {string} name whom it is for */
        update(name) {
            setText(ask, t(key));
            setAttribute(ask, "aria-label", `${t(key)}: ${name}`);
            setAttribute(address, "aria-label", `${t(key)}: ${name}`);
        },
    };
}
