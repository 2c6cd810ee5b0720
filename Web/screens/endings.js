import { createLanguageSwitch } from "../components/language-switch/language-switch.js";
import { createMessage } from "../components/message/message.js";
import { h, show } from "../dom/elements.js";
import { seatName } from "../dom/names.js";
import { pick, t } from "../i18n/catalogue.js";
import { dayAndTime } from "../i18n/times.js";
import { clockFace } from "../state/countdown.js";

/**
 * The screens of few words.
 * @typedef {"loading"|"unsupported"|"removed"|"revoked"|"replaced"|"noAccess"|"closed"|"hold"} Ending
 * @param {import("../dom/context.js").Context} context
 */
export function createEnding(context) {
    const languages = createLanguageSwitch(context);
    const message = createMessage([languages.element]);
    const table = h("table", { class: "spoken", testid: "spoken" });
    message.more.append(table);
    return {
        element: message.element,
        words: message.words,
        /**
         * @param {Ending} ending
         * @param {{model: import("../state/model.js").Model|null, text: string, closedAt: string|null, comeBack: () => void}} facts
         */
        update(ending, { model, text, closedAt, comeBack }) {
            languages.update();
            message.element.dataset.ending = ending;
            const meeting = pick(model?.view.meeting.title);
            const key = ending === "closed" && closedAt !== null ? "ending.closedAt" : `ending.${ending}.text`;
            message.update({
                title: t(`ending.${ending}.title`),
                text: text || t(key, { meeting, time: closedAt === null ? "" : dayAndTime(Date.parse(closedAt)) }),
                action: ending === "replaced" ? { label: t("ending.replaced.action"), run: comeBack } : null,
            });
            show(message.more, ending === "closed");
            if (ending === "closed" && model) spoken(table, model.view);
        },
    };
}

/** @param {HTMLTableElement} table @param {import("../protocol/messages.js").View} view */
function spoken(table, view) {
    const rows = (view.seats ?? []).filter((seat) => (view.spoken?.[seat.id] ?? 0) > 0);
    table.hidden = rows.length === 0;
    table.replaceChildren(
        h("caption", {}, t("ending.spoken")),
        h("tbody", {}, ...rows.map((seat) => h("tr", {}, h("th", { scope: "row" }, seatName(view, seat.id)), h("td", { class: "figures" }, clockFace(view.spoken?.[seat.id] ?? 0))))),
    );
}
