import { h } from "../../dom/elements.js";
import { language, LANGUAGES } from "../../i18n/catalogue.js";

/** Each language named in itself, so that it is found by those who need it. */
const names = new Intl.DisplayNames(["en"], { type: "language" });
const ownName = (/** @type {string} */ code) =>
    new Intl.DisplayNames([code], { type: "language" }).of(code) ?? names.of(code) ?? code;

/** @param {import("../../dom/context.js").Context} context */
export function createLanguageSwitch(context) {
    /** @type {HTMLSelectElement} */
    const select = h("select", {
        class: "select language-switch", tLabel: "language.label", testid: "language",
        on: { change: () => context.setLanguage(select.value) },
    });
    for (const code of LANGUAGES) {
        const name = ownName(code);
        select.append(h("option", { value: code, lang: code }, name.charAt(0).toUpperCase() + name.slice(1)));
    }
    return {
        element: select,
        update() {
            if (select.value !== language()) select.value = language();
        },
    };
}
