import { h, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { makeBadge } from "../../dom/badge.js";
import { bothTimes } from "../../dom/text-times.js";
import { COURSES } from "../../state/text-words.js";

/**
 * What a text is and where it stands: its version, pen-holder and chair, how near it is, until when comments are taken, and a silence that lasts.
 * @param {{name: (seat: string) => string, now: () => number, decision: () => string, place: (text: import("../../../protocol/text.js").TextFacts) => string}} acts `decision`: the address of the view that tells of it;
 *   `place`: the meeting and the item that take it up
 */
export function makeTextHead({ name, now, decision, place }) {
    const title = h("h1", { class: "desk-title", tabindex: "-1", testid: "page-title" });
    const standing = makeBadge({ testid: "text-course" });
    const silent = h("a", { class: "text-silent", testid: "text-silent" });
    const taker = h("p", { class: "lead", testid: "text-place" });
    const about = h("p", { class: "lead text-about", testid: "text-about" });
    const cutOff = h("p", { class: "text-state text-cut-off", testid: "text-cut-off" });
    return {
        element: h("div", { class: "text-head" }, h("div", { class: "desk-head" }, title, standing.element), silent, taker, about, cutOff),
        /** @param {import("../../../protocol/text.js").TextView|null} view */
        update(view) {
            setText(title, pick(view?.text.title));
            show(standing.element, view !== null);
            if (!view) return;
            const { course, convergence, text: { pen: holder, chair, type } } = view;
            standing.update(COURSES[course.standing], t(`course.standing.${course.standing}`));
            show(silent, course.silence !== undefined);
            if (course.silence) {
                const { verb, until, unconfirmed } = course.silence;
                setText(silent, t("silence.banner", { outcome: t(`outcome.${verb}`), time: bothTimes(until), count: unconfirmed.length }));
                setAttribute(silent, "href", decision());
            }
            setText(taker, place(view.text));
            show(taker, taker.textContent !== "");
            const version = view.revisions.at(-1);
            setText(about, t("text.about", {
                type: t(`textType.${type}`), version: version?.name ?? t("text.noVersion"),
                pen: "secretariat" in holder ? t("beginText.secretariat") : name(holder.delegation.seat), chair: name(chair),
                clean: convergence.clean, paragraphs: convergence.paragraphs, brackets: convergence.brackets,
            }));
            show(cutOff, version?.cutOff !== undefined);
            if (version?.cutOff) setText(cutOff, t(Date.parse(version.cutOff) < now() ? "text.cutOffPast" : "text.cutOffUntil", { version: version.name, time: bothTimes(version.cutOff) }));
        },
    };
}
