import { h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { button } from "../../dom/press-twice.js";
import { pick, t } from "../../i18n/catalogue.js";
import { words } from "../../text/wording.js";
import { makeTextBrackets } from "../components/text-brackets/text-brackets.js";
import { makeTextComparison } from "../components/text-comparison/text-comparison.js";
import { makeTextPropose } from "../components/text-propose/text-propose.js";
import { makeTextProposals } from "../components/text-proposals/text-proposals.js";
import { makeTextSheet } from "../components/text-sheet/text-sheet.js";
import { makeTextStanding } from "../components/text-standing/text-standing.js";
import { fold, makeViews } from "../dom/page.js";
import { selectField, textField } from "../dom/fields.js";
import { isWritable, nextOpen, proposalsFor } from "../state/text-words.js";
import { makeTextServer } from "./text-server.js";

const VIEWS = Object.freeze(["work", "clean", "compare"]);

/** Of the files that a text can be taken as. */
const FORMS = Object.freeze(["docx", "odt", "pdf", "html", "md"]);

/** What a paragraph may be, as the server reads it. */
const KINDS = Object.freeze([
    { operative: {} }, { preambular: {} }, { sub: { level: 1 } }, { sub: { level: 2 } }, { heading: { level: 1 } }, { heading: { level: 2 } }, { plain: {} }, { annex: {} },
]);

/**
 * Where a text is negotiated: the sheet, and beside it what may be done with the paragraph that is chosen.
 * @param {import("../context.js").Desk} desk @param {{name: (seat: string) => string}} words
 */
export function makeDraftingRoom(desk, { name }) {
    /** @type {string|null} */
    let chosen = null;
    /** @type {import("../../protocol/text.js").ComparedParagraph[]} */
    let compared = [];
    let comparedAt = "";
    const server = makeTextServer(desk, () => draw());
    const query = () => desk.router.route.query;
    const shownView = () => (VIEWS.includes(query().view ?? "") ? String(query().view) : VIEWS[0]);

    const command = async (/** @type {Record<string, object>} */ asked) => {
        const wrong = await server.submit(asked);
        if (wrong !== null) desk.notify(wrong, { urgent: true });
        return wrong === null;
    };
    const kindWords = (/** @type {Record<string, any>} */ kind) => {
        const [[key, { level }]] = Object.entries(kind);
        return t(`text.kind.${key}${level ?? ""}`);
    };
    const kinds = () => KINDS.map((kind) => ({ value: JSON.stringify(kind), words: kindWords(kind) }));

    const title = h("h1", { class: "desk-title", tabindex: "-1", testid: "page-title" });
    const about = h("p", { class: "lead text-about", testid: "text-about" });
    const state = h("p", { class: "text-state", role: "status", testid: "text-state" });
    const next = button({ t: "text.next", testid: "text-next", run: goNext });
    const version = textField({ t: "text.version", testid: "version-name", maxlength: 200 });
    const circulate = button({ t: "text.circulate", testid: "circulate", class: "button-primary", run: () => void command({ circulate: { name: version.value } }) });
    const circulating = fold({ t: "text.circulateHeading", testid: "circulate-fold" }, h("div", { class: "form" }, version.element, h("div", { class: "row form-acts" }, circulate)));
    const files = FORMS.map((form) => h("a", { class: "button button-small", download: true, testid: `file-${form}` }, h("span", {}, form.toUpperCase())));
    const tables = h("a", { class: "button button-small", download: true, t: "text.table", testid: "file-table" });
    const taking = fold({ t: "text.filesHeading", testid: "files-fold" }, h("p", { class: "form-hint", t: "text.filesHint" }), h("div", { class: "row wrap form-acts" }, ...files, tables));
    const views = makeViews({ t: "text.views", names: VIEWS, words: (each) => t(`text.view.${each}`), href: (each) => desk.router.href("texts", server.id, each === VIEWS[0] ? {} : { view: each }) });

    const sheet = makeTextSheet({ type: (id, edits) => server.type(id, edits), known: (id) => server.draft?.known(id) ?? id, add: (behind) => void add(behind), choose, name });
    const clean = h("ol", { class: "text-sheet text-clean", testid: "text-clean" });
    const comparison = makeTextComparison({ choose: (from) => desk.router.filter({ from }) });
    const first = button({ t: "text.first", testid: "first-paragraph", class: "button-primary", run: () => void add(null) });

    const heading = h("h2", { class: "part-title", testid: "chosen-paragraph" });
    const standing = makeTextStanding({ command, name });
    const proposals = makeTextProposals({ command, name });
    const propose = makeTextPropose({ kinds, propose: (change, reason) => server.submit({ propose: { change, seen: server.sequence, reason } }) });
    const brackets = makeTextBrackets({ command, name });
    const kind = selectField({ t: "text.kind", testid: "paragraph-kind", options: kinds, on: { change: () => void (chosen && command({ setKind: { paragraph: chosen, kind: JSON.parse(kind.value) } })) } });
    const remove = button({ t: "text.remove", testid: "paragraph-remove", run: () => void (chosen && command({ removeParagraph: { paragraph: chosen } })) });
    const after = button({ t: "text.add", testid: "paragraph-add", run: () => void add(chosen) });
    const pen = h("div", { class: "form" }, kind.element, h("div", { class: "row wrap" }, after, remove));
    const choosing = button({ t: "text.choose", testid: "choose-variant", run: () => void (chosen && command({ chooseVariant: { paragraph: chosen } })) });
    const parts = {
        standing: h("div", { class: "stack-fields" }, standing.element, h("div", {}, choosing)),
        proposals: h("div", { class: "stack-fields" }, proposals.element),
        propose: fold({ t: "propose.heading", testid: "propose-fold" }, propose.element).element,
        brackets: fold({ t: "bracket.heading", testid: "bracket-fold" }, brackets.element).element,
        pen: fold({ t: "text.penHeading", testid: "pen-fold" }, pen).element,
    };
    const panel = h("aside", { class: "text-panel", tLabel: "text.panel" }, heading, ...Object.values(parts));
    const kept = h("ul", { class: "text-refused", testid: "text-refused" });
    const refusedList = keyedList(kept, (/** @type {{index: number}} */ { index }) => String(index), ({ index }) => {
        const what = h("p");
        const forget = button({ t: "text.forget", testid: `forget-${index}`, class: "button-small", run: () => server.forget(index) });
        return {
            element: h("li", { class: "proposal" }, what, forget),
            update(/** @type {any} */ { words: lost, reason }) { setText(what, t("text.notTaken", { words: lost, reason })); },
        };
    });
    const body = h("div", { class: "text-body" }, h("div", { class: "text-main" }, sheet.element, first), panel);
    const element = h("div", { class: "drafting-room", on: { keydown: key } },
        h("div", { class: "desk-head" }, title, next), about, state, kept, circulating.element, taking.element, views.element, body, clean, comparison.element);

    /** @param {string} id */
    function choose(id) {
        if (chosen === id) return;
        chosen = id;
        draw();
    }

    /** @param {string|null} behind */
    async function add(behind) {
        const before = new Set(server.view?.paragraphs.map(({ id }) => id));
        const like = server.view?.paragraphs.find(({ id }) => id === behind)?.kind ?? KINDS[0];
        const isDone = await command({ addParagraphs: { ...(behind ? { behind } : {}), paragraphs: [{ kind: "heading" in like || "annex" in like ? KINDS[0] : like, words: "" }] } });
        if (!isDone) return;
        for (let turn = 0; turn < 100; turn += 1) {
            const made = server.view?.paragraphs.find(({ id }) => !before.has(id));
            if (made) {
                choose(made.id);
                return sheet.focus(made.id);
            }
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
    }

    function goNext() {
        if (!server.view) return;
        const id = nextOpen(server.view, chosen);
        if (id === null) return desk.notify(t("text.allAgreed"));
        choose(id);
        sheet.focus(id);
    }

    /** @param {KeyboardEvent} event */
    function key(event) {
        if (event.key !== "F8") return;
        event.preventDefault();
        goNext();
    }

    async function compare() {
        const from = query().from ?? "1";
        const place = `${server.id}/${from}/${server.sequence}`;
        if (place === comparedAt) return;
        comparedAt = place;
        try {
            compared = (await server.comparison(Number(from), server.sequence)).paragraphs;
        } catch (error) {
            desk.refuse(error);
        }
        draw();
    }

    function drawPanel() {
        const { view, you } = server;
        const paragraph = view?.paragraphs.find(({ id }) => id === chosen);
        show(panel, paragraph !== undefined);
        if (!view || !you || !paragraph) return;
        const runs = server.runs.get(paragraph.id) ?? [];
        const isOpen = isWritable(paragraph);
        setText(heading, t("text.paragraph", { number: paragraph.number || kindWords(paragraph.kind) }));
        standing.update(paragraph, you, view.text.delegations);
        const hasVariants = view.paragraphs.some(({ alternativeTo }) => alternativeTo === (paragraph.alternativeTo ?? paragraph.id));
        show(choosing, isOpen && hasVariants && (you.holdsPen || you.presides));
        proposals.update(proposalsFor(view, paragraph.id), you, runs);
        propose.update(paragraph.id, runs);
        show(parts.propose, you.delegation !== undefined);
        const own = view.brackets.filter((each) => each.paragraph === paragraph.id);
        brackets.update(paragraph.id, own, you, runs, isOpen);
        show(parts.brackets, own.length > 0 || (isOpen && (you.holdsPen || you.presides)));
        kind.value = JSON.stringify(paragraph.kind);
        show(parts.pen, you.holdsPen && isOpen);
    }

    /**
     * A file of the newest version, with what changed since the one before it was circulated.
     * @param {readonly import("../../protocol/text.js").RevisionView[]} revisions
     */
    function drawFiles(revisions) {
        const path = `/api/conferences/${desk.store.conference}/texts/${server.id}`;
        const since = revisions.filter(({ act }) => act < server.sequence).at(-1)?.act;
        const language = `language=${document.documentElement.lang === "vi" ? "vi" : "en"}`;
        files.forEach((file, index) => setAttribute(file, "href", `${path}/export?format=${FORMS[index]}&${language}${since ? `&since=${since}` : ""}`));
        setAttribute(tables, "href", `${path}/table?format=docx&${language}`);
    }

    function draw() {
        const { view, you, status, draft } = server;
        const shown = shownView();
        setText(title, pick(view?.text.title));
        show(body, view !== null && shown === "work");
        show(clean, view !== null && shown === "clean");
        show(comparison.element, view !== null && shown === "compare");
        show(views.element, view !== null);
        show(next, view !== null && shown === "work");
        const waiting = draft?.batches.length ?? 0;
        setAttribute(state, "data-status", status);
        setText(state, status === "live" ? (waiting > 0 ? t("text.sending") : t("text.saved")) : t(`text.status.${status}`) + (waiting > 0 ? ` ${t(server.isKept ? "text.kept" : "text.notKept")}` : ""));
        refusedList((draft?.refused ?? []).map((each, index) => ({ ...each, index })));
        show(kept, (draft?.refused.length ?? 0) > 0);
        show(circulating.element, you?.holdsPen === true && shown === "work");
        show(taking.element, view !== null);
        if (!view || !you) return;
        views.update(shown);
        drawFiles(view.revisions);
        const { pen: holder, chair, type } = view.text;
        setText(about, t("text.about", {
            type: t(`textType.${type}`), version: view.revisions.at(-1)?.name ?? t("text.noVersion"),
            pen: "secretariat" in holder ? t("beginText.secretariat") : name(holder.delegation.seat), chair: name(chair),
            clean: view.convergence.clean, paragraphs: view.convergence.paragraphs, brackets: view.convergence.brackets,
        }));
        show(first, view.paragraphs.length === 0 && you.holdsPen);
        if (shown === "work") {
            sheet.update(view, server.shown, you.holdsPen, chosen);
            drawPanel();
        } else if (shown === "clean") {
            clean.replaceChildren(...view.paragraphs.map(({ id, number, kind: each }) =>
                h("li", { class: "text-row", "data-kind": Object.keys(each)[0] }, h("span", { class: "text-number figures" }, number), h("div", { class: "text-line" }, words(server.runs.get(id) ?? [])))));
        } else {
            void compare();
            comparison.update(view.revisions, query().from ?? "1", compared);
        }
    }

    return {
        element,
        title: () => pick(server.view?.text.title),
        /** @param {string|null} id null: none */
        update(id) {
            if (id !== server.id) chosen = null;
            server.open(id);
            draw();
        },
    };
}
