import { h, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { checked, checkField, selectField, textField } from "../../dom/fields.js";
import { makeOrderList } from "../../dom/order-list.js";
import { orderOf, ORDERS, reordered } from "../../state/fact-change.js";

/**
 * An order that is decided otherwise: those who sit at the table on its first day, put into order by hand; or the rule's order again.
 * @param {import("./fact-form.js").Context} context @returns {import("./fields.js").Fields}
 */
export function orderFields(context) {
    let format = "";
    /** @type {import("../../../protocol/conference.js").FactsOnDate|null} of the first day */
    let facts = null;
    /** @type {string[]|null} null: as it is */
    let chosen = null;

    const order = selectField({
        t: "factForm.order", testid: "fact-order", options: () => ORDERS.map((value) => ({ value, words: t(`facts.order.${value}`) })),
        on: { change: () => { chosen = null; draw(); } },
    });
    const since = textField({ t: "factForm.since", type: "date", testid: "fact-since", on: { change: () => void load() } });
    const last = textField({ t: "factForm.until", hint: "factForm.untilHint", type: "date", testid: "fact-until", optional: true });
    const byRule = checkField({ t: "factForm.byRule", testid: "fact-by-rule", on: { change: () => draw() } });
    const help = h("p", { class: "form-hint", t: "factForm.orderHelp" });
    const nobody = h("p", { class: "form-hint", testid: "fact-nobody" });
    const list = makeOrderList({
        t: "factForm.orderList", testid: "fact-order-list", name: (seat) => context.names().party(seat),
        flag: (seat) => facts?.parties.find(({ id }) => id === seat)?.flag,
        change(seats) {
            chosen = seats;
            context.edited();
            draw();
        },
    });
    const there = () => facts?.formats.find(({ id }) => id === format);
    const seats = () => reordered(chosen ?? [], orderOf(there(), /** @type {any} */ (order.value)));

    function draw() {
        const decided = there()?.overrides.some((each) => each.order === order.value && each.sequence.length > 0) ?? false;
        show(byRule.element, decided);
        const isByRule = decided && byRule.value;
        const here = seats();
        list.update(here);
        for (const part of [list.element, help]) show(part, !isByRule && here.length > 0);
        setText(nobody, facts && here.length === 0 ? t("factForm.nobodyThere") : "");
        show(nobody, nobody.textContent !== "");
    }

    async function load() {
        const wanted = since.value;
        if (wanted === "") return;
        const found = await context.factsOn(wanted).catch(() => null);
        if (wanted !== since.value || !found) return;
        facts = found;
        draw();
    }

    return {
        element: h("div", { class: "stack-fields" }, order.element, h("div", { class: "form-row" }, since.element, last.element), byRule.element, help, nobody, list.element),
        begin(about) {
            format = about.format;
            order.value = about.order ?? "precedence";
            since.value = context.day();
            last.value = "";
            byRule.value = false;
            chosen = null;
            facts = context.facts();
            draw();
        },
        read() {
            const isWell = checked([
                [since, since.value === "", "form.needed"],
                [last, last.value !== "" && last.value < since.value, "factForm.untilBeforeSince"],
            ]);
            if (!isWell || seats().length === 0) return null;
            const sequence = !byRule.element.hidden && byRule.value ? [] : seats();
            return { type: "orderOverridden", format, order: order.value, sequence, since: since.value, ...(last.value && { until: last.value }) };
        },
        focus: order.focus,
        update() {
            order.refresh();
            draw();
        },
        about: () => context.names().format(format),
    };
}
