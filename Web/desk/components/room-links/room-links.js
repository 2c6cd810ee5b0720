import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";

/**
 * The personal links into a meeting's room, fetched when they are asked for.
 * @param {{testid: string, fetch: () => Promise<{participant: string, path: string}[]|null>, name: (participant: string) => string, copied: () => void}} parts
 */
export function makeRoomLinks({ testid, fetch, name, copied }) {
    const none = h("p", { class: "quiet", t: "roomLinks.none" });
    const list = h("ul", { class: "room-links" });
    const links = keyedList(list, (/** @type {{participant: string, path: string}} */ { participant }) => participant, () => {
        const who = h("span", { class: "room-links-name" });
        /** @type {HTMLInputElement} */
        const address = h("input", { class: "field handout-address figures", type: "text", readonly: true, on: { focus: () => address.select() } });
        const copy = h("button", { type: "button", class: "button button-small", t: "roomLinks.copy", on: { click: () => void take() } });
        async function take() {
            address.select();
            const isCopied = await navigator.clipboard?.writeText(address.value).then(() => true, () => false);
            if (isCopied) copied();
        }
        return {
            element: h("li", { class: "room-links-row" }, who, address, copy),
            update({ participant, path }) {
                const words = name(participant);
                setText(who, words);
                address.value = location.origin + path;
                setAttribute(address, "aria-label", `${t("roomLinks.address")}: ${words}`);
                setAttribute(copy, "aria-label", `${t("roomLinks.copy")}: ${words}`);
            },
        };
    });
    const ask = h("button", { type: "button", class: "button button-small", "aria-expanded": "false", testid, on: { click: () => void toggle() } }, h("span", { t: "roomLinks.show" }));
    let isOpen = false;
    let shownFor = "";

    async function toggle() {
        const asked = shownFor;
        const all = isOpen ? [] : await fetch();
        // Meanwhile another meeting may stand here.
        if (all !== null && asked === shownFor) open(!isOpen, all);
    }

    /** @param {boolean} opens @param {{participant: string, path: string}[]} all */
    function open(opens, all) {
        isOpen = opens;
        setAttribute(ask, "aria-expanded", String(isOpen));
        links(all);
        show(list, isOpen && all.length > 0);
        show(none, isOpen && all.length === 0);
    }

    list.hidden = none.hidden = true;
    return {
        element: h("div", { class: "stack-small" }, h("div", {}, ask), none, list),
        /** @param {string} meeting @param {string} title of it */
        update(meeting, title) {
            if (meeting !== shownFor) open(false, []);
            shownFor = meeting;
            setAttribute(ask, "aria-label", `${t("roomLinks.show")}: ${title}`);
        },
    };
}
