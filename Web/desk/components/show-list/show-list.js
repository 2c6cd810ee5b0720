import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { lengthWords } from "../../dom/words.js";
import { totalSeconds } from "../../state/show.js";
import { placementsOf } from "../../state/week-blocks.js";

/**
 * The meetings with their scripts, in the order of the timetable.
 * @typedef {import("../../../protocol/conference.js").ConferenceView} View
 * @typedef {import("../../../protocol/conference.js").PlannedMeeting} PlannedMeeting
 *
 * @param {{href: (meeting: string) => string}} acts
 */
export function createShowList({ href }) {
    const rows = h("tbody", {});
    const empty = h("p", { class: "week-empty", t: "week.empty.meetings" });
    const table = h(
        "table", { class: "week-table" }, h("caption", { class: "visually-hidden", t: "show.choose" }),
        h("thead", {}, h("tr", {}, h("th", { scope: "col", t: "week.list.meeting" }), h("th", { scope: "col", t: "show.placed" }), h("th", { scope: "col", t: "show.script" }))), rows,
    );
    const element = h("div", { class: "show-list", testid: "show-list" }, h("p", { class: "quiet", t: "show.about" }), empty, table);
    /** @type {View|null} */
    let view = null;
    /** @type {import("../../state/clocks.js").Clocks|null} */
    let clocks = null;
    /** @type {Map<string, string>} */
    let starts = new Map();
    const list = keyedList(rows, (/** @type {PlannedMeeting} */ each) => each.id, () => {
        const link = h("a", {});
        const begins = h("td", { class: "figures" });
        const script = h("td", { class: "figures" });
        return {
            element: h("tr", {}, h("th", { scope: "row" }, link), begins, script),
            update(meeting) {
                if (!view || !clocks) return;
                const start = starts.get(meeting.id);
                const cues = view.runs?.[meeting.id]?.cues ?? [];
                setText(link, pick(meeting.title));
                setAttribute(link, "href", href(meeting.id));
                setAttribute(link, "data-testid", `show-${meeting.id}`);
                setText(begins, start ? clocks.dayAndTime(start, view.conference.timeZone) : t("show.unplaced"));
                setText(script, cues.length === 0 ? t("show.none") : [t("show.count", { count: cues.length }), lengthWords(Math.round(totalSeconds(cues) / 60))].join(" · "));
            },
        };
    });
    return {
        element,
        /** @param {View} next @param {import("../../state/clocks.js").Clocks} by */
        update(next, by) {
            view = next;
            clocks = by;
            starts = new Map(placementsOf(next).map((each) => [each.meeting, each.start]));
            const at = (/** @type {PlannedMeeting} */ each) => starts.get(each.id) ?? "~";
            show(empty, next.meetings.length === 0);
            show(table, next.meetings.length > 0);
            list([...next.meetings].sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0)));
        },
    };
}
