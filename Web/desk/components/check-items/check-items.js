import { h, setAttribute, setText, show } from "../../../dom/elements.js";
import { PressTwice } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { makeBadge } from "../../dom/badge.js";
import { textField } from "../../dom/fields.js";
import { makeTable, textCell } from "../../dom/table.js";
import { subjectsOf } from "../../state/board.js";

/** @typedef {import("../../../protocol/conference.js").ChecklistEntry} Entry */

/**
 * What has to be so before a meeting: who sees to it, until when, and what shows that it is done.
 * @param {{evidence: (item: string, passed: boolean, note: string) => Promise<boolean>, remove: (item: string) => void, when: (time: string) => string}} acts
 */
export function makeCheckItems({ evidence, remove, when }) {
    /** @type {import("../../../protocol/conference.js").ConferenceView|null} */
    let view = null;
    const table = makeTable({
        t: "items.caption", testid: "items", keyOf: (/** @type {Entry} */ { item }) => item.id,
        columns: [
            { t: "items.what", isName: true, make: whatCell },
            { t: "items.check", make: textCell(({ item }) => t(`check.${item.check}`)) },
            { t: "items.owner", make: textCell(({ item }) => item.owner) },
            { t: "items.due", class: "figures", make: textCell(({ item }) => when(item.due)) },
            { t: "items.state", make: stateCell },
            { t: "items.evidence", class: "acts items-evidence", make: evidenceCell },
        ],
    });

    function whatCell() {
        const [what, about] = [h("span", { class: "people-name" }), h("span", { class: "quiet" })];
        return {
            element: h("span", { class: "people-who" }, what, about),
            update(/** @type {Entry} */ { item }) {
                setText(what, pick(item.what));
                setText(about, view ? subjectsOf(view, item).map(pick).join(" · ") || t("items.everybody") : "");
            },
        };
    }

    function stateCell() {
        const badge = makeBadge();
        return { element: badge.element, update: (/** @type {Entry} */ { readiness }) => badge.update(readiness, t(`readiness.${readiness}`)) };
    }

    /** @param {Entry} first */
    function evidenceCell({ item: { id } }) {
        const last = h("p", { class: "items-last" });
        const note = textField({ t: "items.note", testid: `note-${id}`, maxlength: 300 });
        const give = (/** @type {boolean} */ passed) => async () => {
            if (await evidence(id, passed, note.value)) {
                note.value = "";
                open(false);
            }
        };
        const passed = h("button", { type: "button", class: "button button-small button-primary", t: "items.passed", testid: `passed-${id}`, on: { click: give(true) } });
        const failed = h("button", { type: "button", class: "button button-small button-stop", t: "items.failed", testid: `failed-${id}`, on: { click: give(false) } });
        const leave = h("button", { type: "button", class: "button button-small", t: "form.cancel", on: { click: () => open(false) } });
        const entering = h("div", { class: "items-entering" }, note.element, h("div", { class: "row wrap" }, passed, failed, leave));
        const tick = h("button", { type: "button", class: "button button-small", t: "items.tick", testid: `tick-${id}`, on: { click: () => open(true) } });
        const away = new PressTwice({ testid: `remove-${id}`, class: "button-small", run: () => remove(id) });
        const closed = h("div", { class: "row wrap" }, tick, away.element);
        entering.hidden = true;

        /** @param {boolean} isOpen */
        function open(isOpen) {
            show(entering, isOpen);
            show(closed, !isOpen);
            if (isOpen) note.focus();
            else tick.focus();
        }

        return {
            element: h("div", { class: "stack-small" }, last, closed, entering),
            update(/** @type {Entry} */ entry) {
                const shown = entry.evidence[entry.evidence.length - 1];
                setText(last, shown ? t(shown.passed ? "items.passedAt" : "items.failedAt", { time: when(shown.at), note: shown.note || t("items.noNote") }) : "");
                show(last, shown !== undefined);
                const name = pick(entry.item.what);
                setAttribute(tick, "aria-label", `${t("items.tick")}: ${name}`);
                away.update({ label: t("items.remove"), name, consequence: t("items.removeWords", { name }) });
                show(away.element, view?.you.isSecretariat === true);
            },
        };
    }

    return {
        element: table.element,
        /** @param {import("../../../protocol/conference.js").ConferenceView} now @param {readonly Entry[]} all */
        update(now, all) {
            view = now;
            table.update(all);
        },
    };
}
