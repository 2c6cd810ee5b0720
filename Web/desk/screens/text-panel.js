import { h, setText, show } from "../../dom/elements.js";
import { button } from "../../dom/press-twice.js";
import { pick, t } from "../../i18n/catalogue.js";
import { byHand, wordAt } from "../../text/hands.js";
import { elements, idIn, idText } from "../../text/wording.js";
import { makeTextBrackets } from "../components/text-brackets/text-brackets.js";
import { makeTextCite } from "../components/text-cite/text-cite.js";
import { makeTextComments } from "../components/text-comments/text-comments.js";
import { makeTextDrafts } from "../components/text-drafts/text-drafts.js";
import { makeTextPlaceholders } from "../components/text-placeholders/text-placeholders.js";
import { makeTextProposals } from "../components/text-proposals/text-proposals.js";
import { makeTextPropose } from "../components/text-propose/text-propose.js";
import { makeTextStanding } from "../components/text-standing/text-standing.js";
import { makeTextVariants } from "../components/text-variants/text-variants.js";
import { makeTextWho } from "../components/text-who/text-who.js";
import { selectField } from "../dom/fields.js";
import { fold } from "../dom/page.js";
import { footnoteName } from "../dom/text-notes.js";
import { aboutParagraph } from "../state/text-index.js";
import { draftsFor, isWritable } from "../state/text-words.js";
import { makeDraftsServer } from "./drafts-server.js";
import { KINDS, kindWords } from "./text-kinds.js";

/** Letters before the caret that say where it is. */
const BEFORE = 30;

/**
 * What may be done with the paragraph that is chosen.
 * @param {import("../context.js").Desk} desk
 * @param {{server: ReturnType<typeof import("./text-server.js").makeTextServer>, name: (seat: string) => string, marked: () => import("../dom/text-line.js").Marked|null,
 *   command: (command: Record<string, object>) => Promise<boolean>, go: (paragraph: string) => void, close: () => void, add: (behind: string) => void,
 *   move: (paragraph: string, direction: 1|-1) => void, annotate: (paragraph: string, behind: import("../../text/wording.js").Id|null|undefined) => void}} acts
 */
