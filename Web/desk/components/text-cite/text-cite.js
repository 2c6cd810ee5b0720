import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { runsIn, words } from "../../../text/wording.js";
import { makeBadge } from "../../dom/badge.js";
import { longField, selectField, textField } from "../../dom/fields.js";
import { fold } from "../../dom/page.js";
import { makeWordChoice } from "../../dom/word-choice.js";

/**
 * @typedef {import("../../../protocol/text.js").CitationView} CitationView
 * @typedef {import("../../../protocol/text.js").TextSummary} TextSummary
 * @typedef {import("../../../protocol/text.js").You} You
 * @typedef {import("../../../text/wording.js").Run} Run
 */

const DOCUMENT = "document";

/**
 * What of a paragraph is taken over from elsewhere as it stands there, and whether it still does; and the words that are chosen, cited.
 * @param {{cite: (command: Record<string, object>) => Promise<string|null>, command: (command: Record<string, object>) => Promise<boolean>,
 *   name: (seat: string) => string, texts: () => Promise<TextSummary[]>, text: (id: string) => Promise<any>}} acts
 */
export function makeTextCite({ cite, command, name, texts, text }) {
    /** @type {{id: string, you: You}|null} */
    let at = null;
    /** @type {TextSummary[]} */
    let others = [];
    /** @type {{id: string, act: number, paragraphs: any[]}|null} what was decided on, of the text that is chosen */
    let decided = null;

    const rows = h("ul", { class: "text-brackets", testid: "text-citations" });
    const list = keyedList(rows, (/** @type {CitationView} */ { id }) => id, ({ id }) => {
        const source = h("p", { class: "proposal-about" });
        const quoted = h("q", { class: "proposal-words" });
        const badge = makeBadge({ testid: `citation-${id}` });
        const by = h("p", { class: "proposal-sides" });
        const remove = button({ t: "cite.remove", testid: `uncite-${id}`, class: "button-small", run: () => void command({ uncite: { citation: id } }) });
        return {
            element: h("li", { class: "proposal", "data-key": id }, source, quoted, badge.element, by, h("div", { class: "row" }, remove)),
            update(citation) {
                if (!at) return;
                setText(source, sourceOf(citation));
                setText(quoted, citation.words);
                badge.update(citation.isVerbatim ? "ready" : "overdue", t(citation.isVerbatim ? "cite.verbatim" : "cite.changed"));
                setText(by, citation.delegation ? name(citation.delegation) : t("beginText.secretariat"));
                const { delegation, isSecretariat, holdsPen, presides } = at.you;
                show(remove, isSecretariat || holdsPen || presides || (delegation !== undefined && delegation === citation.delegation));
            },
        };
    });

    /** @param {CitationView} citation */
    function sourceOf({ source }) {
        if (source.document) return [source.document.symbol, source.document.place].filter(Boolean).join(", ");
        return pick(others.find((each) => each.text.id === source.text?.id)?.text.title) || source.text?.id || "";
    }

    const choose = makeWordChoice({ t: "cite.choose", hint: "bracket.chooseHint", testid: "cite-choose" });
    const source = selectField({ t: "cite.source", testid: "cite-source", options: sources, on: { change: () => void turn() } });
    const place = selectField({ t: "cite.paragraph", testid: "cite-paragraph", options: () => (decided?.paragraphs ?? []).map(({ id, number, runs }) => ({ value: id, words: `${number} ${words(runsIn(runs)).slice(0, 60)}`.trim() })) });
    const symbol = textField({ t: "cite.symbol", hint: "cite.symbolHint", testid: "cite-symbol", maxlength: 200 });
    const where = textField({ t: "cite.place", testid: "cite-place", optional: true, maxlength: 200 });
    const said = longField({ t: "cite.words", hint: "cite.wordsHint", testid: "cite-words", rows: 3 });
    const problem = h("p", { class: "form-problem", role: "alert", testid: "cite-problem" });
    problem.hidden = true;
    const send = h("button", { type: "submit", class: "button button-primary", t: "cite.send", testid: "cite-send" });
    const writing = h("form", { class: "form", novalidate: true, on: { submit: (event) => void act(event) } },
        choose.element, source.element, symbol.element, where.element, place.element, said.element, problem, h("div", { class: "row form-acts" }, send));
    const citing = fold({ t: "cite.heading", testid: "cite-fold" }, writing);
    citing.element.addEventListener("toggle", () => void (citing.element.open && load()));
    source.value = DOCUMENT;

    function sources() {
        return [{ value: DOCUMENT, words: t("cite.document") }, ...others.map((each) => ({ value: each.text.id, words: pick(each.text.title) }))];
    }

    /** @param {string|null} told */
    function say(told) {
        setText(problem, told ?? "");
        show(problem, told !== null);
    }

    async function load() {
        others = await texts();
        source.refresh();
        await turn();
    }

    async function turn() {
        const id = source.value;
        const isDocument = id === DOCUMENT;
        for (const each of [symbol, where, said]) show(each.element, isDocument);
        say(null);
        decided = null;
        if (!isDocument) {
            const view = await text(id);
            if (source.value !== id) return;
            const { standing, version } = view?.course ?? {};
            if (standing === "decided") decided = { id, act: version.act, paragraphs: view.paragraphs };
            else say(t("cite.notDecided"));
        }
        show(place.element, decided !== null);
        place.refresh();
        place.value = decided?.paragraphs[0]?.id ?? "";
    }

    /** @param {Event} event */
    async function act(event) {
        event.preventDefault();
        const { stretch } = choose;
        if (!at) return;
        if (!stretch) return choose.error(t("bracket.nothing"));
        choose.error(null);
        const isDocument = source.value === DOCUMENT;
        if (!isDocument && !decided) return say(t("cite.notDecided"));
        const from = decided ? { text: { id: decided.id, paragraph: place.value, act: decided.act } } : { document: { symbol: symbol.value, place: where.value } };
        send.disabled = true;
        const wrong = await cite({ cite: { paragraph: at.id, stretch, source: from, words: isDocument ? said.value.replace(/\s+/g, " ").trim() : "" } });
        send.disabled = false;
        say(wrong);
        if (wrong === null) said.value = "";
    }

    const element = h("div", { class: "stack-fields" }, rows, citing.element);
    return {
        element,
        /**
         * @param {string} id @param {readonly CitationView[]} citations @param {You} you @param {readonly Run[]} runs
         * @param {import("../../dom/text-line.js").Marked|null} marked
         */
        update(id, citations, you, runs, marked) {
            at = { id, you };
            list(citations);
            show(rows, citations.length > 0);
            show(citing.element, you.delegation !== undefined || you.isSecretariat);
            choose.update(runs, marked);
            source.refresh();
            setAttribute(element, "data-paragraph", id);
        },
    };
}
