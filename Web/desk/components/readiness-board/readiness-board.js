import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { makeBadge } from "../../dom/badge.js";
import { delegationOf } from "../../state/lookup.js";

/** @typedef {import("../../state/board.js").BoardRow} BoardRow */

/**
 * Delegations and their sites against checks or days. Each cell leads to what is behind it.
 * @param {{href: (delegation: string, column: string) => string}} parts
 */
export function makeReadinessBoard({ href }) {
    const heads = h("tr", {});
    const body = h("tbody", {});
    const table = h("table", { class: "board", testid: "board" }, h("caption", { class: "visually-hidden", t: "board.caption" }), h("thead", {}, heads), body);
    const element = h("div", { class: "board-place", role: "region", tLabel: "board.caption", tabindex: "0", "data-scrolls": true }, table);
    /** @type {{view: import("../../../protocol/conference.js").ConferenceView, columns: readonly {value: string, words: string}[]}|null} */
    let at = null;
    let shape = "";
    /** @type {((rows: readonly BoardRow[]) => unknown)|null} */
    let list = null;

    /** @param {readonly {value: string, words: string}[]} columns */
    function build(columns) {
        heads.replaceChildren(h("th", { scope: "col", t: "board.who" }), ...columns.map(() => h("th", { scope: "col" })));
        body.replaceChildren();
        list = keyedList(body, (/** @type {BoardRow} */ { key }) => key, () => {
            const flag = h("img", { class: "flag", alt: "" });
            const words = h("span");
            const cells = columns.map(() => {
                const badge = makeBadge();
                const link = h("a", { class: "board-link" }, badge.element);
                return { badge, link, cell: h("td", {}, link) };
            });
            const row = h("tr", {}, h("th", { scope: "row" }, h("span", { class: "flagged" }, flag, words)), ...cells.map(({ cell }) => cell));
            return {
                element: row,
                update({ delegation, site, cells: states }) {
                    if (!at) return;
                    const seat = delegationOf(at.view, delegation)?.seat;
                    setAttribute(row, "data-site", site !== null);
                    setAttribute(flag, "src", seat?.flag ? `/flags/${seat.flag}.svg` : null);
                    show(flag, site === null && Boolean(seat?.flag));
                    setText(words, site ? pick(site.name) : pick(seat?.name));
                    at.columns.forEach(({ value, words: column }, index) => {
                        const { badge, link } = cells[index];
                        const state = states[value] ?? "none";
                        badge.update(state, t(state === "none" ? "board.nothing" : `readiness.${state}`));
                        setAttribute(link, "href", state === "none" ? null : href(delegation, value));
                        setAttribute(link, "aria-label", state === "none" ? null : `${pick(seat?.name)}, ${column}: ${t(`readiness.${state}`)}`);
                    });
                },
            };
        });
    }

    return {
        element,
        /**
         * @param {import("../../../protocol/conference.js").ConferenceView} view @param {readonly BoardRow[]} rows
         * @param {readonly {value: string, words: string}[]} columns
         */
        update(view, rows, columns) {
            at = { view, columns };
            const now = columns.map(({ value }) => value).join();
            if (now !== shape) build(columns);
            shape = now;
            columns.forEach(({ words }, index) => setText(heads.children[index + 1], words));
            list?.(rows);
        },
    };
}
