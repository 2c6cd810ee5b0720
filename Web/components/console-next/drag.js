/**
 * Dragging a row of a list to another place, with mouse, pen or finger. The list is not touched: a line shows where
 * the row would land, and the drop is told.
 */
export class ListDrag {
    /** @param {HTMLElement} list @param {(key: string, position: number) => void} dropped */
    constructor(list, dropped) {
        this.list = list;
        this.dropped = dropped;
        this.active = false;
    }

    /** @param {HTMLElement} handle @param {HTMLElement} row with `data-key` */
    bind(handle, row) {
        handle.addEventListener("pointerdown", (event) => {
            if (event.button !== 0) return;
            handle.setPointerCapture(event.pointerId);
            this.active = true;
            row.dataset.dragged = "";
        });
        handle.addEventListener("pointermove", (event) => {
            if (!this.active) return;
            this.#mark(this.#target(event.clientY));
        });
        handle.addEventListener("pointerup", (event) => {
            if (!this.active) return;
            const target = this.#target(event.clientY);
            this.#finish(row);
            const from = this.#rows().indexOf(row);
            const to = landing(from, target);
            if (to !== from) this.dropped(row.dataset.key ?? "", to);
        });
        handle.addEventListener("pointercancel", () => this.#finish(row));
    }

    #rows() {
        return /** @type {HTMLElement[]} */ ([...this.list.children]);
    }

    /** @param {number} y @returns {number} the gap nearest to the pointer: 0 above the first row */
    #target(y) {
        const middles = this.#rows().map((row) => {
            const box = row.getBoundingClientRect();
            return box.top + box.height / 2;
        });
        return middles.filter((middle) => middle < y).length;
    }

    /** @param {number} gap */
    #mark(gap) {
        this.#rows().forEach((row, index) => {
            row.toggleAttribute("data-drop-before", index === gap);
            row.toggleAttribute("data-drop-after", gap === index + 1 && gap === this.list.children.length);
        });
    }

    /** @param {HTMLElement} row */
    #finish(row) {
        this.active = false;
        delete row.dataset.dragged;
        this.#mark(-1);
    }
}

/**
 * Where a row stands after it was taken out and put into a gap of the list as it was.
 * @param {number} from @param {number} gap
 * @returns {number}
 */
export const landing = (from, gap) => (gap > from ? gap - 1 : gap);
