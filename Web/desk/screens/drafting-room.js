import { h, setAttribute, setText, show } from "../../dom/elements.js";
import { button } from "../../dom/press-twice.js";
import { pick, t } from "../../i18n/catalogue.js";
import { makeTextClean } from "../components/text-clean/text-clean.js";
import { makeTextComparison } from "../components/text-comparison/text-comparison.js";
import { makeTextConvergence } from "../components/text-convergence/text-convergence.js";
import { makeTextDiscussion } from "../components/text-discussion/text-discussion.js";
import { makeTextFilter } from "../components/text-filter/text-filter.js";
import { makeTextHead } from "../components/text-head/text-head.js";
import { makeTextRefused } from "../components/text-refused/text-refused.js";
import { makeTextSheet } from "../components/text-sheet/text-sheet.js";
import { makeViews } from "../dom/page.js";
import { footnoteName } from "../dom/text-notes.js";
import { placeWords } from "../state/library-words.js";
import { filtered } from "../state/text-filter.js";
import { nextOpen } from "../state/text-words.js";
import { makeTextBeside } from "./text-beside.js";
import { makeTextDecision } from "./text-decision.js";
import { makeTextFollowing } from "./text-following.js";
import { makeTextKey } from "./text-key.js";
import { kindWords } from "./text-kinds.js";
import { makeTextPanel } from "./text-panel.js";
import { makeTextReceipt } from "./text-receipt.js";
import { makeTextServer } from "./text-server.js";
import { makeTextWhole } from "./text-whole.js";
import { makeTextWriting } from "./text-writing.js";

const VIEWS = Object.freeze(["work", "clean", "compare", "state", "translation", "decision"]);

/** How long what others type is gathered before versions are compared anew, ms. */
const GATHER = 1_000;

/**
 * Where a text is negotiated: the sheet, and beside it what may be done with the paragraph that is chosen and with the text.
 * @param {import("../context.js").Desk} desk @param {{name: (seat: string) => string}} words
 */
