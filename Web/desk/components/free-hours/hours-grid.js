import { h, setAttribute, setText } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { dayWords } from "../../state/clocks.js";
import { CELLS, coverage } from "../../state/free-hours.js";

/**
 * Half hours to be painted with the mouse or the keyboard: days are rows where there is room, columns on a phone. Space
 * or Enter turns a half hour over; with Shift held the arrows carry its state along.
 *
 * @typedef {import("../../state/free-hours.js").Day} Day
 * @typedef {import("../../state/free-hours.js").Stretch} Stretch
 * @param {{paint: (cell: Stretch, isFree: boolean) => void}} acts
 */
export function makeHoursGrid({ paint }) {
    const element = h("div", {
        class: "hours-grid", role: "grid", tLabel: "hours.grid", "aria-multiselectable": "true", testid: "hours-grid",
        on: { keydown: key, pointerdown: press, pointerover: drag, click: tap },
    });
    const readout = h("p", { class: "hours-readout figures", testid: "hours-readout" });
    /** @type {{day: Day, row: HTMLElement, head: HTMLElement, cells: HTMLElement[]}[]} */
    let rows = [];
    /** @type {HTMLElement[]} */
    let hours = [];
    let shape = "";
    /** @type {boolean|null} what the mouse paints while it is held down */
    let painting = null;
    window.addEventListener("pointerup", () => (painting = null));

    /** @param {readonly Day[]} days */
    function build(days) {
        hours = Array.from({ length: CELLS / 2 }, () => h("span", { class: "hours-hour", role: "columnheader", "aria-colspan": "2" }));
        const top = h("div", { class: "hours-row hours-top", role: "row" }, h("span", { class: "hours-corner", role: "columnheader", t: "hours.corner" }), ...hours);
        rows = days.map((day) => {
            const head = h("span", { class: "hours-day", role: "rowheader" });
            const cells = day.cells.map((cell) => h("span", { class: "hours-cell", role: "gridcell", tabindex: cell ? "-1" : undefined, "aria-disabled": cell ? undefined : "true" }));
            return { day, head, cells, row: h("div", { class: "hours-row", role: "row" }, head, ...cells) };
        });
        element.replaceChildren(top, ...rows.map(({ row }) => row));
        const first = firstCell();
        if (first) first.tabIndex = 0;
    }

    const firstCell = () => rows.flatMap(({ day, cells }) => cells.filter((_, index) => day.cells[index]))[0];

    /** @param {EventTarget|null} target @returns {{row: number, column: number, cell: Stretch, element: HTMLElement}|null} */
    function place(target) {
        for (const [row, { day, cells }] of rows.entries()) {
            const column = cells.indexOf(/** @type {HTMLElement} */ (target));
            const cell = day.cells[column];
            if (column >= 0 && cell) return { row, column, cell, element: cells[column] };
        }
        return null;
    }

    /** @param {{cell: Stretch, element: HTMLElement}} here @param {boolean} isFree */
    function put(here, isFree) {
        if (isFree !== isSelected(here.element)) paint(here.cell, isFree);
    }

    /** @param {PointerEvent} event */
    function press(event) {
        const here = place(event.target);
        if (!here || event.button !== 0 || event.pointerType === "touch") return;
        painting = !isSelected(here.element);
        focusOn(here.element);
        put(here, painting);
        event.preventDefault();
    }

    /** @param {PointerEvent} event */
    function drag(event) {
        const here = place(event.target);
        if (!here) return;
        if (painting === null || event.buttons === 0) return tell(here);
        put(here, painting);
        tell(here);
    }

    /**
     * A finger taps; it scrolls when it is drawn.
     * @param {MouseEvent} event
     */
    function tap(event) {
        const here = place(event.target);
        if (!here || /** @type {PointerEvent} */ (event).pointerType !== "touch") return;
        focusOn(here.element);
        put(here, !isSelected(here.element));
    }

    /** @param {KeyboardEvent} event */
    function key(event) {
        const here = place(event.target);
        if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === " " || event.key === "Enter") {
            event.preventDefault();
            if (!event.repeat) put(here, !isSelected(here.element));
            return;
        }
        const isAcross = rows.length < 2 || rows[0].row.offsetTop !== rows[1].row.offsetTop;
        const [along, over] = isAcross ? ["ArrowRight ArrowLeft", "ArrowDown ArrowUp"] : ["ArrowDown ArrowUp", "ArrowRight ArrowLeft"];
        const steps = { row: over.split(" ").indexOf(event.key), column: along.split(" ").indexOf(event.key) };
        const by = (/** @type {number} */ index) => (index === 0 ? 1 : index === 1 ? -1 : 0);
        /** @type {HTMLElement|undefined} */
        let to;
        if (event.key === "Home" || event.key === "End") {
            const { day, cells } = rows[here.row];
            const there = cells.filter((_, index) => day.cells[index]);
            to = event.key === "Home" ? there[0] : there[there.length - 1];
        } else if (by(steps.row) || by(steps.column)) to = step(here, by(steps.row), by(steps.column));
        if (!to) return;
        event.preventDefault();
        focusOn(to);
        const there = place(to);
        if (event.shiftKey && there) put(there, isSelected(here.element));
    }

    /**
     * The next half hour that exists.
     * @param {{row: number, column: number}} from @param {number} down @param {number} right
     */
    function step({ row, column }, down, right) {
        for (let y = row + down, x = column + right; rows[y]?.cells[x]; y += down, x += right) {
            if (rows[y].day.cells[x]) return rows[y].cells[x];
        }
        // Past the end of a day the next one goes on.
        const next = rows[row + right];
        if (right === 0 || !next) return undefined;
        const there = next.cells.filter((_, index) => next.day.cells[index]);
        return right > 0 ? there[0] : there[there.length - 1];
    }

    /** @param {HTMLElement} cell */
    function focusOn(cell) {
        for (const { cells } of rows) for (const each of cells) if (each.tabIndex === 0) each.tabIndex = -1;
        cell.tabIndex = 0;
        cell.focus({ preventScroll: false });
        const here = place(cell);
        if (here) tell(here);
    }

    /** @param {{cell: Stretch, element: HTMLElement}} here */
    function tell(here) {
        setText(readout, here.element.getAttribute("aria-label") ?? "");
    }

    return {
        element,
        readout,
        /**
         * @param {readonly Day[]} days @param {readonly Stretch[]} all
         * @param {{clocks: import("../../state/clocks.js").Clocks, zone: string, host: string}} by
         */
        update(days, all, { clocks, zone, host }) {
            const now = `${zone} ${days.map(({ date }) => date).join()}`;
            if (now !== shape) build(days);
            shape = now;
            hours.forEach((hour, index) => {
                const some = rows.map(({ day }) => day.cells[index * 2]).find(Boolean);
                setText(hour, String(index).padStart(2, "0"));
                setAttribute(hour, "data-host", some ? clocks.time(some.from, host).slice(0, 5) : "");
            });
            for (const { day, head, cells } of rows) {
                setText(head, dayWords(day.date));
                cells.forEach((element, index) => {
                    const cell = day.cells[index];
                    if (!cell) return;
                    const state = coverage(all, cell);
                    setAttribute(element, "aria-selected", String(state === "all"));
                    setAttribute(element, "data-free", state);
                    setAttribute(element, "aria-label", t(`hours.cell.${state}`, {
                        own: `${dayWords(day.date)} ${clocks.time(cell.from, zone)}–${clocks.time(cell.to, zone)}`,
                        host: clocks.besides(cell.from, host, zone),
                    }));
                });
            }
        },
    };
}

/** @param {HTMLElement} cell */
const isSelected = (cell) => cell.getAttribute("aria-selected") === "true";
