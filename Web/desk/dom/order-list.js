import { h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { icon } from "../../dom/icons.js";
import { ListDrag } from "../../dom/list-drag.js";
import { t } from "../../i18n/catalogue.js";
import { placedAt } from "../state/fact-change.js";

/**
 * Parties that are put into order: by dragging, by the arrow keys, Home and End on a row's handle, or by its buttons.
 * @param {{t: string, testid: string, name: (seat: string) => string, flag: (seat: string) => string|null|undefined, change: (seats: string[]) => void}} options
 */
export function makeOrderList({ t: label, testid, name, flag, change }) {
    /** @type {readonly string[]} */
    let all = [];
    const list = h("ol", { class: "order-list", testid, tLabel: label });
    const said = h("p", { class: "visually-hidden", role: "status" });
    const drag = new ListDrag(list, (seat, position) => move(seat, position), () => draw(all));
    const draw = keyedList(list, (/** @type {string} */ seat) => seat, (seat) => makeRow(seat));

    /** @param {"handle"|"up"|"down"} what @param {string} seat @param {() => void} run */
    const small = (what, seat, run) => h("button", { type: "button", class: "control control-small", testid: `order-${what}-${seat}`, on: { click: run } }, icon(what));

    /** @param {string} seat */
    function makeRow(seat) {
        const at = () => all.indexOf(seat);
        const number = h("span", { class: "order-number figures" });
        const image = h("img", { class: "flag", alt: "" });
        const words = h("span", { class: "grow" });
        const handle = small("handle", seat, () => {});
        handle.classList.add("order-handle");
        handle.addEventListener("keydown", (event) => {
            const places = /** @type {Record<string, number>} */ ({ ArrowUp: at() - 1, ArrowDown: at() + 1, Home: 0, End: Infinity });
            if (!(event.key in places)) return;
            event.preventDefault();
            move(seat, places[event.key]);
        });
        const up = small("up", seat, () => move(seat, at() - 1, up, down));
        const down = small("down", seat, () => move(seat, at() + 1, down, up));
        const row = h("li", { class: "order-row", "data-key": seat }, handle, number, image, words, up, down);
        drag.bind(handle, row);
        return {
            element: row,
            /** @param {string} _seat @param {number} index */
            update(_seat, index) {
                const code = flag(seat);
                setText(number, `${index + 1}`);
                setAttribute(image, "src", code ? `/flags/${code}.svg` : null);
                show(image, Boolean(code));
                setText(words, name(seat));
                setAttribute(handle, "aria-label", t("console.moveRow", { name: name(seat), number: index + 1, total: all.length }));
                setAttribute(up, "aria-label", t("console.up", { name: name(seat) }));
                setAttribute(down, "aria-label", t("console.down", { name: name(seat) }));
                up.disabled = index === 0;
                down.disabled = index === all.length - 1;
            },
        };
    }

    /**
     * The focus stays with the button; at an end, where that has nothing more to do, it goes to the other one.
     * @param {string} seat @param {number} position @param {HTMLButtonElement} [pressed] @param {HTMLButtonElement} [other]
     */
    function move(seat, position, pressed, other) {
        const next = placedAt(all, seat, position);
        if (next.indexOf(seat) === all.indexOf(seat)) return;
        change(next);
        (pressed?.disabled ? other : pressed)?.focus();
        setText(said, t("console.moved", { name: name(seat), number: next.indexOf(seat) + 1 }));
    }

    return {
        element: h("div", {}, list, said),
        /** @param {readonly string[]} seats */
        update(seats) {
            all = seats;
            if (!drag.active) draw(seats);
        },
    };
}
