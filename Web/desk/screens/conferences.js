import { button } from "../../dom/press-twice.js";
import { h, setText, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { makeCallConference } from "../components/call-conference/call-conference.js";
import { makePartyField } from "../components/party-field/party-field.js";
import { makeEmpty, pageHead, section } from "../dom/page.js";
import { linkCell, makeTable, textCell } from "../dom/table.js";
import { dayWords } from "../state/clocks.js";

/**
 * All conferences that one may see; for the administration also the place where they are called.
 * @type {import("../context.js").Make}
 */
export function make(desk) {
    /** @type {import("../../protocol/conference.js").ConferenceSummary[]|null} */
    let conferences = null;
    /** @type {import("../../protocol/conference.js").ConferenceTemplate[]|null} null: one may not call any */
    let templates = null;
    /** @type {unknown} */
    let problem = null;
    let isCalling = false;

    const start = button({ t: "calling.start", testid: "call-conference", class: "button-primary", run: () => call(true) });
    const first = button({ t: "calling.start", testid: "call-first", class: "button-primary", run: () => call(true) });
    const facts = h("a", { class: "button", href: "/desk/facts", t: "section.facts", testid: "all-facts" });
    const head = pageHead("desk.all", h("span", { class: "grow" }), facts, start);
    const empty = makeEmpty({ t: "conferences.none", text: "conferences.noneText", testid: "no-conference" }, first);
    const state = h("p", { class: "lead", testid: "conferences-state" });
    const again = button({ t: "standing.again", testid: "conferences-again", run: () => void load() });
    const table = makeTable({
        t: "desk.all", testid: "conferences", keyOf: (/** @type {import("../../protocol/conference.js").ConferenceSummary} */ { id }) => id,
        columns: [
            { t: "conferences.title", isName: true, make: linkCell(({ title }) => pick(title), ({ id }) => `/desk/${encodeURIComponent(id)}`) },
            { t: "conferences.days", class: "figures", make: textCell(({ firstDay, lastDay }) => daysWords(firstDay, lastDay)) },
            { t: "conferences.id", class: "figures", make: textCell(({ id }) => id) },
        ],
    });
    const host = makePartyField({ t: "calling.host", hint: "calling.hostHint", testid: "calling-host" });
    const calling = makeCallConference({
        host, leave: () => call(false), today: new Date(desk.now()).toISOString().slice(0, 10),
        async call(template, facts) {
            try {
                await desk.api.post(`/api/conferences${template && `?template=${encodeURIComponent(template)}`}`, facts);
            } catch (error) {
                if (/** @type {any} */ (error).reason === "conferenceExists") return t("calling.exists");
                desk.refuse(error);
                return null;
            }
            desk.notify(t("calling.done", { title: pick(facts.title) }));
            isCalling = false;
            desk.router.go(`/desk/${encodeURIComponent(facts.id)}`);
            return null;
        },
    });
    const callPart = section({ t: "calling.heading", testid: "calling-part", class: "calling-part" }, calling.element);
    const element = h("div", { class: "conferences" }, head.element, state, again, empty.element, table.element, callPart);

    async function load() {
        try {
            conferences = await desk.api.get("/api/conferences");
            problem = null;
        } catch (error) {
            problem = error;
        }
        draw();
        if (problem) return;
        templates = await desk.api.get("/api/conference-templates").catch(() => null);
        const facts = templates && (await desk.facts(new Date(desk.now()).toISOString().slice(0, 10)).catch(() => null));
        if (facts) host.update(facts.parties);
        draw();
    }

    /** @param {boolean} opens */
    function call(opens) {
        isCalling = opens;
        draw();
        if (opens) calling.focus();
        else start.focus();
    }

    function draw() {
        const words = problem ? /** @type {any} */ (problem).words ?? t("problem.failed") : conferences === null ? t("standing.loading.text") : "";
        setText(state, words);
        show(state, words !== "");
        show(again, problem !== null);
        const isNone = conferences?.length === 0;
        empty.show(isNone && !isCalling);
        show(first, templates !== null);
        table.update(problem ? [] : conferences ?? []);
        show(facts, problem === null && (templates !== null || (conferences?.length ?? 0) > 0));
        show(start, templates !== null && !isCalling && !isNone);
        show(callPart, isCalling);
        calling.update(templates ?? []);
    }

    let isFresh = false;
    return {
        element,
        update() {
            if (!isFresh) void load();
            isFresh = true;
            draw();
        },
        leave() { isFresh = false; },
    };
}

/** @param {string} first @param {string} last */
const daysWords = (first, last) => {
    const year = last.slice(0, 4);
    return first === last ? `${dayWords(first)} ${year}` : `${dayWords(first)} – ${dayWords(last)} ${year}`;
};
