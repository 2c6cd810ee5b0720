import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { longField, textField } from "../../dom/fields.js";
import { fold } from "../../dom/page.js";
import { askedOf, currentOf, revised, wordsIn } from "../../state/text-words.js";

/**
 * @typedef {import("../../../protocol/text.js").DraftView} DraftView
 * @typedef {import("../../../text/wording.js").Run} Run
 */

/**
 * What the delegation prepares among its own people, and what they say to one another about it.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>, seen: () => number, person: (id: string) => string}} acts
 */
export function makeTextDrafts({ command, seen, person }) {
    /** @type {readonly Run[]} */
    let runs = [];
    const element = h("ul", { class: "text-proposals", testid: "text-drafts" });
    const list = keyedList(element, (/** @type {DraftView} */ { id }) => id, ({ id }) => {
        const about = h("p", { class: "proposal-about" });
        const old = h("del", { class: "proposal-old" });
        const put = h("ins", { class: "proposal-new" });
        const reason = h("p", { class: "proposal-reason" });
        const state = h("p", { class: "proposal-state", testid: `draft-state-${id}` });
        const remarks = h("ul", { class: "draft-remarks", testid: `draft-remarks-${id}` });
        const remark = textField({ t: "draft.remark", testid: `draft-remark-${id}`, maxlength: 2000 });
        const say = h("button", { type: "submit", class: "button button-small", t: "draft.say", testid: `draft-say-${id}` });
        const saying = h("form", { class: "form", novalidate: true, on: { submit: (event) => void speak(event) } }, remark.element, h("div", { class: "row" }, say));
        const words = longField({ t: "draft.words", testid: `draft-words-${id}`, rows: 3 });
        const why = textField({ t: "propose.reason", testid: `draft-reason-${id}`, optional: true, maxlength: 2000 });
        const save = h("button", { type: "submit", class: "button button-small button-primary", t: "draft.save", testid: `draft-save-${id}` });
        const writing = h("form", { class: "form", novalidate: true, on: { submit: (event) => void write(event) } }, words.element, why.element, h("div", { class: "row" }, save));
        const changing = fold({ t: "draft.revise", testid: `draft-revise-${id}` }, writing);
        const table = button({ t: "draft.table", testid: `draft-table-${id}`, class: "button-small button-primary", run: () => void command({ table: { draft: id } }) });
        const discard = button({ t: "draft.discard", testid: `draft-discard-${id}`, class: "button-small", run: () => void command({ discard: { draft: id } }) });
        const row = h("li", { class: "proposal", "data-key": id }, about, h("p", { class: "proposal-words" }, old, put), reason, state, remarks, saying, changing.element, h("div", { class: "row wrap" }, table, discard));
        /** @type {DraftView|null} */
        let shown = null;

        /** @param {Event} event */
        async function speak(event) {
            event.preventDefault();
            if (remark.value === "") return remark.focus();
            if (await command({ remark: { draft: id, words: remark.value } })) remark.value = "";
        }

        /** @param {Event} event */
        async function write(event) {
            event.preventDefault();
            if (!shown) return;
            const change = revised(currentOf(shown), words.value.replace(/\s+/g, " ").trim());
            if (await command({ revise: { draft: id, change, seen: seen(), reason: why.value } })) changing.close();
        }

        return {
            element: row,
            update(draft) {
                const now = currentOf(draft);
                const before = shown && currentOf(shown);
                const asked = askedOf(now);
                setText(about, t(`proposal.kind.${asked.kind}`, { names: person(now.by) }));
                setText(old, wordsIn(runs, asked.ranges));
                show(old, asked.ranges.length > 0);
                setText(put, asked.words);
                show(put, asked.words !== "");
                setText(reason, now.reason);
                show(reason, now.reason !== "");
                const isOpen = draft.state === "open";
                setText(state, t(`draft.state.${draft.state}`, { versions: draft.versions.length }));
                setAttribute(row, "data-state", isOpen ? "tabled" : draft.state);
                remarks.replaceChildren(...draft.remarks.map((each) => h("li", {}, h("b", {}, person(each.by)), ` ${each.words}`)));
                show(remarks, draft.remarks.length > 0);
                for (const each of [table, discard, changing.element]) show(each, isOpen);
                show(words.element, asked.words !== "");
                // What somebody is writing stays, unless another has saved since.
                if (!before || before.at !== now.at) {
                    words.value = asked.words;
                    why.value = now.reason;
                }
                shown = draft;
            },
        };
    });
    return {
        element,
        /** @param {readonly DraftView[]} drafts @param {readonly Run[]} told of the paragraph */
        update(drafts, told) {
            runs = told;
            show(element, drafts.length > 0);
            list(drafts);
        },
    };
}