export function makeDraftingRoom(desk, { name }) {
    /** @type {string|null} */
    let chosen = null;
    /** @type {import("../dom/text-line.js").Marked|null} in the paragraph that is chosen */
    let marked = null;
    /** @type {import("../../protocol/text.js").ComparedParagraph[]} */
    let compared = [];
    let comparedAt = "";
    let gathering = 0;
    let panelDue = 0;
    /** The paragraph that the address named last. */
    let asked = "";
    const following = makeTextFollowing();
    const server = makeTextServer(desk, (paragraph) => (paragraph === null ? draw() : drawLine(paragraph)));
    const query = () => desk.router.route.query;
    const shownView = () => (VIEWS.includes(query().view ?? "") ? String(query().view) : VIEWS[0]);
    const filter = () => ({ by: query().by ?? "", standing: query().standing ?? "" });
    const point = () => server.view?.discussion.at(-1) ?? null;
    const seats = () => (server.view?.text.delegations ?? []).map((seat) => ({ value: seat, words: name(seat) }));

    /** @param {string} id */
    function number(id) {
        const paragraph = server.view?.paragraphs.find((each) => each.id === id);
        return paragraph ? footnoteName(paragraph) ?? (paragraph.number || kindWords(paragraph.kind)) : t("text.gone");
    }

    const command = async (/** @type {Record<string, object>} */ wanted) => {
        const wrong = await server.submit(wanted);
        if (wrong !== null) desk.notify(wrong, { urgent: true });
        return wrong === null;
    };

    const head = makeTextHead({ name, now: desk.now, place: (text) => desk.store.view ? placeWords(desk.store.view, text) : "", decision: () => desk.router.href("texts", server.id, { view: "decision" }) });
    const state = h("p", { class: "text-state", role: "status", testid: "text-state" });
    const views = makeViews({ t: "text.views", names: VIEWS, words: (each) => t(`text.view.${each}`), href: (each) => desk.router.href("texts", server.id, { ...(each === VIEWS[0] ? {} : { view: each }), ...filter() }) });
    const discussion = makeTextDiscussion({
        follow(isWanted) {
            following.want(isWanted);
            if (isWanted) goTo(point());
            draw();
        },
        back() {
            following.want(true);
            goTo(point());
            draw();
        },
    });
    const filtering = makeTextFilter({
        seats, go: goNext,
        filter(change) {
            desk.router.filter(change);
            if (chosen && server.view && filtered(server.view, filter())?.has(chosen) === false) choose(null);
        },
    });
    const bar = h("div", { class: "text-bar" }, h("div", { class: "row wrap text-bar-head" }, discussion.element, filtering.steps), filtering.element);

    const sheet = makeTextSheet({
        type: (id, edits) => server.type(id, edits), known: (id) => server.draft?.known(id) ?? id, name, now: desk.now, choose: move,
        enter: (id, caret) => writing.enter(id, caret), join: (id, which) => void writing.join(id, which),
        remarks(id) {
            move(id);
            panel.openComments();
        },
    });
    const writing = makeTextWriting({ server, choose, goBehind: sheet.goBehind, tell: (words) => desk.notify(words), refuse: desk.refuse });
    const panel = makeTextPanel(desk, {
        server, name, command, marked: () => marked, close: () => choose(null), add: (behind) => void writing.add(behind),
        go(id) {
            move(id);
            sheet.reveal(id);
        },
        move: (id, direction) => void writing.move(id, direction, undefined), annotate: (id, behind) => void writing.annotate(id, behind),
    });
    const whole = makeTextWhole(desk, { server, name, command });
    const clean = makeTextClean();
    const comparison = makeTextComparison({ choose: (from) => desk.router.filter({ from }) });
    const convergence = makeTextConvergence({ name, now: desk.now, href: (id) => desk.router.href("texts", server.id, { at: id }) });
    /** @type {ReturnType<typeof makeTextDecision>|null} made when it is first shown: it knows the delegations then */
    let decision = null;
    const deciding = h("div");
    const receive = makeTextReceipt(server);
    const beside = makeTextBeside(desk, { server, command, language: () => query().language ?? "vi", changed: () => draw() });
    const first = button({ t: "text.first", testid: "first-paragraph", class: "button-primary", run: () => void writing.add(null) });
    const none = h("p", { class: "lead", t: "textFilter.none", testid: "filter-none" });

    const refused = makeTextRefused({ forget: (index) => server.forget(index) });
    const work = h("div", {}, bar, sheet.element, none, first);
    const body = h("div", { class: "text-body" }, h("div", { class: "text-main" }, work, clean.element, comparison.element, convergence.element, beside.element, deciding), h("aside", { class: "text-panel", tLabel: "text.beside" }, panel.element, whole.element));
    const element = h("div", { class: "drafting-room", on: { keydown: (event) => key(event) } },
        head.element, state, refused.element, views.element, body);
    document.addEventListener("selectionchange", mark);

    /** What is marked in the paragraph that is chosen stays known when the caret goes elsewhere. */
    function mark() {
        const now = chosen && !element.hidden ? sheet.markedIn(chosen) : null;
        if (now === null) return;
        marked = now;
        panel.mark();
    }

    /** @param {string|null} id */
    function choose(id) {
        if (chosen === id) return;
        chosen = id;
        marked = null;
        draw();
    }

    /**
     * Somebody goes to a paragraph by themselves.
     * @param {string} id
     */
    function move(id) {
        if (id === point()) following.comeBack();
        else if (point() !== null && id !== chosen) following.moveAway();
        choose(id);
    }

    /** @param {string|null} id */
    function goTo(id) {
        if (id === null) return;
        choose(id);
        sheet.reveal(id);
    }

    /** @param {1|-1} direction */
    function goNext(direction) {
        if (!server.view) return;
        const among = filtered(server.view, filter());
        const id = nextOpen(server.view, chosen, among, direction);
        if (id === null) return desk.notify(t(among ? "textFilter.noneOpen" : "text.allAgreed"));
        move(id);
        sheet.reveal(id);
        sheet.focus(id);
    }

    const key = makeTextKey({
        isShown: () => shownView() === VIEWS[0], isChosen: () => chosen !== null, mayMove: () => server.you?.holdsPen === true, next: goNext, mark,
        who: panel.tellWho, note: panel.note, leave: () => choose(null), move: (direction) => void (chosen && writing.move(chosen, direction, sheet.markedIn(chosen)?.behind)),
    });

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

    /**
     * Only the words of one paragraph changed.
     * @param {string} id
     */
    function drawLine(id) {
        const { view } = server;
        const paragraph = view?.paragraphs.find((each) => each.id === id);
        drawState();
        if (!view || !paragraph) return;
        const shown = shownView();
        if (shown === "work") sheet.updateLine(paragraph);
        else if (shown === "clean") clean.update(view, server.runs);
        else if ((shown === "compare" || shown === "translation") && gathering === 0) gathering = window.setTimeout(() => { gathering = 0; draw(); }, GATHER);
        if (id !== chosen || panelDue !== 0) return;
        panelDue = requestAnimationFrame(() => {
            panelDue = 0;
            panel.update(chosen);
        });
    }

    function drawState() {
        const { status, draft } = server;
        const waiting = draft?.batches.length ?? 0;
        setAttribute(state, "data-status", status);
        setText(state, status === "live" ? (waiting > 0 ? t("text.sending") : t("text.saved")) : t(`text.status.${status}`) + (waiting > 0 ? ` ${t(server.isKept ? "text.kept" : "text.notKept")}` : ""));
    }

    /** The paragraph that the address names, and the one to which the discussion has gone. */
    function arrive() {
        const { view, you } = server;
        if (!view || !you || shownView() !== VIEWS[0]) return;
        if (chosen !== null && !view.paragraphs.some(({ id }) => id === chosen)) chosen = null;
        const place = query().at ?? "";
        const isAsked = place !== asked && view.paragraphs.some(({ id }) => id === place);
        asked = place;
        const now = point();
        const hasMoved = following.hasMoved(now);
        if (isAsked) {
            if (now !== null && place !== now) following.moveAway();
            chosen = place;
        } else if (hasMoved && now === chosen) return following.comeBack();
        else if (hasMoved && following.isOn(you.holdsPen) && !panel.isBusy()) chosen = now;
        else return;
        const id = chosen;
        marked = null;
        queueMicrotask(() => void (id && sheet.reveal(id)));
    }

    function draw() {
        const { view, you, draft } = server;
        const shown = shownView();
        head.update(view);
        show(body, view !== null);
        show(views.element, view !== null);
        for (const [each, part] of /** @type {const} */ ([["work", work], ["clean", clean.element], ["compare", comparison.element], ["state", convergence.element], ["translation", beside.element], ["decision", deciding]])) show(part, shown === each);
        drawState();
        refused.update(draft?.refused ?? []);
        if (!view || !you) return;
        const isNegotiated = view.course.standing === "negotiated";
        views.update(shown);
        receive();
        arrive();
        whole.update(shown === "work" ? chosen : null, number);
        panel.update(shown === "work" ? chosen : null);
        if (shown === "work") {
            const now = point();
            const among = filtered(view, filter());
            discussion.update(now && number(now), { isFollowing: following.isOn(you.holdsPen), isThere: now === chosen });
            filtering.update(filter(), among?.size ?? null, view.paragraphs.length);
            sheet.update({ view, shown: server.shown, mayWrite: you.holdsPen && isNegotiated, chosen, discussed: now, among });
            show(first, view.paragraphs.length === 0 && you.holdsPen && isNegotiated);
            show(none, among?.size === 0);
        } else if (shown === "clean") clean.update(view, server.runs);
        else if (shown === "state") convergence.update(view, you.delegation, number, server.runs);
        else if (shown === "translation") beside.update();
        else if (shown === "decision") {
            if (!decision) deciding.append((decision = makeTextDecision(desk, { server, name, number, command })).element);
            decision.update();
        }
        else {
            void compare();
            comparison.update(view.revisions, query().from ?? "1", compared);
        }
    }

    return {
        element,
        title: () => pick(server.view?.text.title),
        /** @param {string|null} id null: none */
        update(id) {
            if (id !== server.id) {
                chosen = null;
                asked = "";
                following.forget();
            }
            server.open(id);
            draw();
        },
    };
}
