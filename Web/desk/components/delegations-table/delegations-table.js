import { h, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { makeBadge } from "../../dom/badge.js";
import { makeTable, textCell } from "../../dom/table.js";
import { levelWords, personWords } from "../../dom/words.js";

/** @typedef {import("../../state/delegation-rows.js").DelegationRow} DelegationRow */

/**
 * All delegations, one in a row.
 * @param {{href: (id: string) => string, zoneWords: (zone: string) => string}} parts
 */
export function makeDelegationsTable({ href, zoneWords }) {
    return makeTable({
        t: "delegations.caption", testid: "delegations", keyOf: (/** @type {DelegationRow} */ { id }) => id,
        columns: [
            { t: "delegations.name", isName: true, make: nameCell },
            { t: "delegations.zone", class: "figures", make: textCell(({ seat }) => zoneWords(seat.timeZone)) },
            { t: "delegations.focalPoint", make: textCell(({ focalPoint }) => (focalPoint ? personWords(focalPoint) : t("delegations.nobody"))) },
            { t: "delegations.people", class: "figures", make: textCell(({ registered, approved }) => t("delegations.peopleCount", { registered, approved })) },
            { t: "delegations.hours", make: textCell(({ hours }) => (hours.length === 0 ? t("delegations.noHours") : levelWords(hours))) },
            { t: "delegations.sites", class: "number", make: textCell(({ sites }) => `${sites}`) },
            { t: "delegations.readiness", make: readinessCell },
        ],
    });

    function nameCell() {
        const flag = h("img", { class: "flag", alt: "" });
        const link = h("a", { class: "table-link" });
        const code = h("span", { class: "quiet" });
        return {
            element: h("span", { class: "flagged" }, flag, link, code),
            update(/** @type {DelegationRow} */ { id, seat }) {
                setAttribute(flag, "src", seat.flag ? `/flags/${seat.flag}.svg` : null);
                show(flag, Boolean(seat.flag));
                setText(link, pick(seat.name));
                setAttribute(link, "href", href(id));
                setText(code, id);
            },
        };
    }

    function readinessCell() {
        const badge = makeBadge();
        return { element: badge.element, update: (/** @type {DelegationRow} */ { readiness }) => badge.update(readiness, t(`readiness.${readiness}`)) };
    }
}
