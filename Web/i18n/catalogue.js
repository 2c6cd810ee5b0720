/**
 * The words of the page in the user's language. Refusals and names come from the server in all languages and are
 * only picked here.
 *
 * @typedef {string|Record<string, string>} Entry   plain, or by plural category (Intl.PluralRules) of `count`
 * @typedef {Record<string, Entry>} Catalogue
 * @typedef {import("../protocol/messages.js").Texts} Texts
 */

export const LANGUAGES = Object.freeze(["en", "vi"]);
const KEY = "mufakat.language";

/** @type {Record<string, Catalogue>} */
const catalogues = {};
let current = "en";
/** @type {Intl.PluralRules} */
let plural = new Intl.PluralRules("en");

export const language = () => current;

/**
 * The kept choice, otherwise the first of the browser's languages that we have.
 * @param {string|null} kept @param {readonly string[]} wanted
 */
export function chooseLanguage(kept, wanted) {
    if (kept && LANGUAGES.includes(kept)) return kept;
    const known = wanted.map((each) => each.slice(0, 2).toLowerCase()).find((each) => LANGUAGES.includes(each));
    return known ?? "en";
}

export function preferredLanguage() {
    return chooseLanguage(localStorage.getItem(KEY), navigator.languages ?? []);
}

/** @param {string} code */
export async function useLanguage(code) {
    await load(code);
    current = code;
    plural = new Intl.PluralRules(code);
    localStorage.setItem(KEY, code);
    document.documentElement.lang = code;
}

/** @param {string} code */
async function load(code) {
    if (catalogues[code]) return;
    const response = await fetch(new URL(`./${code}.json`, import.meta.url));
    adopt(code, await response.json());
}

/**
 * The same words in every language, for what is kept in all of them; `values` may differ from language to language.
 * @param {string} key @param {(language: string) => Record<string, string>} values
 * @returns {Promise<Record<string, string>>}
 */
export async function inEveryLanguage(key, values) {
    await Promise.all(LANGUAGES.map(load));
    return Object.fromEntries(LANGUAGES.map((code) => [code, fill(String(catalogues[code][key] ?? ""), values(code))]));
}

/** @param {string} code @param {Catalogue} catalogue */
export function adopt(code, catalogue) {
    catalogues[code] = catalogue;
}

/**
 * @param {string} key
 * @param {Record<string, string|number>} [values] for `{name}` in the text; `count` chooses the plural
 * @returns {string}
 */
export function t(key, values = {}) {
    const entry = catalogues[current]?.[key] ?? catalogues.en?.[key];
    if (entry === undefined) return key;
    return fill(typeof entry === "string" ? entry : chosen(entry, values), values);
}

/** @param {Record<string, string>} forms @param {Record<string, string|number>} values */
const chosen = (forms, values) => forms[plural.select(Number(values.count ?? 0))] ?? forms.other ?? "";

/** @param {string} text @param {Record<string, string|number>} values */
export function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/**
 * @param {Texts|undefined|null} texts
 * @returns {string} in the current language, otherwise English, otherwise whatever there is
 */
export function pick(texts) {
    if (!texts) return "";
    return texts[current] || texts.en || Object.values(texts)[0] || "";
}
