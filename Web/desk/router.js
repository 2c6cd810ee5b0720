/**
 * Where one is: `/desk`, `/desk/CONFERENCE`, `/desk/CONFERENCE/SECTION[/THING]`, and what is filtered in the query. The facts of the
 * installation belong to no conference and have an address of their own as well: `/desk/facts[/THING]`.
 *
 * @typedef {object} Route
 * @property {string|null} conference
 * @property {string|null} section
 * @property {string|null} thing
 * @property {Record<string, string>} query
 *
 * @typedef {Partial<Route>} Place   what is not named stays out
 */

/** No conference has this id. */
const OWN = "facts";

/** @param {string} path @param {string} [search] @returns {Route} */
export function parse(path, search = "") {
    const parts = path.split("/").slice(2).filter(Boolean).map(decoded);
    const [conference = null, section = null, thing = null] = parts[0] === OWN ? [null, ...parts] : parts;
    return { conference, section, thing, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** @param {Place} place @returns {string} */
export function format({ conference, section, thing, query = {} }) {
    const parts = ["/desk"];
    for (const part of conference === null && section === OWN ? [section, thing] : [conference, section, thing]) {
        if (!part) break;
        parts.push(encodeURIComponent(part));
    }
    const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
    return parts.join("/") + (search && `?${search}`);
}

/** @param {string} part */
function decoded(part) {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}

/** The address bar, and who wants to know when it changes. */
export class Router {
    /** @type {Set<(isFilter: boolean) => void>} */
    #listeners = new Set();

    /** @param {Window} [page] */
    constructor(page = window) {
        this.page = page;
        this.route = this.#read();
        page.addEventListener("popstate", () => this.#turn(false));
        page.document.addEventListener("click", (event) => this.#click(event));
    }

    /** @param {(isFilter: boolean) => void} listener `isFilter`: the same place, seen otherwise */
    subscribe(listener) {
        this.#listeners.add(listener);
    }

    /**
     * The address of a place in this conference.
     * @param {string} section @param {string|null} [thing] @param {Record<string, string>} [query]
     */
    href(section, thing = null, query = {}) {
        return format({ conference: this.route.conference, section, thing, query });
    }

    /** @param {string} address as `href` or `format` give it */
    go(address) {
        this.page.history.pushState(null, "", address);
        this.#turn(false);
    }

    /**
     * Changes filters; an empty value takes one away.
     * @param {Record<string, string|null>} change
     */
    filter(change) {
        const query = { ...this.route.query };
        for (const [name, value] of Object.entries(change)) query[name] = value ?? "";
        this.page.history.replaceState(null, "", format({ ...this.route, query }));
        this.#turn(true);
    }

    /** The address was changed to where somebody belongs. */
    reread() {
        this.#turn(false);
    }

    #read() {
        return parse(this.page.location.pathname, this.page.location.search);
    }

    /** @param {boolean} isFilter */
    #turn(isFilter) {
        this.route = this.#read();
        for (const listener of this.#listeners) listener(isFilter);
    }

    /**
     * Links within the desk do not load the page anew.
     * @param {MouseEvent} event
     */
    #click(event) {
        if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        const link = /** @type {Element} */ (event.target).closest?.("a[href]");
        if (!link || link.hasAttribute("download") || link.hasAttribute("target")) return;
        const address = new URL(/** @type {HTMLAnchorElement} */ (link).href);
        if (address.origin !== this.page.location.origin || !/^\/desk(\/|$)/.test(address.pathname)) return;
        event.preventDefault();
        this.go(address.pathname + address.search);
    }
}
