import { h, setAttribute, setText, show } from "../../../dom/elements.js";
import { PressTwice } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { lengthText } from "../../state/show-edit.js";
import { currentLine, delayWords, nextLine } from "../../state/show.js";

/**
 * The line of now: which cue runs and for how long, what comes next, how late the meeting is; and the one large button.
 * @typedef {import("../../state/show.js").Line} Line
 *
 * @param {{begin: (cue: string) => void, startRehearsal: () => void, endRehearsal: () => void}} acts
 */
export function createShowNow({ begin, startRehearsal, endRehearsal }) {
    const rehearsal = h("p", { class: "show-rehearsal", t: "show.rehearsal.words", testid: "rehearsal" });
    const clock = h("p", { class: "show-clock figures", testid: "show-clock" });
    const delay = h("p", { class: "show-delay", role: "status", testid: "show-delay" });
    const now = h("p", { class: "show-cue", testid: "show-now" });
    const passed = h("p", { class: "quiet figures" });
    const next = h("p", { class: "show-cue", testid: "show-next" });
    const expected = h("p", { class: "quiet figures" });
    let id = "";
    const press = h("button", { type: "button", class: "button button-primary button-large", testid: "begin-next", on: { click: () => id && begin(id) } });
    const rehearse = new PressTwice({ testid: "rehearse", class: "button-small", run: () => (isRehearsal ? endRehearsal() : startRehearsal()) });
    let isRehearsal = false;
    const element = h(
        "section", { class: "show-now", tLabel: "show.now" }, rehearsal,
        h("div", { class: "show-now-part" }, clock, delay, rehearse.element),
        h("div", { class: "show-now-part" }, h("p", { class: "eyebrow", t: "show.now" }), now, passed),
        h("div", { class: "show-now-part" }, h("p", { class: "eyebrow", t: "show.next" }), next, expected),
        h("div", { class: "show-now-part" }, press),
    );
    return {
        element,
        /**
         * @param {{lines: Line[], rehearsal: boolean, now: number, time: (at: number) => string, edits: boolean, busy: boolean}} what
         *   lines: empty while there is nothing to count from
         */
        update({ lines, rehearsal: on, now: at, time, edits, busy }) {
            isRehearsal = on;
            const current = currentLine(lines);
            const following = nextLine(lines);
            const late = delayWords(lines);
            id = following?.cue.id ?? "";
            show(rehearsal, on);
            setAttribute(element, "data-rehearsal", on);
            setText(clock, t("show.now.line", { time: time(at) }));
            setText(delay, late ? t(late.key, { count: late.count }) : "");
            setAttribute(delay, "data-late", late?.key === "show.late");
            setText(now, current ? pick(current.cue.what) : t("show.before"));
            setText(passed, current ? t("show.of", { passed: lengthText(Math.max(0, Math.floor((at - current.expected) / 1000))), length: lengthText(current.cue.seconds) }) : "");
            setText(next, following ? pick(following.cue.what) : t("show.end"));
            setText(expected, following && current ? time(following.expected) : "");
            show(press, edits && following !== null);
            if (following) setText(press, t(current ? "show.begin" : "show.beginFirst", { what: pick(following.cue.what) }));
            setAttribute(press, "data-pending", busy);
            show(rehearse.element, edits);
            rehearse.update({ label: t(on ? "show.rehearsal.end" : "show.rehearsal.start"), consequence: t(on ? "show.rehearsal.endConsequence" : "show.rehearsal.startConsequence"), busy });
        },
    };
}
