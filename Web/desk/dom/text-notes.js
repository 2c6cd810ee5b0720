import { h } from "../../dom/elements.js";
import { t } from "../../i18n/catalogue.js";

/**
 * Footnotes: how they are called, their raised numbers among the words, and the way from one to the other and back.
 *
 * @typedef {{kind: import("../../protocol/text.js").Kind, number: string}} Named
 */

/** @param {string} number as the server counts: whether it is that of a footnote, `fn 3` */
export const isFootnote = (number) => number.startsWith("fn ");

/** @param {string} number */
export const footnoteNumber = (number) => number.replace(/^fn /, "");

/** @param {Named} paragraph `Footnote 3`; null: it is none */
export const footnoteName = ({ kind, number }) => ("footnote" in kind ? t("footnote.name", { number: footnoteNumber(number) }) : null);

/**
 * A link whose click goes there without a change of the address.
 * @param {"doc-noteref"|"doc-backlink"} role @param {string} to the id of an element @param {() => void} go @param {Record<string, string>} [attributes]
 */
export const makeNoteLink = (role, to, go, attributes = {}) => h("a", { role, href: `#${to}`, ...attributes, on: {
    click(/** @type {Event} */ event) {
        event.preventDefault();
        event.stopPropagation();
        go();
    },
} });
