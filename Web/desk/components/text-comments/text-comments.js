import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { wordsOf } from "../../../text/hands.js";
import { form, longField } from "../../dom/fields.js";
import { makeWordChoice } from "../../dom/word-choice.js";

/**
 * @typedef {import("../../../protocol/text.js").CommentView} CommentView
 * @typedef {import("../../../protocol/text.js").You} You
 * @typedef {import("../../../text/wording.js").Run} Run
 */

/**
 * What was remarked on a paragraph or on some of its words, and what one remarks.
 * @param {{submit: (command: Record<string, object>) => Promise<string|null>, command: (command: Record<string, object>) => Promise<boolean>, name: (seat: string) => string}} acts
 */
export function makeTextComments({ submit, command, name }) {
    /** @type {{id: string, you: You, runs: readonly Run[]}|null} */
    let at = null;
    const open = h("ul", { class: "text-brackets", testid: "text-comments" });
    const resolved = h("ul", { class: "text-brackets", testid: "text-comments-resolved" });
    const count = h("summary", { testid: "comments-resolved-open" });
    const past = h("details", { class: "proposal-merge" }, count, resolved);

    /** @param {HTMLElement} parent */
    const rows = (parent) => keyedList(parent, (/** @type {CommentView} */ { id }) => id, ({ id }) => {
        const who = h("p", { class: "proposal-about" });
        const quoted = h("q", { class: "text-quoted" });
        const said = h("p", { class: "bracket-words" });
        const resolve = button({ t: "comment.resolve", testid: `resolve-${id}`, class: "button-small", run: () => void command({ resolveComment: { comment: id } }) });
        return {
            element: h("li", { class: "proposal", "data-key": id, "data-testid": `comment-${id}` }, who, quoted, said, h("div", { class: "row wrap" }, resolve)),
            update({ delegation, stretch, words, isResolved }) {
                if (!at) return;
                const { you, runs } = at;
                setText(who, delegation ? name(delegation) : t("beginText.secretariat"));
                const about = stretch ? wordsOf(runs, stretch) : "";
                setText(quoted, about);
                show(quoted, about !== "");
                setText(said, words);
                const isMaker = delegation === undefined ? you.isSecretariat : delegation === you.delegation;
                show(resolve, !isResolved && (isMaker || you.holdsPen || you.presides));
            },
        };
    });
    const [openRows, resolvedRows] = [rows(open), rows(resolved)];

    const words = longField({ t: "comment.words", testid: "comment-words", rows: 3 });
    const on = makeWordChoice({ t: "comment.on", hint: "comment.onHint", testid: "comment-on" });
    const writing = form({
        testid: "comment", send: "comment.send",
        async run() {
            if (!at) return null;
            const { stretch } = on;
            const wrong = await submit({ comment: { paragraph: at.id, words: words.value.trim(), ...(stretch ? { stretch } : {}) } });
            if (wrong === null) {
                words.value = "";
                on.clear();
            }
            return wrong;
        },
    }, words.element, on.element);

    return {
        element: h("div", { class: "stack-fields" }, open, past, writing.element),
        /** @param {string} id @param {readonly CommentView[]} comments @param {You} you @param {readonly Run[]} runs @param {import("../../dom/text-line.js").Marked|null} marked */
        update(id, comments, you, runs, marked) {
            // What somebody is writing goes with the paragraph that they write it on.
            if (at && at.id !== id) words.value = "";
            at = { id, you, runs };
            const [waiting, done] = [comments.filter(({ isResolved }) => !isResolved), comments.filter(({ isResolved }) => isResolved)];
            openRows(waiting);
            resolvedRows(done);
            show(open, waiting.length > 0);
            show(past, done.length > 0);
            setText(count, t("comment.resolved", { count: done.length }));
            on.update(runs, marked);
        },
    };
}
