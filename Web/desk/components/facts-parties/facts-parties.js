import { h, setAttribute, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { language, pick, t } from "../../../i18n/catalogue.js";
import { textField } from "../../dom/fields.js";
import { makeTable, textCell } from "../../dom/table.js";
import { plain } from "../../state/plain.js";

/**
 * What each country and organisation is called, its capital, zone and languages. Those at some table come first; everybody is found by name.
 *
 * @typedef {import("../../../protocol/conference.js").Party} Party
 * @param {{change: (kind: "partyChanged", about: Record<string, any>) => void, find: (words: string) => void}} acts
 */
export function makeFactsParties({ change, find }) {
    let mayChange = false;
    const q = textField({ t: "facts.find", testid: "find", type: "search", on: { input: () => find(q.value) } });
    const nothing = h("p", { class: "lead", t: "filter.nothing", testid: "nothing-found" });
    const table = makeTable({
        t: "facts.parties", testid: "parties", keyOf: (/** @type {Party} */ { id }) => id,
        columns: [
            { t: "facts.name", isName: true, make: partyCell },
            { t: "facts.code", class: "figures", make: textCell(({ id }) => id) },
            { t: "facts.english", make: textCell((party) => party.name.en) },
            { t: "facts.vietnamese", make: textCell((party) => party.name.vi ?? "") },
            { t: "facts.capital", make: textCell((party) => pick(party.capital)) },
            { t: "facts.zone", make: textCell((party) => party.timeZone ?? t("facts.severalZones")) },
            { t: "facts.languages", make: textCell((party) => languageWords(party.languages)) },
            { t: "facts.acts", class: "acts", make: changeCell },
        ],
    });

    function partyCell() {
        const flag = h("img", { class: "flag", alt: "", loading: "lazy" });
        const label = h("span", { class: "people-name" });
        return {
            element: h("span", { class: "flagged" }, flag, label),
            update(/** @type {Party} */ party) {
                setAttribute(flag, "src", party.flag ? `/flags/${party.flag}.svg` : null);
                show(flag, Boolean(party.flag));
                setText(label, pick(party.name));
            },
        };
    }

    function changeCell() {
        let party = "";
        const act = button({ t: "facts.change", testid: "change-party", class: "button-small", run: () => change("partyChanged", { party }) });
        return {
            element: act,
            update(/** @type {Party} */ next) {
                party = next.id;
                act.dataset.testid = `change-${party}`;
                setAttribute(act, "aria-label", `${t("facts.change")}: ${pick(next.name)}`);
                show(act, mayChange);
            },
        };
    }

    return {
        element: h("div", { class: "facts-parties" }, h("div", { class: "filters" }, q.element), table.element, nothing),
        /** @param {{facts: import("../../../protocol/conference.js").FactsOnDate, words: string, mayChange: boolean}} next */
        update({ facts, words, mayChange: may }) {
            mayChange = may;
            q.value = words;
            const seated = new Set(facts.formats.flatMap(({ table }) => table));
            const wanted = plain(words);
            const found = facts.parties.filter(({ id, name }) => (wanted === "" ? seated.has(id) : plain([id, ...Object.values(name)].join(" ")).includes(wanted)));
            table.update(found);
            show(nothing, found.length === 0);
        },
    };
}

/** @param {readonly string[]} codes */
function languageWords(codes) {
    const names = new Intl.DisplayNames([language()], { type: "language" });
    return codes.map((code) => names.of(code) ?? code).join(", ");
}
