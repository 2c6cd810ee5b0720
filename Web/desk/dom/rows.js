import { h, keyedList, setAttribute } from "../../dom/elements.js";
import { icon } from "../../dom/icons.js";
import { t } from "../../i18n/catalogue.js";
import { moved } from "../state/meeting-draft.js";

/**
 * A list that is put into order: each row goes up, down and away; what is in it is the maker's.
 *
 * @template Each
 * @param {{
 *   testid: string, tag?: "ol"|"ul", change: (list: Each[]) => void, isOrdered?: boolean,
 *   make: (index: number) => {element: HTMLElement, update: (item: Each) => void}, words: (item: Each) => string,
 * }} options `words`: names a row to those who cannot see where the buttons stand
 */
export function makeRows({ testid, tag = "ol", change, make, words, isOrdered = true }) {
    const element = h(tag, { class: "rows", testid });
    /** @type {readonly Each[]} */
    let all = [];
    /** @type {(what: "up"|"down"|"remove", run: () => void) => HTMLButtonElement} */
    const small = (what, run) => {
        const key = `rows.${what}`;
        const button = h("button", { type: "button", class: "control control-small", "data-act": what, tTitle: key, on: { click: run } }, icon(what === "remove" ? "close" : what));
        return button;
    };
    const list = keyedList(element, (/** @type {{item: Each, key: string}} */ { key }) => key, ({ key }) => {
        const index = Number(key);
        const part = make(index);
        const up = small("up", () => move(index, -1));
        const down = small("down", () => move(index, 1));
        const away = small("remove", () => change(all.filter((_, other) => other !== index)));
        const row = h("li", { class: "rows-row" }, part.element, h("span", { class: "rows-acts" }, isOrdered && up, isOrdered && down, away));
        return {
            element: row,
            update({ item }) {
                part.update(item);
                const name = words(item);
                setAttribute(up, "aria-label", `${t("rows.up")}: ${name}`);
                setAttribute(down, "aria-label", `${t("rows.down")}: ${name}`);
                setAttribute(away, "aria-label", `${t("rows.remove")}: ${name}`);
                up.disabled = index === 0;
                down.disabled = index === all.length - 1;
            },
        };
    });

    /**
     * The focus goes along with what is moved.
     * @param {number} index @param {number} by
     */
    function move(index, by) {
        change(moved(all, index, by));
        const row = element.children[index + by];
        const act = by < 0 ? "up" : "down";
        const button = row?.querySelector(`[data-act="${act}"]:not(:disabled)`) ?? row?.querySelector("[data-act]:not(:disabled)");
        /** @type {HTMLElement|null} */ (button)?.focus();
    }

    return {
        element,
        /** @param {readonly Each[]} items */
        update(items) {
            all = items;
            list(items.map((item, index) => ({ item, key: `${index}` })));
        },
    };
}
