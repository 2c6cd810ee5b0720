import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { bothTimes } from "../../dom/text-times.js";

/**
 * @typedef {import("../../../protocol/text.js").CourseView} CourseView
 * @typedef {import("../../../protocol/text.js").Referred} Referred
 * @typedef {{at: string, key: string, words: string}} Step
 */

/**
 * What became of a text before: capitals that did not confirm a decision, and the bodies that it came from; the newest first.
 * @param {{name: (seat: string) => string, meeting: (id: string) => string, place: (from: Referred["from"]) => string}} words
 */
export function makeTextWay({ name, meeting, place }) {
    const list = h("ul", { class: "text-held", testid: "text-way" });
    const rows = keyedList(list, (/** @type {Step} */ { key }) => key, () => {
        const head = h("h4", { class: "held-who" });
        const words = h("p");
        return {
            element: h("li", {}, head, words),
            update(step) {
                setText(head, bothTimes(step.at));
                setText(words, step.words);
            },
        };
    });
    const element = h("section", { class: "part", tLabel: "course.way" }, h("h3", { class: "part-title", t: "course.way" }), list);
    return {
        element,
        /** @param {CourseView} course */
        update({ declined, referrals }) {
            const steps = [
                ...declined.map((each, index) => ({ at: each.at, key: `declined-${index}`, words: t("course.declined", { name: name(each.delegation), who: each.name, meeting: meeting(each.meeting), reason: each.reason }) })),
                ...referrals.map(({ at, from, reason }, index) => ({ at, key: `referred-${index}`, words: t("course.referred", { place: place(from), name: name(from.chair), reason }) })),
            ].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
            rows(steps);
            show(element, steps.length > 0);
        },
    };
}
