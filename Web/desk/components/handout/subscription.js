import { h, setAttribute, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";

/**
 * A calendar that other programs follow: `webcal:` opens them.
 * @param {string} [key] of its label
 */
export function makeSubscription(key = "handout.calendar") {
    const link = h("a", { class: "button button-small", t: key });
    return {
        element: link,
        /** @param {string|undefined} path @param {string} name whose meetings they are */
        update(path, name) {
            show(link, path !== undefined);
            setAttribute(link, "href", path && `webcal://${location.host}${path}`);
            setAttribute(link, "aria-label", `${t(key)}: ${name}`);
        },
    };
}
