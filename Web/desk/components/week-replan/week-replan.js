import { disable, h, setText, show } from "../../../dom/elements.js";
import { PressTwice } from "../../../dom/press-twice.js";
import { ruleWords, serverWords } from "../../dom/week-words.js";
import { t } from "../../../i18n/catalogue.js";

/**
 * After publication hours change: what has to move, and as little else as can be.
 * @typedef {import("../../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../../../protocol/conference.js").Placement} Placement
 * @typedef {import("../../../protocol/messages.js").Texts} Texts
 * @typedef {{
 *   outcome: "unchanged"|"moved"|"impossible", moves: {meeting: string, words: Texts}[], placements?: Placement[]|null, isBest?: boolean,
 *   conflict?: {rules: {id: string, words: Texts}[]}|null,
 * }} Replan
 *
 * @param {{ask: () => Promise<Replan|null>, apply: (placements: Placement[]) => Promise<boolean>, close: () => void}} acts
 */
export function createWeekReplan({ ask, apply, close }) {
    const find = h("button", { type: "button", class: "button button-primary", t: "week.replan.find", testid: "replan-find", on: { click: () => void look() } });
    const status = h("p", { role: "status", testid: "replan-status" });
    const moves = h("ul", { class: "week-differences", testid: "replan-moves" });
    const rules = h("ul", { class: "week-reasons" });
    const take = new PressTwice({ testid: "replan-apply", class: "button-primary", run: () => void use() });
    const element = h(
        "section", { class: "card week-replan", tLabel: "week.replan", testid: "week-replan" },
        h("div", { class: "row" }, h("h2", { class: "grow", t: "week.replan" }), h("button", { type: "button", class: "button button-small button-quiet", t: "week.close", testid: "close-replan", on: { click: close } })),
        h("p", { class: "quiet", t: "week.replan.about" }), h("div", { class: "row" }, find), status, moves, rules, take.element,
    );
    /** @type {Replan|null} */
    let answer = null;
    /** @type {WeekModel["view"]|null} */
    let view = null;
    let asking = false;
    let applied = false;

    async function look() {
        asking = true;
        applied = false;
        draw();
        answer = await ask();
        asking = false;
        draw();
    }
    async function use() {
        if (!answer?.placements || !(await apply(answer.placements))) return;
        applied = true;
        draw();
    }
    function draw() {
        disable(find, asking);
        const outcome = answer?.outcome;
        setText(status, asking ? t("week.replan.asking") : applied ? t("week.replan.applied") : outcome ? t(`week.replan.${outcome}`) : "");
        moves.replaceChildren(...(outcome === "moved" && !asking ? answer?.moves ?? [] : []).map((each) => h("li", {}, view ? serverWords(view, each.words, [each.meeting]) : "")));
        rules.replaceChildren(...(outcome === "impossible" && !asking ? answer?.conflict?.rules ?? [] : []).map((each) => h("li", {}, view ? ruleWords(view, each) : "")));
        show(rules, rules.children.length > 0);
        show(take.element, outcome === "moved" && !asking && !applied);
        take.update({ label: t("week.replan.apply"), consequence: t("week.replan.consequence", { count: answer?.moves.length ?? 0 }) });
    }
    return {
        element,
        /** @param {WeekModel} model */
        update(model) {
            view = model.view;
            draw();
        },
    };
}
