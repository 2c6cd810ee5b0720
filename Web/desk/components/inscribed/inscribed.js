import { h, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { fillSelect } from "../../dom/fields.js";
import { makeRows } from "../../dom/rows.js";

/**
 * Who is on an item's list of speakers before it begins, in order; behind its name, because most items have nobody.
 * @typedef {{value: string, words: string}} Choice
 * @param {{testid: string, change: (speakers: string[]) => void}} options
 */
export function makeInscribed({ testid, change }) {
    /** @type {readonly string[]} */
    let all = [];
    /** @type {readonly Choice[]} */
    let seats = [];
    const name = (/** @type {string} */ seat) => seats.find(({ value }) => value === seat)?.words ?? seat;
    const rows = makeRows({
        testid, change, words: name,
        make: () => {
            const words = h("span", { class: "grow" });
            return { element: words, update: (/** @type {string} */ seat) => setText(words, name(seat)) };
        },
    });
    const summary = h("span", {});
    /** @type {HTMLSelectElement} */
    const who = h("select", { class: "select", tLabel: "agenda.inscribe", testid: `${testid}-who` });
    const add = button({ t: "agenda.inscribe", testid: `${testid}-add`, class: "button-small", run: () => who.value && change([...all, who.value]) });
    const adding = h("div", { class: "row wrap" }, who, add);
    return {
        element: h("details", { class: "fold" }, h("summary", { class: "fold-name", testid: `${testid}-open` }, summary), h("div", { class: "fold-body" }, rows.element, adding)),
        /** @param {readonly string[]} speakers @param {readonly Choice[]} choices */
        update(speakers, choices) {
            all = speakers;
            seats = choices;
            setText(summary, t("agenda.inscribed", { count: speakers.length }));
            rows.update(speakers);
            const rest = choices.filter(({ value }) => !speakers.includes(value));
            fillSelect(who, rest, rest.some(({ value }) => value === who.value) ? who.value : rest[0]?.value ?? "");
            show(adding, rest.length > 0);
        },
    };
}
