import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { makeBadge } from "../../dom/badge.js";
import { section } from "../../dom/page.js";
import { makeTable, textCell } from "../../dom/table.js";
import { holdsOn, membershipRows } from "../../state/fact-terms.js";
import { orderOf, ORDERS } from "../../state/fact-change.js";
import { authorWords, fullDay, groundsWords, listWords, periodWords } from "../../state/fact-words.js";

/**
 * One format on a day: who sits at its table, in which orders, who presides, and since when and until when everybody belongs to it.
 *
 * @typedef {import("../../../protocol/conference.js").FactsOnDate} FactsOnDate
 * @typedef {import("../../../protocol/conference.js").FactsTerms} FactsTerms
 * @typedef {import("../../state/fact-words.js").Names} Names
 * @param {{change: (kind: import("../../state/fact-change.js").Kind, about: Record<string, any>) => void}} acts
 */
export function makeFactsTable({ change }) {
    /** @type {{facts: FactsOnDate, terms: FactsTerms, names: Names, format: string, mayChange: boolean}|null} */
    let now = null;
    const name = (/** @type {string} */ seat) => now?.names.party(seat) ?? seat;
    const title = h("h2", { class: "part-title", testid: "format-name" });
    const chair = h("p", { testid: "format-chair" });
    const nobody = h("p", { class: "lead", t: "facts.nobody", testid: "format-nobody" });
    const members = seatList("format-table");
    const reorder = button({ t: "facts.changeOrder", testid: "change-order", class: "button-small", run: () => change("orderOverridden", { format: now?.format }) });
    const join = button({ t: "facts.addMember", testid: "add-member", class: "button-small", run: () => change("membershipAdded", { format: now?.format }) });

    /** @param {string} testid */
    function seatList(testid) {
        const element = h("ol", { class: "members", testid });
        const update = keyedList(element, (/** @type {string} */ seat) => seat, () => {
            const flag = h("img", { class: "flag", alt: "" });
            const words = h("span");
            return {
                element: h("li", { class: "flagged" }, flag, words),
                update(seat) {
                    const code = now?.facts.parties.find(({ id }) => id === seat)?.flag;
                    setAttribute(flag, "src", code ? `/flags/${code}.svg` : null);
                    show(flag, Boolean(code));
                    setText(words, name(seat));
                },
            };
        });
        return { element, update };
    }

    const orders = ORDERS.filter((order) => order !== "precedence").map((order) => {
        const list = seatList(`order-${order}`);
        return { order, list, element: h("details", { class: "fold", testid: `orders-${order}` }, h("summary", { class: "fold-name" }, h("span", { t: `facts.order.${order}` })), h("div", { class: "fold-body" }, list.element)) };
    });
    const decided = h("ul", { class: "facts-decided", testid: "decided" });
    const decisions = keyedList(decided, (/** @type {import("../../../protocol/conference.js").OrderOverride} */ { order }) => order, () => {
        const words = h("p");
        const why = h("p", { class: "quiet" });
        return {
            element: h("li", {}, words, why),
            update(override) {
                const key = override.sequence.length > 0 ? "facts.decided" : "facts.decidedByRule";
                setText(words, t(key, { order: t(`facts.order.${override.order}`), period: periodWords(override), list: now ? listWords(override.sequence, now.names) : "" }));
                setText(why, t("facts.because", { author: authorWords(override.author), reason: [override.reason, override.source].filter(Boolean).join(" · ") }));
            },
        };
    });
    const memberships = makeTable({
        t: "facts.memberships", testid: "memberships", keyOf: (/** @type {import("../../state/fact-terms.js").MembershipRow} */ { key }) => key,
        columns: [
            { t: "facts.name", isName: true, make: textCell(({ party }) => name(party), "people-name") },
            { t: "facts.standing", make: textCell((row) => (row.core ? t("facts.through", { standing: t(`facts.standing.${row.standing}`), format: now?.names.format(row.core) ?? "" }) : t(`facts.standing.${row.standing}`))) },
            { t: "facts.since", class: "figures", make: textCell(({ since }) => fullDay(since)) },
            { t: "facts.until", class: "figures", make: textCell(({ until }) => (until ? fullDay(until) : "")) },
            { t: "facts.holds", make: holdsCell },
            { t: "facts.why", make: textCell(groundsWords, "quiet") },
            { t: "facts.acts", class: "acts", make: endCell },
        ],
    });

    function holdsCell() {
        const badge = makeBadge();
        return {
            element: badge.element,
            update(/** @type {import("../../state/fact-terms.js").MembershipRow} */ row) {
                if (!now) return;
                const state = holdsOn(row, now.facts.on) ? "now" : row.since > now.facts.on ? "later" : "over";
                badge.update(state === "now" ? "ready" : state === "later" ? "open" : "none", t(`facts.holds.${state}`));
            },
        };
    }

    function endCell() {
        /** @type {import("../../state/fact-terms.js").MembershipRow|null} */
        let row = null;
        const end = button({ t: "facts.end", testid: "end-membership", class: "button-small", run: () => change("membershipEnded", { format: now?.format, party: row?.party }) });
        return {
            element: end,
            update(/** @type {import("../../state/fact-terms.js").MembershipRow} */ next) {
                row = next;
                end.dataset.testid = `end-${next.party}`;
                setAttribute(end, "aria-label", `${t("facts.end")}: ${name(next.party)}`);
                show(end, Boolean(now?.mayChange) && next.core === null && now !== null && holdsOn(next, now.facts.on));
            },
        };
    }

    const element = h("div", { class: "facts-table" }, title, chair, nobody, members.element, h("div", { class: "row wrap facts-acts" }, reorder, join), decided,
        h("div", { class: "facts-orders" }, ...orders.map((each) => each.element)), section({ t: "facts.memberships" }, memberships.element));
    return {
        element,
        /** @param {{facts: FactsOnDate, terms: FactsTerms, names: Names, format: string, mayChange: boolean}} next */
        update(next) {
            now = next;
            const format = next.facts.formats.find(({ id }) => id === next.format);
            const table = orderOf(format, "precedence");
            setText(title, format ? `${next.names.format(next.format)} · ${t("facts.count", { count: table.length })}` : next.names.format(next.format));
            const chairs = [format?.chair && t("facts.chair", { name: name(format.chair) }), format && format.coChairs.length > 0 && t("facts.coChairs", { names: listWords(format.coChairs, next.names) })];
            setText(chair, chairs.filter(Boolean).join(" · ") || t("facts.noChair"));
            show(chair, format !== undefined);
            show(nobody, format === undefined);
            members.update(table);
            for (const { order, list, element } of orders) {
                list.update(orderOf(format, order));
                show(element, format !== undefined);
            }
            decisions(format?.overrides ?? []);
            show(decided, (format?.overrides.length ?? 0) > 0);
            show(reorder, next.mayChange && format !== undefined);
            show(join, next.mayChange);
            memberships.update(membershipRows(next.terms, next.format));
        },
    };
}
