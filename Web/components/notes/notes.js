import { disable, h, keyedList, setText, show } from "../../dom/elements.js";
import { personName } from "../../dom/names.js";
import { t } from "../../i18n/catalogue.js";
import { hourMinute } from "../../i18n/times.js";
import { NOTE_LIMIT } from "../../protocol/messages.js";
import { participantOf } from "../../state/selectors.js";

/**
 * Notes within the own delegation; nobody else reads them and the record does not hold them.
 * @typedef {import("../../state/model.js").Model} Model
 * @typedef {import("../../protocol/messages.js").Note} Note
 * @param {import("../../dom/context.js").Context} context
 */
export function createNotes(context) {
    const list = h("ol", { class: "notes", testid: "notes", tabindex: "0", tLabel: "panel.notes" });
    const empty = h("p", { class: "quiet", t: "notes.empty" });
    const text = h("textarea", {
        class: "field", rows: "3", maxlength: String(NOTE_LIMIT), id: "note-text", testid: "note-text",
        on: { keydown: (event) => key(event) },
    });
    const send = h("button", { type: "submit", class: "button button-primary", t: "notes.send", testid: "note-send" });
    const form = h(
        "form", { class: "notes-form", on: { submit: (event) => void submit(event) } },
        h("label", { for: "note-text", t: "notes.write" }), text, send,
    );
    const element = h("div", { class: "notes-panel" }, h("p", { class: "quiet", t: "notes.explained" }), list, empty, form);
    /** @type {Model|null} */
    let model = null;
    const render = keyedList(list, (/** @type {Note} */ note) => note.id, () => {
        const head = h("p", { class: "note-head" });
        const body = h("p", { class: "note-body" });
        return {
            element: h("li", { class: "note" }, head, body),
            update(note) {
                if (!model) return;
                const from = note.from === model.you ? t("notes.you") : personName(model.view, participantOf(model.view, note.from));
                setText(head, `${from} · ${hourMinute(Date.parse(note.at))}`);
                setText(body, note.text);
            },
        };
    });

    let sending = false;
    /** @param {Event} event */
    async function submit(event) {
        event.preventDefault();
        const words = text.value.trim();
        text.focus();
        if (words === "" || sending) return;
        sending = true;
        const kept = await context.note(words);
        sending = false;
        // What could not be kept stays to be sent again, and what was typed meanwhile stays as well.
        if (kept && text.value.trim() === words) text.value = "";
    }
    /** @param {KeyboardEvent} event */
    function key(event) {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) void submit(event);
    }

    let shown = 0;
    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            const { notes } = next.session;
            render(notes);
            show(list, notes.length > 0);
            show(empty, notes.length === 0);
            disable(send, next.status !== "open");
            if (notes.length !== shown) list.scrollTop = list.scrollHeight;
            shown = notes.length;
        },
    };
}
