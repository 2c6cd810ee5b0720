import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { makeBadge } from "../../dom/badge.js";
import { subjectsOf } from "../../state/board.js";

/** @typedef {ReturnType<typeof import("../../state/board.js").goes>[number]} Go */

/** How many reasons are in sight; all of them are among the checks. */
const SHOWN = 3;

/**
 * Whether each meeting can go ahead, and why not.
 * @param {{href: (meeting: string) => string, checks: (meeting: string) => string, when: (start: string) => string, day: (time: string) => string}} parts
 */
export function makeGoList({ href, checks, when, day }) {
    const element = h("ul", { class: "go-list", testid: "go-list" });
    /** @type {import("../../../protocol/conference.js").ConferenceView|null} */
    let view = null;
    const list = keyedList(element, (/** @type {Go} */ { meeting }) => meeting.id, (/** @type {Go} */ { meeting: { id } }) => {
        const badge = makeBadge({ testid: `go-${id}` });
        const link = h("a", { class: "table-link" });
        const time = h("span", { class: "quiet figures" });
        const first = makeReasons();
        const rest = h("a", { class: "go-rest", testid: `reasons-${id}` });
        return {
            element: h("li", { class: "go-row" }, badge.element, h("div", { class: "go-what" }, link, time, first.element, rest)),
            update({ meeting, start, reasons }) {
                badge.update(reasons.length === 0 ? "ready" : reasons[0].readiness, t(reasons.length === 0 ? "go.yes" : "go.no"));
                setText(link, pick(meeting.title));
                setAttribute(link, "href", href(meeting.id));
                setText(time, start ? when(start) : t("placing.unplaced"));
                first.update(reasons.slice(0, SHOWN));
                setText(rest, t(reasons.length > SHOWN ? "go.more" : "go.tick", { count: reasons.length - SHOWN }));
                setAttribute(rest, "href", checks(meeting.id));
                setAttribute(rest, "aria-label", `${rest.textContent}: ${pick(meeting.title)}`);
                show(rest, reasons.length > 0);
            },
        };
    });

    function makeReasons() {
        const place = h("ul", { class: "go-reasons" });
        const reasons = keyedList(place, (/** @type {import("../../../protocol/conference.js").ChecklistEntry} */ { item }) => item.id, () => {
            const words = h("span");
            return {
                element: h("li", {}, words),
                update({ item, readiness }) {
                    const about = view ? subjectsOf(view, { ...item, meeting: null }).map(pick).join(", ") : "";
                    setText(words, t("go.reason", { what: [about, pick(item.what)].filter(Boolean).join(": "), state: t(`readiness.${readiness}`), due: day(item.due) }));
                },
            };
        });
        return { element: place, update: (/** @type {import("../../../protocol/conference.js").ChecklistEntry[]} */ all) => void reasons(all) };
    }

    return {
        element,
        /** @param {import("../../../protocol/conference.js").ConferenceView} now @param {readonly Go[]} all */
        update(now, all) {
            view = now;
            list(all);
        },
    };
}
