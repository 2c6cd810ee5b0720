import { h, setText, show } from "../../dom/elements.js";
import { button } from "../../dom/press-twice.js";
import { t } from "../../i18n/catalogue.js";
import { makeFactForm } from "../components/fact-form/fact-form.js";
import { makeFactsChairs } from "../components/facts-chairs/facts-chairs.js";
import { makeFactsChanges } from "../components/facts-changes/facts-changes.js";
import { makeFactsCoordinators } from "../components/facts-coordinators/facts-coordinators.js";
import { makeFactsParties } from "../components/facts-parties/facts-parties.js";
import { makeFactsTable } from "../components/facts-table/facts-table.js";
import { makePartyField } from "../components/party-field/party-field.js";
import { selectField, textField } from "../dom/fields.js";
import { makeViews, pageHead } from "../dom/page.js";
import { firstDay } from "../state/fact-change.js";
import { effectOf } from "../state/fact-effect.js";
import { effectWords, fullDay, namesIn } from "../state/fact-words.js";
import { makeFactsServer } from "./facts-server.js";

const VIEWS = Object.freeze(["table", "chairs", "coordinators", "parties", "changes"]);

/**
 * What is known of states, tables and chairs on a day; for the administration also the place where it is changed.
 * @type {import("../context.js").Make}
 */
export function make(desk) {
    const server = makeFactsServer(desk, () => draw());
    const query = () => desk.router.route.query;
    const day = () => query().on || desk.store.view?.conference.firstDay || new Date(desk.now()).toISOString().slice(0, 10);
    const names = () => namesIn(server.facts, server.terms);
    const views = () => VIEWS.filter((name) => name !== "changes" || server.changes !== null);
    const shown = () => views().find((name) => name === desk.router.route.thing) ?? VIEWS[0];
    const format = () => query().format || server.facts?.formats[0]?.id || server.terms?.formats[0]?.id || "";
    /** @param {string} name */
    const href = (name) => {
        const { on = "", format = "" } = query();
        return desk.router.href("facts", name === VIEWS[0] ? null : name, { on, format });
    };

    /** @type {HTMLElement|null} what opened the form; null: it is closed */
    let opener = null;
    let isOpen = false;
    let isFresh = false;

    const on = textField({ t: "facts.on", testid: "facts-on", type: "date", on: { change: () => desk.router.filter({ on: on.value }) } });
    const choose = selectField({
        t: "facts.format", testid: "facts-format", on: { change: () => desk.router.filter({ format: choose.value }) },
        options: () => (server.terms?.formats ?? []).map(({ id }) => ({ value: id, words: names().format(id) })),
    });
    const state = h("p", { class: "lead", testid: "facts-state" });
    const again = button({ t: "standing.again", testid: "facts-again", run: () => void server.load(day(), true) });
    const tabs = makeViews({ t: "facts.views", names: VIEWS, words: (name) => t(`facts.view.${name}`), href });
    const parts = {
        table: makeFactsTable({ change: open }),
        chairs: makeFactsChairs({ change: open }),
        coordinators: makeFactsCoordinators({ change: open }),
        parties: makeFactsParties({ change: open, find: (q) => desk.router.filter({ q }) }),
        changes: makeFactsChanges(),
    };
    const party = makePartyField({ t: "factForm.party", hint: "factForm.partyHint", testid: "fact-party" });
    const entry = makeFactForm({
        day, facts: () => server.facts, terms: () => server.terms, names, factsOn: desk.facts, party, leave: close,
        async check(change) {
            const seen = firstDay(change, day());
            try {
                const [before, after] = await Promise.all([server.world(seen), server.check(change, seen)]);
                const effects = effectOf(before, after);
                const names = () => namesIn(after.facts, after.terms);
                return {
                    wrong: null, heading: () => t("factForm.effect", { day: fullDay(seen) }),
                    effects: () => (effects.length > 0 ? effects.map((effect) => effectWords(effect, names())) : [t("factEffect.none")]),
                };
            } catch (error) {
                return { wrong: desk.wordsOf(error) };
            }
        },
        async record(change) {
            try {
                await server.record(change);
            } catch (error) {
                return desk.wordsOf(error);
            }
            desk.notify(t("factForm.recorded"));
            close();
            await server.load(day(), true);
            return null;
        },
    });
    const head = pageHead("section.facts");
    const back = h("a", { class: "back", href: "/desk", t: "desk.all", testid: "facts-back" });
    const readOnly = h("p", { class: "lead", t: "facts.readOnly", testid: "facts-read-only" });
    const filters = h("div", { class: "filters" }, on.element, choose.element);
    const body = h("div", {}, tabs.element, filters, ...Object.values(parts).map((part) => part.element));
    const element = h("div", { class: "facts" }, back, head.element, h("p", { class: "lead", t: "facts.about" }), readOnly, state, again, body, entry.element);

    /** @param {import("../state/fact-change.js").Kind} kind @param {Record<string, any>} about */
    function open(kind, about) {
        opener = /** @type {HTMLElement|null} */ (document.activeElement);
        isOpen = true;
        draw();
        entry.begin(kind, about);
        window.scrollTo(0, 0);
    }

    function close() {
        isOpen = false;
        draw();
        (opener?.isConnected && opener.getClientRects().length > 0 ? opener : head.title).focus();
        opener = null;
    }

    function draw() {
        const { facts, terms, changes, problem } = server;
        const isThere = facts !== null && terms !== null && problem === null;
        setText(state, problem !== null ? desk.wordsOf(problem) : isThere ? "" : t("facts.loading"));
        show(state, state.textContent !== "");
        show(again, problem !== null);
        show(back, desk.router.route.conference === null);
        const mayChange = changes !== null;
        show(readOnly, server.isAsked && !mayChange);
        show(body, isThere && !isOpen);
        show(entry.element, isOpen);
        if (facts === null || terms === null) return;
        const name = shown();
        tabs.update(name, views());
        choose.value = format();
        show(choose.element, name === "table");
        show(filters, name !== "changes");
        for (const [each, part] of Object.entries(parts)) show(part.element, each === name);
        const now = { facts, terms, names: names(), mayChange, format: format(), day: facts.on, words: query().q ?? "", changes: changes ?? [] };
        for (const part of Object.values(parts)) part.update(now);
        if (isOpen) entry.update();
    }

    return {
        element,
        title: () => (shown() === VIEWS[0] ? "" : t(`facts.view.${shown()}`)),
        update() {
            on.value = day();
            // Whoever comes back sees what others have changed by then.
            if (!isFresh) desk.forgetFacts();
            void server.load(day(), !isFresh);
            isFresh = true;
            draw();
        },
        leave() { isFresh = false; },
    };
}
