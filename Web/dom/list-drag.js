/**
 * Dragging a row of a list to another place, with mouse, pen or finger. The list is not touched: a line shows where
 * the row would land, and the drop is told. Escape takes the drag back.
 */
export class ListDrag {
    /**
     * @param {HTMLElement} list @param {(key: string, position: number) => void} dropped
     * @param {() => void} ended however it ended: the list may change again
     */
    constructor(list, dropped, ended) {
        this.list = list;
        this.dropped = dropped;
        this.ended = ended;
        /** @type {HTMLElement|null} the row under the pointer */
        this.row = null;
    }

    get active() {
        return this.row !== null;
    }

    /** @param {HTMLElement} handle @param {HTMLElement} row with `data-key` */
    bind(handle, row) {
        handle.addEventListener("pointerdown", (event) => {
            if (event.button !== 0 || this.active) return;
            handle.setPointerCapture(event.pointerId);
            this.row = row;
            row.dataset.dragged = "";
            window.addEventListener("keydown", this.#takeBack, true);
        });
        handle.addEventListener("pointermove", (event) => {
            if (this.row === row) this.#mark(this.#target(event.clientY));
        });
        handle.addEventListener("pointerup", (event) => {
            if (this.row !== row) return;
            const from = this.#rows().indexOf(row);
            const to = landing(from, this.#target(event.clientY));
            this.#finish();
            if (to !== from) this.dropped(row.dataset.key ?? "", to);
        });
        handle.addEventListener("lostpointercapture", () => this.row === row && this.#finish());
    }

    /** @param {KeyboardEvent} event */
    #takeBack = (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        this.#finish();
    };

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

    #finish() {
        delete this.row?.dataset.dragged;
        this.row = null;
        window.removeEventListener("keydown", this.#takeBack, true);
        this.#mark(-1);
        this.ended();
    }
}

/**
 * Where a row stands after it was taken out and put into a gap of the list as it was.
 * @param {number} from @param {number} gap
 * @returns {number}
 */
export const landing = (from, gap) => (gap > from ? gap - 1 : gap);