export function makeTextPanel(desk, { server, name, marked, command, go, close, add, move, annotate }) {
    let id = "";
    const { submit } = server;
    const seats = () => (server.view?.text.delegations ?? []).map((seat) => ({ value: seat, words: name(seat) }));
    const own = () => server.you?.delegation ?? "";
    const mayNote = () => server.you?.holdsPen === true || server.you?.presides === true;

    const speaker = selectField({ t: "sides.for", hint: "sides.forHint", testid: "sides-for", options: () => [{ value: own(), words: own() ? t("sides.own", { name: name(own()) }) : t("sides.nobody") }, ...seats().filter(({ value }) => value !== own())], on: { change: () => update(id) } });
    const speaks = () => (mayNote() ? speaker.value : own());
    const takeSide = (/** @type {Record<string, object>} */ on, /** @type {string} */ side) => void command({ takeSide: { on, side, ...(speaks() === own() ? {} : { for: speaks() }) } });

    const footnote = button({ t: "footnote.put", testid: "footnote-put", class: "button-small", run: note });
    const heading = h("h2", { class: "part-title", testid: "chosen-paragraph" });
    const leave = button({ t: "text.close", testid: "panel-close", class: "button-small", run: close });
    const standing = makeTextStanding({ command, name });
    const variants = makeTextVariants({ command, name, go, takeSide });
    const proposals = makeTextProposals({ command, name, takeSide });
    const decided = makeTextProposals({ command, name, takeSide });
    const propose = makeTextPropose({ behind: () => behind(), kinds: () => KINDS.map((each) => ({ value: JSON.stringify(each), words: kindWords(each) })), draft: (change, reason) => drafting.submit({ draft: { change, seen: server.sequence, reason } }), propose: (change, reason) => submit({ propose: { change, seen: server.sequence, reason } }) });
    const drafting = makeDraftsServer(desk, () => update(id));
    const drafts = makeTextDrafts({
        seen: () => server.sequence, person: (/** @type {string} */ person) => pick(desk.store.view?.people.find((each) => each.person.id === person)?.person.name) || person,
        async command(asked) {
            const wrong = await drafting.submit(asked);
            if (wrong !== null) desk.notify(wrong, { urgent: true });
            return wrong === null;
        },
    });
    const texts = () => desk.api.get(`/api/conferences/${desk.store.conference}/texts`);
    const citations = makeTextCite({
        command, name, cite: submit, texts: () => texts().then((/** @type {any[]} */ all) => all.filter(({ text }) => text.id !== server.id), () => []),
        text: (other) => desk.api.get(`/api/conferences/${desk.store.conference}/texts/${other}`).then(({ view }) => view, () => null),
    });
    const brackets = makeTextBrackets({ command, name, takeSide });
    const comments = makeTextComments({ submit, command, name });
    const placeholders = makeTextPlaceholders({
        seats, name, now: desk.now,
        put: (placeholder) => submit({ putPlaceholder: { paragraph: id, ...behind(), ...placeholder } }),
        take(placeholder) {
            const { act, place } = idIn(placeholder);
            server.type(id, [{ remove: { act, from: place, to: place } }]);
        },
    });
    const who = makeTextWho({ ask: hands, act: server.act, wordsOf: desk.wordsOf, name, sponsors: (proposal) => server.view?.proposals.find((each) => each.id === proposal)?.sponsors ?? [] });

    const kind = selectField({ t: "text.kind", testid: "paragraph-kind", options: () => KINDS.map((each) => ({ value: JSON.stringify(each), words: kindWords(each) })), on: { change: () => void command({ setKind: { paragraph: id, kind: JSON.parse(kind.value) } }) } });
    // What a footnote, which stands where its mark does, does not do.
    const places = [
        button({ t: "text.add", testid: "paragraph-add", class: "button-small", run: () => add(id) }),
        button({ t: "text.up", testid: "paragraph-up", class: "button-small", run: () => move(id, -1) }),
        button({ t: "text.down", testid: "paragraph-down", class: "button-small", run: () => move(id, 1) }),
    ];
    const pen = h("div", { class: "form" }, kind.element, h("div", { class: "row wrap" }, ...places,
        button({ t: "text.remove", testid: "paragraph-remove", class: "button-small", run: () => void command({ removeParagraph: { paragraph: id } }) })));

    const folds = {
        decided: fold({ t: "proposal.decided", testid: "decided-fold" }, decided.element),
        propose: fold({ t: "propose.heading", testid: "propose-fold" }, propose.element),
        brackets: fold({ t: "bracket.heading", testid: "bracket-fold" }, brackets.element),
        comments: fold({ t: "comment.heading", testid: "comments-fold" }, comments.element),
        placeholders: fold({ t: "placeholder.heading", testid: "placeholders-fold" }, placeholders.element),
        pen: fold({ t: "text.penHeading", testid: "pen-fold" }, pen),
        who: fold({ t: "who.heading", testid: "who-fold" }, who.element),
    };
    const prepared = h("section", { class: "stack-fields" }, h("h3", { class: "part-name", t: "draft.heading" }), drafts.element);
    const element = h("section", { class: "text-chosen", tLabel: "text.panel", testid: "text-chosen" },
        h("div", { class: "row text-chosen-head" }, heading, h("div", { class: "row" }, footnote, leave)), h("div", { class: "stack-fields" }, standing.element), speaker.element, variants.element, proposals.element, prepared, ...Object.values(folds).map((each) => each.element), citations.element);
    element.hidden = true;
    for (const { element: each } of [folds.comments, folds.brackets, folds.placeholders]) each.addEventListener("toggle", () => update(id));

    /** What is marked, or the word of the caret, or all of it. */
    function hands() {
        const [runs, now] = [server.shown(id), marked()];
        if (now === null) return byHand(elements(runs));
        return byHand(now.letters.length > 0 ? now.letters : wordAt(runs, now.behind && (server.draft?.known(now.behind) ?? now.behind)));
    }

    /** Behind what the caret is, else the end of the paragraph. */
    function caret() {
        const now = marked();
        const at = now ? now.behind && (server.draft?.known(now.behind) ?? now.behind) : elements(server.runs.get(id) ?? []).at(-1)?.id ?? null;
        return { isMarked: now !== null, at: at && at.act < 0 ? null : at };
    }

    const behind = () => (({ at }) => (at ? { behind: idText(at) } : {}))(caret());

    function wordsBefore() {
        const { isMarked, at } = caret();
        if (!isMarked || !at) return "";
        const all = elements(server.runs.get(id) ?? []);
        const end = all.findIndex((each) => each.id.act === at.act && each.id.place === at.place) + 1;
        return all.slice(Math.max(0, end - BEFORE), end).map(({ letter }) => letter ?? "").join("");
    }

    /** A footnote where the caret is: at once, or asked for by who may not write. */
    function note() {
        const you = server.you;
        if (you?.holdsPen) return annotate(id, marked()?.behind);
        if (folds.propose.element.hidden || server.view?.paragraphs.find((each) => each.id === id)?.anchor) return;
        folds.propose.open();
        propose.annotate();
        update(id);
    }

    /** @param {string|null} chosen */
    function update(chosen) {
        const { view, you } = server;
        const paragraph = view?.paragraphs.find((each) => each.id === chosen);
        drafting.open(you?.delegation === undefined ? null : server.id);
        show(element, paragraph !== undefined);
        if (!view || !you || !paragraph) return;
        if (paragraph.id !== id) who.clear();
        id = paragraph.id;
        const about = aboutParagraph(view, id);
        const runs = server.runs.get(id) ?? [];
        // Once its words are final, a paragraph is remarked on, cited from and asked about, and nothing else.
        const isNegotiated = view.course.standing === "negotiated";
        const isOpen = isNegotiated && isWritable(paragraph);
        const isNote = paragraph.anchor !== undefined;
        setText(heading, footnoteName(paragraph) ?? t("text.paragraph", { number: paragraph.number || kindWords(paragraph.kind) }));
        for (const each of [standing.element, proposals.element]) show(each, isNegotiated);
        standing.update(paragraph, you, view.text.delegations, view.discussion.at(-1) === id);
        if (!mayNote() || speaker.value === "") speaker.value = own();
        speaker.refresh();
        const hasSides = about.brackets.length > 0 || about.variants.length > 1 || about.proposals.some(({ state }) => state === "tabled");
        show(speaker.element, isNegotiated && mayNote() && hasSides);
        variants.update(isOpen ? about.variants.flatMap((each) => view.paragraphs.find((other) => other.id === each) ?? []) : [], you, speaks(), server.runs);
        const tabled = view.proposals.filter(({ state }) => state === "tabled");
        proposals.update(about.proposals.filter(({ state }) => state === "tabled"), you, runs, speaks(), tabled);
        const past = about.proposals.filter(({ state }) => state !== "tabled");
        decided.update(past, you, runs, "", tabled);
        show(folds.decided.element, past.length > 0);
        propose.update(id, runs, { isNote, before: wordsBefore() });
        show(folds.propose.element, isNegotiated && you.delegation !== undefined);
        const ours = draftsFor(view, drafting.drafts, id);
        drafts.update(ours, runs);
        show(prepared, isNegotiated && ours.length > 0);
        citations.update(id, about.citations, you, runs, marked());
        brackets.update(id, about.brackets, you, runs, { isOpen, speaker: speaks(), marked: marked() });
        show(folds.brackets.element, isNegotiated && (about.brackets.length > 0 || (isOpen && mayNote())));
        comments.update(id, about.comments, you, runs, marked());
        folds.comments.count(about.comments.filter(({ isResolved }) => !isResolved).length);
        placeholders.update(about.placeholders, isOpen && you.holdsPen, wordsBefore());
        show(folds.placeholders.element, isNegotiated && (about.placeholders.length > 0 || (isOpen && you.holdsPen)));
        kind.value = JSON.stringify(paragraph.kind);
        for (const each of [kind.element, ...places]) show(each, !isNote);
        show(folds.pen.element, you.holdsPen && isOpen);
        show(footnote, isNegotiated && !isNote && (you.holdsPen ? isOpen : you.delegation !== undefined));
    }

    return {
        element, update, note,
        openComments() {
            folds.comments.open();
            folds.comments.element.scrollIntoView({ block: "nearest" });
        },
        tellWho() {
            folds.who.open();
            void who.tell();
        },
        /** Whether somebody is writing, here or in the sheet. */
        isBusy() {
            const held = document.activeElement;
            return held instanceof HTMLElement && (held.isContentEditable || (element.contains(held) && held.matches("input, textarea, select")));
        },
        /** What was marked in the sheet changed. */
        mark() {
            const runs = server.runs.get(id);
            if (element.hidden || !runs) return;
            if (folds.propose.element.open || folds.comments.element.open || folds.brackets.element.open || folds.placeholders.element.open) update(id);
        },
    };
}
