import { h, setAttribute, setText } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { numberField, selectField } from "../../dom/fields.js";
import { makeRows } from "../../dom/rows.js";
import { delegationOf } from "../../state/lookup.js";
import { SEGMENTS } from "../../state/meeting-draft.js";

/**
 * The parts of a meeting, each with one class of openness, in order.
 * @typedef {import("../../../protocol/conference.js").PlannedSegment} Part
 * @param {{change: (segments: Part[]) => void}} acts
 */
export function makeSegmentsEditor({ change }) {
    /** @type {readonly Part[]} */
    let all = [];
    /** @type {{value: string, words: string}[]} */
    let seats = [];
    let left = 0;
    /** @param {number} index @param {Partial<Part>} part */
    const edit = (index, part) => change(all.map((segment, other) => (other === index ? { ...segment, ...part } : segment)));
    const rows = makeRows({ testid: "segment-rows", change, make: segmentRow, words: ({ segment }) => t(`segment.${segment}`) });
    const add = button({ t: "segments.add", testid: "segment-add", run: () => change([...all, { segment: "restricted", minutes: Math.max(1, left), chair: null }]) });
    const words = h("p", { class: "quiet figures", testid: "segments-total" });

    /** @param {number} index */
    function segmentRow(index) {
        const badge = h("span", { class: "badge segment" });
        const segment = selectField({ t: "segments.class", testid: `segment-${index}-class`, options: () => SEGMENTS.map((value) => ({ value, words: t(`segment.${value}`) })), on: { change: () => edit(index, { segment: /** @type {any} */ (segment.value) }) } });
        const minutes = numberField({ t: "agenda.minutes", testid: `segment-${index}-minutes`, min: 1, max: 1440, on: { input: () => edit(index, { minutes: minutes.value ?? 0 }) } });
        const chair = selectField({ t: "segments.presides", testid: `segment-${index}-chair`, options: () => [{ value: "", words: t("segments.sameChair") }, ...seats], on: { change: () => edit(index, { chair: chair.value || null }) } });
        return {
            element: h("div", { class: "segment-row grow" }, badge, h("div", { class: "form-row grow" }, segment.element, minutes.element, chair.element)),
            update(/** @type {Part} */ part) {
                setText(badge, t(`segment.${part.segment}`));
                setAttribute(badge, "data-segment", part.segment);
                segment.value = part.segment;
                minutes.value = part.minutes;
                chair.value = part.chair ?? "";
            },
        };
    }

    return {
        element: h("div", { class: "stack" }, rows.element, words, add),
        /** @param {import("../../../protocol/conference.js").PlannedMeeting} meeting @param {import("../../../protocol/conference.js").ConferenceView} view */
        update({ segments, table, length }, view) {
            all = segments;
            const minutes = segments.reduce((sum, segment) => sum + segment.minutes, 0);
            left = length - minutes;
            seats = table.map((seat) => ({ value: seat, words: pick(delegationOf(view, seat)?.seat.name) || seat }));
            rows.update(segments);
            setText(words, segments.length === 0 ? t("segments.none") : left === 0 ? t("segments.fits") : t("fault.segments", { minutes, length }));
        },
    };
}
