import { h, keyedList, setAttribute, setText } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { makeBadge } from "../../dom/badge.js";

/**
 * What there is to do, in order: what is done is quiet, the first that is not is marked.
 * @param {(step: import("../../state/progress.js").Step) => string} href
 */
export function makeStepList(href) {
    const element = h("ol", { class: "steps", testid: "steps" });
    let next = "";
    const list = keyedList(element, (/** @type {import("../../state/progress.js").Step} */ { key }) => key, ({ key }) => {
        const badge = makeBadge();
        const link = h("a", { class: "steps-link", testid: `step-${key}` });
        const row = h("li", { class: "steps-row" }, badge.element, link);
        return {
            element: row,
            update(step) {
                const isDone = step.left === 0;
                badge.update(isDone ? "ready" : "open", t(isDone ? "steps.done" : step.key === next ? "steps.next" : "steps.toDo"));
                setText(link, isDone ? t(`step.done.${key}`) : t(`step.open.${key}`, { count: step.left }));
                setAttribute(link, "href", href(step));
                setAttribute(row, "data-next", step.key === next);
                setAttribute(row, "data-done", isDone);
            },
        };
    });
    return {
        element,
        /** @param {import("../../state/progress.js").Step[]} steps */
        update(steps) {
            next = steps.find(({ left }) => left > 0)?.key ?? "";
            list(steps);
        },
    };
}
