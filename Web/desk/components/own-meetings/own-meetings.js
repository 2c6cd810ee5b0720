import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { meetingOf } from "../../state/lookup.js";
import { roomName } from "../../dom/week-words.js";

/** @typedef {import("../../../protocol/conference.js").PublishedMeeting} PublishedMeeting */

/**
 * A delegation's published meetings, by its own clock with the host's beside it, and the links into their rooms.
 * @param {{links: (meeting: string) => {element: HTMLElement, update: (meeting: string, title: string) => void}}} parts
 */
export function makeOwnMeetings({ links }) {
    const element = h("ul", { class: "own-meetings", testid: "own-meetings" });
    /** @type {{view: import("../../../protocol/conference.js").ConferenceView, clocks: import("../../state/clocks.js").Clocks, zone: string}|null} */
    let at = null;
    const list = keyedList(element, (/** @type {PublishedMeeting} */ { meeting }) => meeting, ({ meeting: id }) => {
        const [own, host, place] = [h("span", { class: "own-meetings-time figures" }), h("span", { class: "quiet figures" }), h("span", { class: "quiet" })];
        const title = h("h3", { class: "part-name" });
        const room = links(id);
        return {
            element: h("li", { class: "own-meetings-row" }, h("div", { class: "own-meetings-when" }, own, host, place), h("div", { class: "stack-small" }, title, room.element)),
            update({ start, length, room: venue }) {
                if (!at) return;
                const { view, clocks, zone } = at;
                const name = pick(meetingOf(view, id)?.title) || id;
                const end = Date.parse(start) + length * 60_000;
                setText(own, `${clocks.dayAndTime(start, zone)}–${clocks.time(end, zone)}`);
                setText(host, t("ownMeetings.host", { time: clocks.besides(start, view.conference.timeZone, zone) }));
                show(host, clocks.offset(zone, start) !== clocks.offset(view.conference.timeZone, start));
                setText(place, venue ? roomName(view, venue) : "");
                show(place, Boolean(venue));
                setText(title, name);
                room.update(id, name);
            },
        };
    });
    return {
        element,
        /**
         * @param {import("../../../protocol/conference.js").ConferenceView} view @param {import("../../state/clocks.js").Clocks} clocks
         * @param {string} zone @param {readonly PublishedMeeting[]} meetings
         */
        update(view, clocks, zone, meetings) {
            at = { view, clocks, zone };
            list(meetings);
        },
    };
}
