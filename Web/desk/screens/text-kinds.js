import { t } from "../../i18n/catalogue.js";

/** What a paragraph may be, as the server reads it. */
export const KINDS = Object.freeze([
    { operative: {} }, { preambular: {} }, { sub: { level: 1 } }, { sub: { level: 2 } }, { heading: { level: 1 } }, { heading: { level: 2 } }, { plain: {} }, { annex: {} },
]);

/** @param {Record<string, any>} kind */
export function kindWords(kind) {
    const [[key, { level }]] = Object.entries(kind);
    return t(`text.kind.${key}${level ?? ""}`);
}
