import { h, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { makeBadge } from "../../dom/badge.js";
import { makeTable, textCell } from "../../dom/table.js";
import { lengthWords } from "../../dom/words.js";

/** @typedef {import("../../state/meeting-rows.js").MeetingRow} MeetingRow */

const SHAPE = /** @type {const} */ ({ unplaced: "open", placed: "open", moved: "overdue", published: "ready" });

/**
 * All meetings, one in a row.
 * @param {{href: (id: string) => string, when: (start: string) => string, seat: (id: string) => string, format: (id: string) => string}} parts
 */
export function makeMeetingsTable({ href, when, seat, format }) {
    return makeTable({
        t: "meetings.caption", testid: "meetings", keyOf: (/** @type {MeetingRow} */ { meeting }) => meeting.id,
        columns: [
            { t: "meetings.title", isName: true, make: nameCell },
            { t: "meetings.level", make: textCell(({ meeting }) => t(`level.${meeting.level}`)) },
            { t: "meetings.format", make: textCell(({ meeting }) => (meeting.format ? format(meeting.format) : "")) },
            { t: "meetings.chair", make: textCell(({ meeting }) => [meeting.chair, ...meeting.coChairs].map(seat).join(", ")) },
            { t: "meetings.length", class: "number", make: textCell(({ meeting }) => lengthWords(meeting.length)) },
            { t: "meetings.when", class: "figures", make: textCell(({ start }) => (start ? when(start) : "")) },
            { t: "meetings.state", make: stateCell },
        ],
    });

    function nameCell() {
        const link = h("a", { class: "table-link" });
        return {
            element: link,
            update(/** @type {MeetingRow} */ { meeting }) {
                setText(link, pick(meeting.title));
                setAttribute(link, "href", href(meeting.id));
            },
        };
    }

    function stateCell() {
        const badge = makeBadge();
        const held = makeBadge();
        return {
            element: h("span", { class: "states" }, badge.element, held.element),
            update(/** @type {MeetingRow} */ { state, obstacles }) {
                badge.update(SHAPE[state], t(`placing.${state}`));
                held.update("overdue", t("meetings.held", { count: obstacles }));
                show(held.element, obstacles > 0);
            },
        };
    }
}
