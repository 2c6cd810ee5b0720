import { h, setAttribute, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { makeBadge } from "../../dom/badge.js";
import { makeTable, textCell } from "../../dom/table.js";
import { holdsOn, termsFrom } from "../../state/fact-terms.js";
import { fullDay, groundsWords } from "../../state/fact-words.js";

/**
 * Who coordinates the relations with each partner, on a day and later, with the terms.
 *
 * @typedef {import("../../../protocol/conference.js").CoordinatorTerm} CoordinatorTerm
 * @typedef {import("../../state/fact-words.js").Names} Names
 * @param {{change: (kind: "coordinatorNamed", about: Record<string, any>) => void}} acts
 */
export function makeFactsCoordinators({ change }) {
    /** @type {Names|null} */
    let names = null;
    let day = "";
    let mayChange = false;
    const name = (/** @type {string} */ seat) => names?.party(seat) ?? seat;
    const add = button({ t: "facts.nameCoordinator", testid: "name-coordinator", run: () => change("coordinatorNamed", {}) });
    const none = h("p", { class: "lead", t: "facts.noCoordinators", testid: "no-coordinators" });
    const table = makeTable({
        t: "facts.coordinators", testid: "coordinators", keyOf: (/** @type {CoordinatorTerm} */ { partner, since }) => `${partner}/${since}`,
        columns: [
            { t: "facts.partner", isName: true, make: textCell(({ partner }) => name(partner), "people-name") },
            { t: "facts.coordinator", make: textCell(({ party }) => name(party)) },
            { t: "facts.since", class: "figures", make: textCell(({ since }) => fullDay(since)) },
            { t: "facts.until", class: "figures", make: textCell(({ until }) => (until ? fullDay(until) : t("facts.openEnd"))) },
            { t: "facts.holds", make: holdsCell },
            { t: "facts.why", make: textCell(groundsWords, "quiet") },
            { t: "facts.acts", class: "acts", make: successorCell },
        ],
    });

    function holdsCell() {
        const badge = makeBadge();
        return {
            element: badge.element,
            update: (/** @type {CoordinatorTerm} */ term) => (holdsOn(term, day) ? badge.update("ready", t("facts.holds.now")) : badge.update("open", t("facts.holds.later"))),
        };
    }

    function successorCell() {
        let partner = "";
        const act = button({ t: "facts.successor", testid: "successor", class: "button-small", run: () => change("coordinatorNamed", { partner }) });
        return {
            element: act,
            update(/** @type {CoordinatorTerm} */ term) {
                ({ partner } = term);
                act.dataset.testid = `successor-${partner}`;
                setAttribute(act, "aria-label", `${t("facts.successor")}: ${name(partner)}`);
                show(act, mayChange);
            },
        };
    }

    return {
        element: h("div", { class: "facts-coordinators" }, h("p", { class: "lead", t: "facts.coordinatorsAbout" }), h("div", { class: "row wrap facts-acts" }, add), none, table.element),
        /** @param {{terms: import("../../../protocol/conference.js").FactsTerms, names: Names, day: string, mayChange: boolean}} next */
        update(next) {
            ({ names, day, mayChange } = next);
            const rows = termsFrom(next.terms, day);
            table.update(rows);
            show(none, rows.length === 0);
            show(add, mayChange);
        },
    };
}
