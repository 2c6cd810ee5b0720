import { h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { t } from "../../i18n/catalogue.js";

/**
 * A table with a head that stays in sight. Up and down arrows go from row to row within a column, Home and End to the
 * first and the last. On a narrow screen each row is a card, and each cell says which column it is of.
 *
 * @template Row
 * @typedef {{
 *   t: string, class?: string, isName?: boolean,
 *   make: (row: Row) => {element: Node, update: (row: Row) => void},
 * }} Column `isName`: the column that names the row
 */

/**
 * @template Row
 * @param {{t: string, testid: string, keyOf: (row: Row) => string, columns: Column<Row>[], class?: string}} options
 */
export function makeTable({ t: caption, testid, keyOf, columns, class: extra = "" }) {
    const body = h("tbody", { role: "rowgroup" });
    const heads = columns.map((column) => h("th", { scope: "col", role: "columnheader", class: column.class, t: column.t }));
    const element = h(
        "table", { class: `table ${extra}`, testid, role: "table", on: { keydown: (event) => move(event, body) } },
        h("caption", { class: "visually-hidden", t: caption }), h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...heads)), body,
    );
    const rows = keyedList(body, keyOf, (/** @type {Row} */ first) => {
        const cells = columns.map((column) => {
            const part = column.make(first);
            const cell = column.isName
                ? h("th", { scope: "row", role: "rowheader", class: column.class }, part.element)
                : h("td", { role: "cell", class: column.class }, part.element);
            return { cell, part, column };
        });
        return {
            element: h("tr", { role: "row", "data-key": keyOf(first) }, ...cells.map(({ cell }) => cell)),
            update(row) {
                for (const { cell, part, column } of cells) {
                    part.update(row);
                    if (!column.isName) setAttribute(cell, "data-label", t(column.t));
                }
            },
        };
    });
    return {
        element,
        /** @param {readonly Row[]} all */
        update(all) {
            show(element, all.length > 0);
            return rows(all);
        },
    };
}

/**
 * A cell of plain text.
 * @template Row
 * @param {(row: Row) => string} words @param {string} [kind] class
 */
export const textCell = (words, kind) => () => {
    const element = h("span", { class: kind });
    return { element, update: (/** @type {Row} */ row) => setText(element, words(row)) };
};

/**
 * A cell that leads somewhere.
 * @template Row
 * @param {(row: Row) => string} words @param {(row: Row) => string} href
 */
export const linkCell = (words, href) => () => {
    const element = h("a", { class: "table-link" });
    return {
        element,
        update(/** @type {Row} */ row) {
            setText(element, words(row));
            setAttribute(element, "href", href(row));
        },
    };
};

const FOCUSABLE = "a[href], button:not(:disabled)";

/** @param {KeyboardEvent} event @param {HTMLElement} body */
function move(event, body) {
    const from = /** @type {HTMLElement} */ (event.target);
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || from.matches("input, select, textarea")) return;
    const row = from.closest("tr");
    const cell = from.closest("td, th");
    if (!row || !cell || row.parentElement !== body) return;
    const all = [...body.children];
    const to = all[Math.max(0, Math.min(all.length - 1, all.indexOf(row) + step))];
    const column = [...row.children].indexOf(cell);
    const place = [...cell.querySelectorAll(FOCUSABLE)].indexOf(from);
    const there = to.children[column]?.querySelectorAll(FOCUSABLE);
    const control = /** @type {HTMLElement|undefined} */ (there?.[Math.max(0, place)] ?? there?.[0] ?? to.querySelector(FOCUSABLE) ?? undefined);
    if (!control) return;
    event.preventDefault();
    control.focus();
}
