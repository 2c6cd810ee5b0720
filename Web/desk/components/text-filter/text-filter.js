import { h, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { selectField } from "../../dom/fields.js";
import { STANDINGS } from "../../state/text-filter.js";

/**
 * Which paragraphs are shown, how many of how many, and the way from one that is open to the next.
 * @param {{seats: () => {value: string, words: string}[], filter: (change: Record<string, string|null>) => void, go: (direction: 1|-1) => void}} acts
 */
export function makeTextFilter({ seats, filter, go }) {
    const by = selectField({ t: "textFilter.by", testid: "filter-by", options: () => [{ value: "", words: t("textFilter.all") }, ...seats()], on: { change: () => filter({ by: by.value || null }) } });
    const standing = selectField({ t: "textFilter.standing", testid: "filter-standing", options: () => [{ value: "", words: t("textFilter.any") }, ...STANDINGS.map((value) => ({ value, words: t(`textFilter.standing.${value}`) }))], on: { change: () => filter({ standing: standing.value || null }) } });
    const count = h("p", { class: "text-shown figures", role: "status", testid: "filter-count" });
    const clear = button({ t: "textFilter.clear", testid: "filter-clear", class: "button-small", run: () => filter({ by: null, standing: null }) });
    const previous = button({ t: "text.previous", testid: "text-previous", class: "button-small", run: () => go(-1) });
    const next = button({ t: "text.next", testid: "text-next", class: "button-small", run: () => go(1) });
    return {
        element: h("div", { class: "text-filter", role: "group", tLabel: "textFilter.label" }, by.element, standing.element, count, clear),
        steps: h("div", { class: "row wrap text-steps" }, previous, next),
        /** @param {{by: string, standing: string}} now @param {number|null} shown null: all @param {number} all */
        update(now, shown, all) {
            by.value = now.by;
            standing.value = now.standing;
            setText(count, shown === null ? t("textFilter.countAll", { count: all }) : t("textFilter.count", { shown, count: all }));
            show(clear, shown !== null);
        },
    };
}
