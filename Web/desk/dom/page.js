import { h, setAttribute, setKey, setText, show } from "../../dom/elements.js";

/**
 * The heading of a screen; the focus begins here.
 * @param {string|null} key of a fixed heading @param {(Node|null|false)[]} beside
 */
export function pageHead(key, ...beside) {
    const title = h("h1", { class: "desk-title", tabindex: "-1", testid: "page-title" });
    if (key) setKey(title, key);
    return { title, element: h("div", { class: "desk-head" }, title, ...beside) };
}

/**
 * What stands where there is nothing yet: why, and what to do first.
 * @param {{t: string, text: string, testid: string}} keys @param {(Node|null|false)[]} acts
 */
export function makeEmpty({ t, text, testid }, ...acts) {
    const element = h("div", { class: "empty", testid }, h("h2", { t }), h("p", { t: text }), h("div", { class: "row wrap" }, ...acts));
    return { element, show: (/** @type {boolean} */ shown) => show(element, shown) };
}

/**
 * A part of a screen under its own heading.
 * @param {{t: string, testid?: string, class?: string}} options @param {(Node|null|false)[]} parts
 */
export const section = ({ t, testid, class: extra = "" }, ...parts) =>
    h("section", { class: `part ${extra}`, testid }, h("h2", { class: "part-title", t }), ...parts);

/**
 * Something that is seldom needed, behind its name.
 * @param {{t: string, testid: string}} options @param {(Node|null|false)[]} parts
 */
export function fold({ t, testid }, ...parts) {
    const number = h("span", { class: "fold-count figures" });
    number.hidden = true;
    const element = h("details", { class: "fold", testid }, h("summary", { class: "fold-name", testid: `${testid}-open` }, h("span", { t }), number), h("div", { class: "fold-body" }, ...parts));
    return {
        element, close: () => { element.open = false; }, open: () => { element.open = true; },
        /** @param {number} count of what is behind it; 0 is not shown */
        count(count) {
            setText(number, String(count));
            show(number, count > 0);
        },
    };
}

/**
 * Several views of one screen, each with an address of its own.
 * @param {{t: string, names: readonly string[], words: (name: string) => string, href: (name: string) => string}} options
 */
export function makeViews({ t, names, words, href }) {
    const links = names.map((name) => h("a", { class: "views-link", testid: `view-${name}` }));
    return {
        element: h("nav", { class: "views", tLabel: t }, ...links),
        /** @param {string} shown @param {readonly string[]} [open] those that one may see; all */
        update(shown, open = names) {
            links.forEach((link, index) => {
                show(link, open.includes(names[index]));
                setText(link, words(names[index]));
                setAttribute(link, "href", href(names[index]));
                setAttribute(link, "aria-current", names[index] === shown && "page");
            });
        },
    };
}
