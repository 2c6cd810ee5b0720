import { createLanguageSwitch } from "../../../components/language-switch/language-switch.js";
import { h, keyedList, setAttribute, setKey, setText, show } from "../../../dom/elements.js";
import { icon } from "../../../dom/icons.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { sectionsFor } from "../../state/sections.js";

/**
 * What stands around every screen of the desk: which conference and whose desk, where one can go, the language, and
 * whether the server is there.
 * @param {{desk: import("../../context.js").Desk, setLanguage: (language: string) => void, signOut: () => void}} parts
 */
export function createFrame({ desk, setLanguage, signOut }) {
    const languages = createLanguageSwitch(/** @type {any} */ ({ setLanguage }));
    const title = h("span", { class: "desk-bar-title", testid: "conference-title" });
    const whose = h("span", { class: "desk-bar-whose", testid: "whose-desk" });
    const lineWords = h("span", { class: "desk-line-words" });
    const line = h("span", { class: "desk-line", role: "status", testid: "connection" }, lineWords);
    const menu = h("button", {
        type: "button", class: "button button-small desk-menu", "aria-expanded": "false", "aria-controls": "desk-nav", testid: "menu",
        on: { click: () => open(nav.dataset.open === undefined) },
    }, icon("console"), h("span", { t: "desk.menu" }));
    const list = h("ul", { class: "desk-nav-list" });
    const links = keyedList(list, (/** @type {string} */ section) => section, (/** @type {string} */ section) => {
        const words = h("span");
        const count = h("span", { class: "desk-nav-count figures", testid: `count-${section}` });
        const link = h("a", { class: "desk-nav-link", testid: `nav-${section}` }, words, count);
        return {
            element: h("li", {}, link),
            update() {
                const own = section === "delegations" && !desk.store.view?.you.isSecretariat;
                setAttribute(link, "href", desk.router.href(section, own ? desk.store.view?.you.delegation ?? null : null));
                setAttribute(link, "aria-current", desk.router.route.section === section && "page");
                setKey(words, own ? "section.ownDelegation" : `section.${section}`);
                const unread = section === "notices" ? desk.box.unread : 0;
                setText(count, unread > 0 ? t("notices.count", { count: unread }) : "");
                show(count, unread > 0);
            },
        };
    });
    const all = h("a", { class: "desk-nav-link desk-nav-all", href: "/desk", t: "desk.all", testid: "nav-all" });
    const out = h("button", { type: "button", class: "desk-nav-link desk-nav-out", t: "desk.signOut", testid: "sign-out", on: { click: signOut } });
    const nav = h("nav", { class: "desk-nav", id: "desk-nav", tLabel: "desk.sections", on: { keydown: escape } }, list, all, out);
    const main = h("main", { class: "desk-main", id: "main", tabindex: "-1" });
    const bar = h(
        "header", { class: "desk-bar" },
        h("a", { class: "desk-brand", href: "/desk", t: "brand" }), h("span", { class: "desk-bar-words" }, title, whose), line, languages.element, menu,
    );
    const element = h("div", { class: "desk" }, bar, nav, main);

    /** @param {boolean} isOpen */
    function open(isOpen) {
        setAttribute(nav, "data-open", isOpen);
        setAttribute(menu, "aria-expanded", String(isOpen));
    }

    /** @param {KeyboardEvent} event */
    function escape(event) {
        if (event.key !== "Escape" || nav.dataset.open === undefined) return;
        open(false);
        menu.focus();
    }

    return {
        element,
        main,
        closeMenu: () => open(false),
        update() {
            const { view, status } = desk.store;
            const inConference = desk.router.route.conference !== null;
            languages.update();
            links(view ? sectionsFor(view.you) : []);
            show(nav, inConference && view !== null);
            show(menu, inConference && view !== null);
            setAttribute(element, "data-nav", inConference && view !== null);
            setText(title, pick(view?.conference.title) || (inConference ? "" : t("desk.title")));
            setText(whose, view ? whoseDesk(view) : "");
            show(line, view !== null);
            setAttribute(line, "data-status", status);
            setText(lineWords, view ? t(`line.${status}`) : "");
        },
    };
}

/** @param {import("../../../protocol/conference.js").ConferenceView} view */
function whoseDesk({ you, people, delegations }) {
    const name = pick(people.find(({ person }) => person.id === you.person)?.person.name);
    const delegation = pick(delegations.find(({ seat }) => seat.id === you.delegation)?.seat.name);
    if (!you.isSecretariat) return [name, delegation].filter(Boolean).join(" · ");
    return [name, t("desk.secretariat")].filter(Boolean).join(" · ");
}
