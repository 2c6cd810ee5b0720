import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";

/** @typedef {import("../../../text/draft.js").Refused} Refused */

/**
 * What was typed and the text has not taken, until its author does not need it any more.
 * @param {{forget: (index: number) => void}} acts
 */
export function makeTextRefused({ forget }) {
    const element = h("ul", { class: "text-refused", testid: "text-refused" });
    const list = keyedList(element, (/** @type {Refused & {index: number}} */ { index }) => String(index), ({ index }) => {
        const what = h("p");
        const away = button({ t: "text.forget", testid: `forget-${index}`, class: "button-small", run: () => forget(index) });
        return {
            element: h("li", { class: "proposal" }, what, away),
            update({ words, reason }) { setText(what, t("text.notTaken", { words, reason })); },
        };
    });
    return {
        element,
        /** @param {readonly Refused[]} refused */
        update(refused) {
            list(refused.map((each, index) => ({ ...each, index })));
            show(element, refused.length > 0);
        },
    };
}
