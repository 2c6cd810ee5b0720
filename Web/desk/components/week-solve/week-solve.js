import { disable, h, setAttribute, setText, show } from "../../../dom/elements.js";
import { PressTwice } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { decimal } from "../../../i18n/numbers.js";
import { ruleWords } from "../../dom/week-words.js";
import { createDifferences } from "../../dom/week-differences.js";
import { differences } from "../../state/week-blocks.js";

/**
 * Has the server look for the best timetable: for so many seconds, with its progress; what it finds is a proposal until it is
 * used.
 * @typedef {import("../../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../../../protocol/conference.js").Placement} Placement
 * @typedef {import("../../../protocol/messages.js").Texts} Texts
 * @typedef {{
 *   state: "none"|"running"|"solved"|"infeasible"|"failed", since?: string|null, seconds?: number|null, basedOn?: number|null,
 *   placements?: Placement[]|null, tests?: object[]|null, burdens?: Record<string, number>|null, total?: number|null, bound?: number|null, gap?: number|null, isOptimal?: boolean|null,
 *   conflict?: {rules: {id: string, words: Texts}[]}|null, text?: Texts|null,
 * }} Job
 *
 * @param {{
 *   start: (seconds: number) => void, stop: () => void, use: (placements: Placement[], tests: object[]) => void, close: () => void,
 *   burden: ReturnType<typeof import("../week-burden/week-burden.js").createWeekBurden>,
 * }} acts
 */
export function createWeekSolve({ start, stop, use, close, burden }) {
    const seconds = h("input", { class: "field", type: "number", min: 5, max: 600, value: 30, testid: "solve-seconds" });
    const begin = h("button", { type: "button", class: "button button-primary", t: "week.solve.start", testid: "solve-start", on: { click: () => start(Math.max(5, Math.min(600, Number(seconds.value) || 30))) } });
    const end = h("button", { type: "button", class: "button", t: "week.solve.stop", testid: "solve-stop", on: { click: stop } });
    const bar = h("progress", { class: "week-progress", max: 1, tLabel: "week.solve.progress" });
    const status = h("p", { role: "status", testid: "solve-status" });
    const numbers = h("p", { class: "quiet figures" });
    const stale = h("p", { class: "week-reasons", t: "week.solve.stale" });
    const list = createDifferences();
    const burdenHead = h("h3", { class: "eyebrow", t: "week.burden" });
    const rules = h("ul", { class: "week-reasons", testid: "solve-conflict" });
    const take = new PressTwice({ testid: "use-timetable", class: "button-primary", run: () => job && use(job.placements ?? [], job.tests ?? []) });
    const element = h(
        "section", { class: "card week-solve", tLabel: "week.solve", testid: "week-solve" },
        h("div", { class: "row" }, h("h2", { class: "grow", t: "week.solve" }), h("button", { type: "button", class: "button button-small button-quiet", t: "week.close", testid: "close-solve", on: { click: close } })),
        h("p", { class: "quiet", t: "week.solve.about" }),
        h("div", { class: "row wrap" }, h("label", { class: "week-choice" }, h("span", { t: "week.solve.seconds" }), seconds), begin, end),
        bar, status, numbers, stale, rules, take.element, list.element, burdenHead, burden.element,
    );
    /** @type {Job|null} */
    let job = null;

    return {
        element,
        /** @param {WeekModel} model @param {Job|null} next @param {number} now @param {number} sequence */
        update(model, next, now, sequence) {
            job = next;
            const state = next?.state ?? "none";
            const running = state === "running";
            const solved = state === "solved";
            disable(begin, running);
            show(end, running);
            show(bar, running);
            const passed = next?.since ? (now - Date.parse(next.since)) / 1000 : 0;
            if (running && next?.seconds) bar.value = Math.max(0, Math.min(1, passed / next.seconds));
            const moves = solved ? differences(model.placements, next?.placements ?? []) : [];
            setText(status, running
                ? t("week.solve.running", { count: Math.max(0, Math.ceil((next?.seconds ?? 0) - passed)) })
                : solved ? t(next?.isOptimal ? "week.solve.optimal" : "week.solve.found", { count: moves.length })
                : state === "infeasible" ? t("week.solve.infeasible")
                : state === "failed" ? pick(next?.text) || t("week.solve.failed") : "");
            const cost = next?.total ?? null;
            const burdens = next?.burdens ?? null;
            const bound = next?.bound ?? null;
            setText(numbers, [
                cost !== null && t("week.solve.cost", { cost: decimal(cost) }), bound !== null && t("week.solve.bound", { bound: decimal(bound) }),
                next?.gap != null && t("week.solve.gap", { gap: decimal(next.gap * 100, 1) }),
            ].filter(Boolean).join(" · "));
            show(numbers, running || solved);
            show(stale, solved && next?.basedOn != null && next.basedOn !== sequence);
            rules.replaceChildren(...(state === "infeasible" ? next?.conflict?.rules ?? [] : []).map((rule) => h("li", {}, ruleWords(model.view, rule))));
            show(rules, state === "infeasible");
            show(take.element, solved && moves.length > 0);
            take.update({ label: t("week.solve.use"), consequence: t("week.solve.consequence", { count: moves.length }) });
            list.update(model, moves);
            show(list.element, solved);
            show(burdenHead, solved && burdens !== null);
            show(burden.element, solved && burdens !== null);
            if (solved && burdens) burden.update(model.view, burdens, model.check?.burdens);
            setAttribute(element, "data-state", state);
        },
    };
}
