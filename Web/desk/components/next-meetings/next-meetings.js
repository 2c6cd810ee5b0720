import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { ownZone } from "../../../i18n/times.js";
import { meetingOf } from "../../state/lookup.js";

/** @typedef {ReturnType<typeof import("../../state/progress.js").meetingsAhead>[number]} Ahead */

/**
 * The next meetings, by the host's clock and the viewer's own, with the way into the room.
 * @param {{href: (meeting: string) => string, enter: (meeting: string) => void}} acts
 */
export function makeNextMeetings({ href, enter }) {
    const element = h("ul", { class: "ahead", testid: "meetings-ahead" });
    /** @type {{view: import("../../../protocol/conference.js").ConferenceView, clocks: import("../../state/clocks.js").Clocks, now: number}|null} */
    let at = null;
    const list = keyedList(element, (/** @type {Ahead} */ { id }) => id, ({ id }) => {
        const day = h("span", { class: "ahead-day" });
        const host = h("span", { class: "ahead-host figures" });
        const own = h("span", { class: "ahead-own figures" });
        const link = h("a", { class: "table-link" });
        const state = h("span", { class: "ahead-state" });
        const into = h("button", { type: "button", class: "button button-small", testid: `enter-${id}`, on: { click: () => enter(id) } }, h("span", { t: "ahead.enter" }));
        return {
            element: h("li", { class: "ahead-row" }, h("span", { class: "ahead-when" }, day, host, own), h("span", { class: "ahead-what" }, link, state), into),
            update(meeting) {
                if (!at) return;
                const { view, clocks, now } = at;
                const title = pick(meetingOf(view, id)?.title);
                const zone = view.conference.timeZone;
                setText(day, clocks.day(meeting.start, zone));
                setText(host, `${clocks.time(meeting.start, zone)}–${clocks.time(meeting.end, zone)}`);
                setText(own, t("ahead.own", { time: clocks.besides(meeting.start, ownZone(), zone) }));
                show(own, clocks.offset(ownZone(), meeting.start) !== clocks.offset(zone, meeting.start));
                setText(link, title);
                setAttribute(link, "href", href(id));
                const runs = meeting.start <= now;
                setText(state, runs ? t("ahead.now") : meeting.isPublished ? "" : t("ahead.draft"));
                show(into, meeting.isPublished);
                setAttribute(into, "aria-label", `${t("ahead.enter")}: ${title}`);
            },
        };
    });
    return {
        element,
        /**
         * @param {import("../../../protocol/conference.js").ConferenceView} view @param {import("../../state/clocks.js").Clocks} clocks
         * @param {readonly Ahead[]} ahead @param {number} now
         */
        update(view, clocks, ahead, now) {
            at = { view, clocks, now };
            list(ahead);
        },
    };
}
