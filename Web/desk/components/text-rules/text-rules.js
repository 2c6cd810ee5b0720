import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { decimal } from "../../../i18n/numbers.js";
import { checked, checkField, numberField } from "../../dom/fields.js";
import { fold } from "../../dom/page.js";
import { makeWithReason } from "../../dom/with-reason.js";

/**
 * @typedef {import("../../../protocol/text.js").TextView} TextView
 * @typedef {import("../../../protocol/text.js").You} You
 */

/** Hours that silence, or what is added to it, may last at most. */
const MOST = 2160;

/** @param {number} value */
const figures = (value) => decimal(value, Number.isInteger(value) ? 0 : 3);

/**
 * What the body whose text it is lays down for its decisions, in words for all who read it; the secretariat changes it.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>}} acts
 */
export function makeTextRules({ command }) {
    const list = h("ul", { class: "text-held", testid: "rules-words" });
    const rows = keyedList(list, (/** @type {string} */ words) => words, () => {
        const row = h("li");
        return { element: row, update: (words) => setText(row, words) };
    });
    const who = h("p", { class: "form-hint", testid: "rules-who" });

    const hours = numberField({ t: "beginText.silence", hint: "beginText.silenceHint", testid: "rules-silence", min: 0, max: MOST, step: 0.001 });
    const unconfirmed = checkField({ t: "textRules.passesUnconfirmed", testid: "rules-unconfirmed" });
    const grace = numberField({ t: "textRules.grace", hint: "textRules.graceHint", testid: "rules-grace", min: 0, max: MOST * 60, step: 0.01 });
    const brackets = checkField({ t: "textRules.decidesWithBrackets", testid: "rules-brackets" });
    const set = makeWithReason({
        t: "textRules.set", testid: "rules-set",
        async run(reason) {
            if (!checked([[hours, isWrong(hours.value, MOST), "textRules.hoursNeeded"], [grace, isWrong(grace.value, MOST * 60), "textRules.minutesNeeded"]])) return false;
            return command({
                setRules: {
                    reason,
                    rules: {
                        silenceSeconds: Math.round((hours.value ?? 0) * 3_600), silencePassesUnconfirmed: unconfirmed.value,
                        silenceGraceSeconds: Math.round((grace.value ?? 0) * 60), decidesWithBrackets: brackets.value,
                    },
                },
            });
        },
    });
    const office = h("div", { class: "form" }, h("div", { class: "form-row" }, hours.element, grace.element), unconfirmed.element, brackets.element, set.element);
    const all = fold({ t: "textRules.heading", testid: "rules-fold" }, h("div", { class: "stack-fields" }, list, who, office));

    /** @param {number|null} value @param {number} most */
    const isWrong = (value, most) => value === null || !(value >= 0 && value <= most);

    let entered = "";
    return {
        element: all.element,
        /** @param {TextView} view @param {You} you */
        update({ text, course }, you) {
            const { rules } = text;
            rows([
                t("textRules.silence", { hours: figures(rules.silenceSeconds / 3_600) }),
                t(rules.silencePassesUnconfirmed ? "textRules.unconfirmedPasses" : "textRules.unconfirmedHolds"),
                t("textRules.graceSays", { minutes: figures(rules.silenceGraceSeconds / 60) }),
                t(rules.decidesWithBrackets ? "textRules.bracketsPass" : "textRules.bracketsHold"),
            ]);
            const isSilent = course.standing === "silence";
            setText(who, t(isSilent ? "textRules.notNow" : "textRules.who"));
            show(office, you.isSecretariat && !isSilent);
            set.update({ name: "", consequence: t("textRules.setWords") });
            // What somebody is entering stays, until the rules are others.
            if (JSON.stringify(rules) === entered) return;
            entered = JSON.stringify(rules);
            [hours.value, grace.value] = [rules.silenceSeconds / 3_600, rules.silenceGraceSeconds / 60];
            [unconfirmed.value, brackets.value] = [rules.silencePassesUnconfirmed, rules.decidesWithBrackets];
        },
    };
}
