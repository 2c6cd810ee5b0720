import { h, show } from "../../dom/elements.js";
import { makeNoticeList } from "../components/notice-list/notice-list.js";
import { makeEmpty, pageHead } from "../dom/page.js";

/**
 * What the reader should know.
 * @type {import("../context.js").Make}
 */
export function make(desk) {
    const { box, store } = desk;
    const list = makeNoticeList({ when: (time) => desk.clocks().dayAndTime(time, store.view?.conference.timeZone ?? "UTC") });
    const read = h("button", { type: "button", class: "button", t: "notices.readAll", testid: "read-all", on: { click: () => void box.readAll().catch(desk.refuse) } });
    const empty = makeEmpty({ t: "notices.none", text: "notices.noneText", testid: "no-notices" });
    const administration = h("p", { t: "notices.admin", testid: "notices-admin" });
    const head = pageHead("section.notices");
    return {
        element: h("div", {}, head.element, administration, read, empty.element, list.element),
        update() {
            const isPerson = store.view?.you.person !== null;
            list.update(box.notices);
            show(read, box.unread > 0);
            show(administration, !isPerson);
            empty.show(isPerson && box.notices.length === 0);
        },
    };
}
