import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { delegationName } from "../../dom/week-words.js";
import { lengthWords } from "../../dom/words.js";
import { burdenRows } from "../../state/week-blocks.js";

/**
 * What each delegation bears outside its day, as a table with bars: how much, how much before, what it carried already.
 * @typedef {ReturnType<typeof burdenRows>[number]} Row
 * @typedef {import("../../../protocol/conference.js").ConferenceView} View
 */
export function createWeekBurden() {
    const fairness = h("p", { class: "quiet", testid: "fairness" });
    const before = h("th", { scope: "col", t: "week.burden.before" });
    const carried = h("th", { scope: "col", t: "week.burden.carried" });
    const rows = h("tbody", {});
    const table = h(
        "table", { class: "week-table" }, h("caption", { class: "visually-hidden", t: "week.burden" }),
        h("thead", {}, h("tr", {}, h("th", { scope: "col", t: "week.burden.delegation" }), before, h("th", { scope: "col", t: "week.burden.now" }), carried)), rows,
    );
    const others = h("p", { class: "quiet" });
    const element = h("div", { class: "week-burden", testid: "burden" }, fairness, table, others);
    /** @type {View|null} */
    let view = null;
    let most = 1;
    let compares = false;
    let carries = false;
    const list = keyedList(rows, (/** @type {Row} */ row) => row.seat, () => {
        const name = h("th", { scope: "row" });
        const was = h("td", { class: "figures" });
        const bar = h("i", { class: "week-burden-bar" });
        const now = h("span", { class: "figures" });
        const held = h("td", { class: "figures" });
        const element = h("tr", {}, name, was, h("td", {}, now, h("span", { class: "week-burden-track", "aria-hidden": "true" }, bar)), held);
        return {
            element,
            update(row) {
                setText(name, view ? delegationName(view, row.seat) : row.seat);
                setText(was, lengthWords(row.before ?? 0));
                show(was, compares);
                const change = row.before === null ? 0 : row.minutes - row.before;
                setText(now, change === 0 ? lengthWords(row.minutes) : t(change > 0 ? "week.burden.more" : "week.burden.less", { now: lengthWords(row.minutes), change: lengthWords(Math.abs(change)) }));
                bar.style.setProperty("--part", String(row.minutes / most));
                setText(held, lengthWords(row.carried));
                show(held, carries);
            },
        };
    });
    return {
        element,
        /** @param {View} next @param {Record<string, number>} burdens @param {Record<string, number>} [earlier] */
        update(next, burdens, earlier) {
            view = next;
            const all = burdenRows(burdens, earlier, next.planning?.carried);
            most = Math.max(1, ...all.map((row) => row.minutes));
            compares = earlier !== undefined;
            carries = !compares && all.some((row) => row.carried > 0);
            show(before, compares);
            show(carried, carries);
            const concerned = all.filter((row) => row.minutes > 0 || row.carried > 0 || (row.before ?? 0) > 0);
            list(concerned);
            setText(others, t("week.burden.others", { count: all.length - concerned.length }));
            show(others, concerned.length > 0 && concerned.length < all.length);
            show(table, concerned.length > 0);
            const bearing = all.filter((row) => row.minutes > 0).length;
            const worst = all[0];
            setText(fairness, worst && bearing > 0
                ? t("week.burden.fairness", {
                    name: delegationName(next, worst.seat), most: lengthWords(worst.minutes + worst.carried), count: bearing, all: all.length,
                    mean: lengthWords(Math.round(all.reduce((sum, row) => sum + row.minutes, 0) / all.length)),
                })
                : t("week.burden.none"));
        },
    };
}
