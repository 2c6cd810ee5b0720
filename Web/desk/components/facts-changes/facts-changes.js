import { h, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { dayAndTime } from "../../../i18n/times.js";
import { makeBadge } from "../../dom/badge.js";
import { makeTable, textCell } from "../../dom/table.js";
import { authorWords, changeWords } from "../../state/fact-words.js";

/**
 * What people changed of the facts, the newest first: when, who, what and why, and whether it counts.
 * @typedef {import("../../../protocol/conference.js").RecordedChange} RecordedChange
 */
export function makeFactsChanges() {
    /** @type {import("../../state/fact-words.js").Names|null} */
    let names = null;
    const none = h("p", { class: "lead", t: "facts.noChanges", testid: "no-changes" });
    const table = makeTable({
        t: "facts.changes", testid: "changes", keyOf: (/** @type {RecordedChange} */ { sequence }) => `${sequence}`,
        columns: [
            { t: "facts.number", class: "figures", make: textCell(({ sequence }) => `${sequence}`) },
            { t: "facts.what", isName: true, make: textCell(({ change }) => (names ? changeWords(change, names) : "")) },
            { t: "facts.when", class: "figures", make: textCell(({ at }) => dayAndTime(Date.parse(at))) },
            { t: "facts.who", make: textCell(({ by }) => authorWords(by)) },
            { t: "facts.reason", make: textCell(({ change }) => [change.reason, change.source].filter(Boolean).join(" · ")) },
            { t: "facts.counts", make: countsCell },
        ],
    });

    function countsCell() {
        const badge = makeBadge();
        const why = h("p", { class: "quiet" });
        return {
            element: h("div", {}, badge.element, why),
            update(/** @type {RecordedChange} */ { problem }) {
                badge.update(problem ? "overdue" : "ready", t(problem ? "facts.counts.no" : "facts.counts.yes"));
                setText(why, pick(problem));
                show(why, Boolean(problem));
            },
        };
    }

    return {
        element: h("div", { class: "facts-changes" }, none, table.element),
        /** @param {{changes: readonly RecordedChange[], names: import("../../state/fact-words.js").Names}} next */
        update(next) {
            ({ names } = next);
            table.update([...next.changes].reverse());
            show(none, next.changes.length === 0);
        },
    };
}
