import { h, keyedList, setText, show } from "../../dom/elements.js";
import { button } from "../../dom/press-twice.js";
import { pick, t } from "../../i18n/catalogue.js";
import { textField } from "../dom/fields.js";
import { pageHead, section } from "../dom/page.js";
import { makeTable, textCell } from "../dom/table.js";
import { plain } from "../state/plain.js";

/** @typedef {import("../../protocol/conference.js").FormatOnDate & {coChairs?: string[]}} Format */
/** @typedef {import("../../protocol/conference.js").Party} Party */

/**
 * Who sits at which table on a day, and what each party is called.
 * @type {import("../context.js").Make}
 */
export function make(desk) {
    /** @type {import("../../protocol/conference.js").FactsOnDate|null} */
    let facts = null;
    /** @type {any} */
    let problem = null;
    let shownFor = "";

    const on = textField({ t: "facts.on", testid: "facts-on", type: "date", on: { change: () => desk.router.filter({ on: on.value }) } });
    const q = textField({ t: "facts.find", testid: "find", type: "search", on: { input: () => desk.router.filter({ q: q.value }) } });
    const words = h("p", { class: "lead", testid: "facts-state" });
    const again = button({ t: "standing.again", testid: "facts-again", run: () => void load() });
    const name = (/** @type {string} */ seat) => pick(facts?.parties.find(({ id }) => id === seat)?.name) || seat;
    const formats = h("div", { class: "formats", testid: "formats" });
    const list = keyedList(formats, (/** @type {Format} */ { id }) => id, () => {
        const title = h("span");
        const [chair, count] = [h("p", { class: "quiet" }), h("span", { class: "quiet figures" })];
        const members = h("ol", { class: "members" });
        const seats = keyedList(members, (/** @type {string} */ seat) => seat, (/** @type {string} */ seat) => {
            const code = facts?.parties.find(({ id }) => id === seat)?.flag;
            const each = h("span");
            return { element: h("li", { class: "flagged" }, code && h("img", { class: "flag", alt: "", src: `/flags/${code}.svg` }), each), update: () => setText(each, name(seat)) };
        });
        return {
            element: h("details", { class: "fold" }, h("summary", { class: "fold-name" }, title, count), h("div", { class: "fold-body" }, chair, members)),
            update(format) {
                setText(title, pick(format.name));
                setText(count, ` ${t("facts.count", { count: format.table.length })}`);
                const chairs = [format.chair && t("facts.chair", { name: name(format.chair) }), format.coChairs?.length && t("facts.coChairs", { names: format.coChairs.map(name).join(", ") })];
                setText(chair, chairs.filter(Boolean).join(" · "));
                seats(format.table);
            },
        };
    });
    const parties = makeTable({
        t: "facts.parties", testid: "parties", keyOf: (/** @type {Party} */ { id }) => id,
        columns: [
            { t: "facts.name", isName: true, make: partyCell },
            { t: "facts.code", class: "figures", make: textCell(({ id }) => id) },
            { t: "facts.english", make: textCell((party) => party.name.en) },
            { t: "facts.vietnamese", make: textCell((party) => party.name.vi ?? "") },
            { t: "facts.capital", make: textCell((party) => pick(party.capital)) },
            { t: "facts.zone", make: textCell((party) => party.timeZone ?? t("facts.severalZones")) },
        ],
    });
    const coordinators = makeTable({
        t: "facts.coordinators", testid: "coordinators", keyOf: (/** @type {import("../../protocol/conference.js").CoordinatorOnDate} */ { partner }) => partner,
        columns: [
            { t: "facts.partner", isName: true, make: textCell(({ partner }) => name(partner), "people-name") },
            { t: "facts.coordinator", make: textCell(({ party }) => name(party)) },
            { t: "facts.since", class: "figures", make: textCell(({ since }) => since) },
            { t: "facts.until", class: "figures", make: textCell(({ until }) => until ?? "") },
        ],
    });
    const coordinating = section({ t: "facts.coordinators" }, coordinators.element);
    const nothing = h("p", { class: "lead", t: "filter.nothing", testid: "nothing-found" });
    const body = h("div", {}, section({ t: "facts.formats" }, formats), coordinating, section({ t: "facts.parties" }, h("div", { class: "filters" }, q.element), parties.element, nothing));
    const element = h("div", { class: "facts" }, pageHead("section.facts").element, h("p", { class: "lead", t: "facts.about" }), h("div", { class: "filters" }, on.element), words, again, body);

    function partyCell() {
        const flag = h("img", { class: "flag", alt: "", loading: "lazy" });
        const label = h("span", { class: "people-name" });
        return {
            element: h("span", { class: "flagged" }, flag, label),
            update(/** @type {Party} */ party) {
                if (party.flag && !flag.src) flag.src = `/flags/${party.flag}.svg`;
                show(flag, Boolean(party.flag));
                setText(label, pick(party.name));
            },
        };
    }

    const date = () => desk.router.route.query.on || desk.store.view?.conference.firstDay || "";

    async function load() {
        const wanted = (shownFor = date());
        try {
            const found = await desk.facts(wanted);
            if (wanted !== shownFor) return;
            facts = found;
            problem = null;
        } catch (error) {
            if (wanted !== shownFor) return;
            problem = error;
        }
        draw();
    }

    function draw() {
        setText(words, problem ? problem.words ?? t("problem.failed") : facts ? "" : t("facts.loading"));
        show(words, words.textContent !== "");
        show(again, problem !== null);
        show(body, facts !== null && problem === null);
        if (!facts) return;
        list(facts.formats);
        coordinators.update(facts.coordinators ?? []);
        show(coordinating, (facts.coordinators ?? []).length > 0);
        // Those who sit at some table come first; everybody is found by name.
        const seated = new Set(facts.formats.flatMap(({ table }) => table));
        const wanted = plain(desk.router.route.query.q ?? "");
        const found = facts.parties.filter(({ id, name }) => (wanted === "" ? seated.has(id) : plain([id, ...Object.values(name)].join(" ")).includes(wanted)));
        parties.update(found);
        show(nothing, found.length === 0);
    }

    return {
        element,
        update() {
            on.value = date();
            q.value = desk.router.route.query.q ?? "";
            if (shownFor !== date()) void load();
            draw();
        },
    };
}
