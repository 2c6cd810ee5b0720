import { h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { seatName } from "../../dom/names.js";
import { PressTwice } from "../../dom/press-twice.js";
import { t } from "../../i18n/catalogue.js";
import { replyCount } from "../../state/selectors.js";

/**
 * Who asks for a right of reply. It is given when the list of speakers is exhausted; before that, deliberately.
 * @typedef {import("../../state/model.js").Model} Model
 * @param {import("../../dom/context.js").Context} context
 */
export function createReplies(context) {
    const list = h("ul", { class: "plain", testid: "replies" });
    const element = h("div", { class: "console-group" }, h("h2", { class: "eyebrow", t: "replies.label" }), list);
    /** @type {Model|null} */
    let model = null;
    const render = keyedList(list, (/** @type {{seat: string}} */ entry) => entry.seat, ({ seat }) => {
        const name = h("span", { class: "grow" });
        const count = h("span", { class: "quiet figures" });
        const give = new PressTwice({ testid: `reply-${seat}`, class: "button-small", run: () => void context.command({ type: "giveReply", seat, beforeSpeakers: waiting() }) });
        const row = h("li", { class: "line-row" }, name, count, give.element);
        return {
            element: row,
            update() {
                if (!model) return;
                const { view, can, pending, status } = model;
                const who = seatName(view, seat);
                const { given, most } = replyCount(view, seat);
                setText(name, who);
                setText(count, t("replies.count", { number: given + 1, most }));
                show(give.element, can.presides);
                give.update({
                    label: t("replies.give"), name: who, twice: waiting(), consequence: t("consequence.replyBefore", { name: who }),
                    disabled: view.sitting !== "open" || status !== "open", busy: pending.has(`giveReply:${seat}`),
                });
                setAttribute(row, "data-pending", pending.has(`giveReply:${seat}`));
            },
        };
    });
    const waiting = () => (model?.view.speakers?.length ?? 0) > 0;
    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            const replies = next.view.replies ?? [];
            render(replies);
            show(element, replies.length > 0);
        },
    };
}
