import { t } from "../i18n/catalogue.js";
import { keepFocus } from "./focus.js";

/**
 * Small helpers to make and change elements. Fixed texts are given by their key in the catalogue and follow a change
 * of language by themselves (`retranslate`); nothing is written that is already there, so that a render is cheap.
 *
 * @typedef {Record<string, any> & {
 *   class?: string, testid?: string,
 *   t?: string, tLabel?: string, tTitle?: string, tPlaceholder?: string,
 *   on?: Record<string, (event: any) => void>,
 * }} Attributes
 */

const TRANSLATED = /** @type {const} */ ({ tLabel: "aria-label", tTitle: "title", tPlaceholder: "placeholder" });

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Attributes} [attributes] @param {(Node|string|null|undefined|false)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) continue;
        if (name === "class") element.className = value;
        else if (name === "testid") element.dataset.testid = value;
        else if (name === "on") for (const [type, body] of Object.entries(value)) element.addEventListener(type, body);
        else if (name === "t") setKey(element, value);
        else if (name in TRANSLATED) {
            const target = TRANSLATED[/** @type {keyof typeof TRANSLATED} */ (name)];
            element.setAttribute(`data-t-${target}`, value);
            element.setAttribute(target, t(value));
        } else element.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children) if (child) element.append(child);
    return element;
}

/**
 * A fixed text by its key.
 * @param {Element} element @param {string} key
 */
export function setKey(element, key) {
    if (element.getAttribute("data-t") === key) return;
    element.setAttribute("data-t", key);
    setText(element, t(key));
}

/**
 * @param {Element} element @param {string} text
 */
export function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
}

/**
 * @param {Element} element @param {string} name @param {string|number|boolean|null|undefined} value false removes it
 */
export function setAttribute(element, name, value) {
    if (value === null || value === undefined || value === false) {
        if (element.hasAttribute(name)) element.removeAttribute(name);
        return;
    }
    const text = value === true ? "" : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/**
 * @param {HTMLElement} element @param {boolean} shown
 */
export function show(element, shown) {
    if (element.hidden !== shown) return;
    if (!shown) keepFocus(element);
    element.hidden = !shown;
}

/**
 * @param {HTMLButtonElement|HTMLSelectElement|HTMLInputElement} element @param {boolean} disabled
 */
export function disable(element, disabled) {
    if (element.disabled !== disabled) element.disabled = disabled;
}

/**
 * Puts every fixed text below `root` into the language of now.
 * @param {ParentNode} root
 */
export function retranslate(root) {
    for (const element of root.querySelectorAll("[data-t]")) setText(element, t(element.getAttribute("data-t") ?? ""));
    for (const target of Object.values(TRANSLATED)) {
        for (const element of root.querySelectorAll(`[data-t-${target}]`)) {
            element.setAttribute(target, t(element.getAttribute(`data-t-${target}`) ?? ""));
        }
    }
}

/**
 * Keeps one child element per item, in order, reusing and moving as little as possible; focus stays where it was.
 * @template Item
 * @template {{element: HTMLElement, update: (item: Item, index: number) => void}} Part
 * @param {HTMLElement} parent
 * @param {(item: Item) => string} keyOf
 * @param {(item: Item) => Part} make
 * @returns {(items: readonly Item[]) => Map<string, Part>}
 */
export function keyedList(parent, keyOf, make) {
    /** @type {Map<string, Part>} */
    const parts = new Map();
    return (items) => {
        const keys = new Set(items.map(keyOf));
        for (const [key, part] of parts) {
            if (keys.has(key)) continue;
            keepFocus(part.element);
            part.element.remove();
            parts.delete(key);
        }
        const focused = /** @type {HTMLElement|null} */ (document.activeElement);
        let moved = false;
        items.forEach((item, index) => {
            const key = keyOf(item);
            let part = parts.get(key);
            if (!part) parts.set(key, (part = make(item)));
            part.update(item, index);
            const there = parent.children[index];
            if (there === part.element) return;
            parent.insertBefore(part.element, there ?? null);
            moved = true;
        });
        if (moved && focused && focused !== document.activeElement && parent.contains(focused)) focused.focus();
        return parts;
    };
}
