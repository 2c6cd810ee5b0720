import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { roomName, serverWords, whenWords } from "../../dom/week-words.js";

/** So many reasons are read beside a pointer; the rest is counted. */
const REASONS = 5;
const EDGE = 12;

/**
 * Beside what is being moved: where it would go, and who would break which rule.
 * @typedef {import("../../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../../state/week-options.js").Violation} Violation
 *
 * @param {{drop: () => void, cancel: () => void}} acts
 */
export function createWeekMove({ drop, cancel }) {
    const title = h("p", { class: "week-move-title" });
    const place = h("p", { class: "figures" });
    const verdict = h("p", { class: "week-move-verdict" });
    const reasons = h("ul", { class: "week-move-reasons" });
    const rest = h("p", { class: "quiet" });
    const help = h("p", { class: "quiet", t: "week.move.keys" });
    const again = h("button", { type: "button", class: "button button-small button-confirm", t: "week.move.anyway", testid: "place-anyway", on: { click: drop } });
    const keep = h("button", { type: "button", class: "button button-small", t: "week.move.keep", testid: "place-keep", on: { click: cancel } });
    const buttons = h("div", { class: "row wrap" }, again, keep);
    const element = h("div", { class: "week-move", testid: "week-move", role: "group", tLabel: "week.move" }, title, place, verdict, reasons, rest, buttons, help);
    element.hidden = true;
    /** @type {import("../../../protocol/conference.js").ConferenceView|null} */
    let view = null;
    const list = keyedList(reasons, (/** @type {{key: string, violation: Violation}} */ each) => each.key, () => {
        const item = h("li", {});
        return { element: item, update: ({ violation }) => void (view && setText(item, serverWords(view, violation.words, violation.meetings))) };
    });
    return {
        element,
        /** @param {WeekModel} model */
        update(model) {
            const { moving } = model;
            view = model.view;
            show(element, moving !== null);
            if (!moving) return;
            const { at, meeting } = moving;
            setText(title, pick(meeting.title));
            setText(place, at ? [whenWords(model, at.start, at.start + meeting.length * 60_000, model.host), roomName(model.view, at.room)].join(" · ") : "");
            show(place, at !== null);
            const count = at?.violations.length ?? 0;
            setText(verdict, !moving.choices ? t("week.move.asking") : !at ? t("week.move.nowhere") : count === 0 ? t("week.move.fits") : t("week.move.breaks", { count }));
            setAttribute(element, "data-wrong", count > 0);
            list((at?.violations ?? []).slice(0, REASONS).map((violation, index) => ({ key: `${index}`, violation })));
            setText(rest, count > REASONS ? t("week.move.more", { count: count - REASONS }) : "");
            show(rest, count > REASONS);
            show(help, moving.how === "keyboard" && !moving.armed);
            show(buttons, moving.armed);
            setAttribute(element, "data-armed", moving.armed);
        },
        /**
         * Beside the pointer, or beside where it would go.
         * @param {WeekModel} model @param {DOMRect|null} ghost
         */
        follow({ moving }, ghost) {
            if (!moving) return;
            const box = element.getBoundingClientRect();
            const pointer = moving.how === "pointer";
            const x = pointer ? moving.x + 18 : (ghost?.right ?? 200) + EDGE;
            const y = pointer ? moving.y + 18 : (ghost?.top ?? 200);
            const left = x + box.width + EDGE <= innerWidth ? x : Math.max(EDGE, (pointer ? moving.x : (ghost?.left ?? 200)) - box.width - EDGE);
            element.style.setProperty("left", `${left}px`);
            element.style.setProperty("top", `${Math.max(EDGE, Math.min(y, innerHeight - box.height - EDGE))}px`);
        },
    };
}
