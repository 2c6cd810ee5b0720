import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { makeTable, textCell } from "../../dom/table.js";
import { groundsWords, periodWords } from "../../state/fact-words.js";

/**
 * Who presides over each group from a day on, year by year: by rotation, or as somebody decided.
 *
 * @typedef {import("../../../protocol/conference.js").ChairTerm} ChairTerm
 * @typedef {import("../../state/fact-words.js").Names} Names
 * @param {{change: (kind: "chairChanged", about: Record<string, any>) => void}} acts
 */
export function makeFactsChairs({ change }) {
    /** @type {Names|null} */
    let names = null;
    let mayChange = false;
    const element = h("div", { class: "facts-chairs" });
    const nobody = h("p", { class: "lead", t: "facts.noChairs", testid: "no-chairs" });
    const groups = h("div", {});
    element.append(nobody, groups);
    const list = keyedList(groups, (/** @type {{group: string, terms: ChairTerm[]}} */ { group }) => group, ({ group }) => {
        const title = h("h2", { class: "part-title" });
        const table = makeTable({
            t: "facts.chairs", testid: `chairs-${group}`, keyOf: (/** @type {ChairTerm} */ { since }) => since,
            columns: [
                { t: "facts.year", isName: true, class: "figures", make: textCell((term) => (term.turn ? term.since.slice(0, 4) : periodWords(term)), "people-name") },
                { t: "facts.presides", make: textCell(({ party }) => names?.party(party) ?? party) },
                { t: "facts.how", make: textCell((term) => howWords(term)) },
                { t: "facts.why", make: textCell(groundsWords, "quiet") },
                { t: "facts.acts", class: "acts", make: () => changeCell(group) },
            ],
        });
        return {
            element: h("section", { class: "part" }, title, table.element),
            update({ terms }) {
                setText(title, names?.format(group) ?? group);
                table.update(terms);
            },
        };
    });

    /** @param {ChairTerm} term */
    function howWords({ turn, party, isByRule }) {
        if (!turn) return t("facts.how.term");
        if (isByRule) return t("facts.how.rule");
        return turn === party ? t("facts.how.decided") : t("facts.how.turn", { name: names?.party(turn) ?? turn });
    }

    /** @param {string} group */
    function changeCell(group) {
        /** @type {ChairTerm|null} */
        let term = null;
        const act = button({ t: "facts.change", testid: "change-chair", class: "button-small", run: () => term && change("chairChanged", { group, year: Number(term.since.slice(0, 4)) }) });
        return {
            element: act,
            update(/** @type {ChairTerm} */ next) {
                term = next;
                act.dataset.testid = `change-chair-${next.since.slice(0, 4)}`;
                setAttribute(act, "aria-label", `${t("facts.change")}: ${next.since.slice(0, 4)}`);
                show(act, mayChange && Boolean(next.turn));
            },
        };
    }

    return {
        element,
        /** @param {{terms: import("../../../protocol/conference.js").FactsTerms, names: Names, mayChange: boolean}} next */
        update(next) {
            names = next.names;
            mayChange = next.mayChange;
            const known = next.terms.chairs.filter(({ terms }) => terms.length > 0);
            list(known);
            show(nobody, known.length === 0);
        },
    };
}
