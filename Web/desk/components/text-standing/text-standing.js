import { h, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { checkField, textField } from "../../dom/fields.js";
import { fold } from "../../dom/page.js";
import { footnoteName } from "../../dom/text-notes.js";
import { makeWithReason } from "../../dom/with-reason.js";

/**
 * How far a paragraph is: the chair takes it up, notes agreement, opens it again; a capital confirms or declines.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>, name: (seat: string) => string}} acts
 */
export function makeTextStanding({ command, name }) {
    let id = "";
    const discuss = button({ t: "agree.discuss", testid: "discuss", run: () => void command({ discuss: { paragraph: id } }) });
    const agree = button({ t: "agree.agree", testid: "agree", class: "button-primary", run: () => void command({ agree: { paragraph: id, waiting: waiting() } }) });
    const reopen = makeWithReason({ t: "agree.reopen", testid: "reopen", run: (reason) => command({ reopen: { paragraph: id, reason } }) });
    const choices = h("div", { class: "form-choices", role: "group", tLabel: "agree.capitals" });
    const { element: capitals } = fold({ t: "agree.capitals", testid: "capitals-fold" }, choices);
    const who = textField({ t: "agree.who", hint: "agree.whoHint", testid: "capital-name", maxlength: 200 });
    const confirm = button({ t: "agree.confirm", testid: "capital-confirm", class: "button-primary", run: () => void answer({ confirm: { paragraph: id, name: who.value } }) });
    const decline = makeWithReason({ t: "agree.decline", testid: "capital-decline", run: (reason) => answer({ decline: { paragraph: id, name: who.value, reason } }) });
    const capital = h("div", { class: "form" }, who.element, h("div", { class: "row wrap" }, confirm, decline.element));
    const chair = h("div", { class: "stack-fields" }, capitals, h("div", { class: "row wrap" }, discuss, agree, reopen.element));
    /** @type {Map<string, ReturnType<typeof checkField>>} */
    const checks = new Map();

    const waiting = () => [...checks].filter(([, check]) => check.value).map(([seat]) => seat);

    /** @param {Record<string, object>} asked */
    async function answer(asked) {
        if (who.value === "") {
            who.error(t("agree.whoNeeded"));
            who.focus();
            return false;
        }
        return command(asked);
    }

    return {
        element: h("div", { class: "stack-fields" }, chair, capital),
        /**
         * @param {import("../../../protocol/text.js").ParagraphView} paragraph @param {import("../../../protocol/text.js").You} you @param {readonly string[]} seats
         * @param {boolean} isDiscussed whether the discussion is here
         */
        update(paragraph, you, seats, isDiscussed) {
            if (paragraph.id !== id) for (const check of checks.values()) check.value = false;
            id = paragraph.id;
            for (const seat of seats) {
                if (checks.has(seat)) continue;
                const check = checkField({ t: "agree.capital", testid: `capital-${seat}` });
                checks.set(seat, check);
                choices.append(check.element);
            }
            for (const [seat, check] of checks) {
                const words = check.element.querySelector("span");
                if (words) words.textContent = name(seat);
            }
            const isClosed = paragraph.standing === "agreed" || paragraph.standing === "agreedAdReferendum";
            show(chair, you.presides);
            show(capitals, !isClosed);
            show(discuss, !isClosed && !isDiscussed);
            show(agree, !isClosed);
            show(reopen.element, isClosed);
            reopen.update({ name: footnoteName(paragraph) ?? paragraph.number, consequence: t("agree.reopenWords") });
            decline.update({ name: footnoteName(paragraph) ?? paragraph.number, consequence: t("agree.declineWords") });
            show(capital, paragraph.waiting.includes(you.delegation ?? ""));
        },
    };
}
