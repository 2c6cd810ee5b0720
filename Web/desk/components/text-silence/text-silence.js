import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { ownZone } from "../../../i18n/times.js";
import { checked, form, longField, selectField, textField } from "../../dom/fields.js";
import { fold } from "../../dom/page.js";
import { bothTimes, instantIn, momentWords } from "../../dom/text-times.js";
import { makeWithReason } from "../../dom/with-reason.js";

/**
 * @typedef {import("../../../protocol/text.js").TextView} TextView
 * @typedef {import("../../../protocol/text.js").Silence} Silence
 * @typedef {import("../../../protocol/text.js").You} You
 */

const VERBS = Object.freeze(["adopt", "endorse", "approve", "note"]);

/**
 * A silence procedure: when it ends in each capital, who has the text, and who breaks it.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>, submit: (command: Record<string, object>) => Promise<string|null>,
 *   ask: (command: Record<string, object>) => Promise<number>, wordsOf: (error: unknown) => string, name: (seat: string) => string, zone: (seat: string) => string,
 *   now: () => number, paragraphs: () => {value: string, words: string}[], proof: (act: number) => string, broken: (act: number) => void}} acts
 */
export function makeTextSilence({ command, submit, ask, wordsOf, name, zone, now, paragraphs, proof, broken }) {
    const says = h("p", { class: "lead", testid: "silence-says" });
    const left = h("p", { class: "silence-left figures", testid: "silence-left" });
    const body = h("tbody");
    const table = h("table", { class: "table silence-table", testid: "silence-table" }, h("thead", {}, h("tr", {}, ...["delegation", "until", "delivered", "opened"].map((each) => h("th", { scope: "col", t: `silence.column.${each}` })))), body);
    const rows = keyedList(body, (/** @type {string} */ seat) => seat, (seat) => {
        const [who, until, delivered, opened] = [h("th", { scope: "row" }), h("td", { class: "figures" }), h("td", { class: "figures" }), h("td", { class: "figures" })];
        return {
            element: h("tr", { "data-testid": `silence-${seat}` }, who, until, delivered, opened),
            update() {
                if (!silence) return;
                const got = silence.receipts[seat];
                setText(who, name(seat));
                for (const [cell, each] of /** @type {const} */ ([[until, "until"], [delivered, "delivered"], [opened, "opened"]])) setAttribute(cell, "data-label", t(`silence.column.${each}`));
                setText(until, momentWords(silence.until, zone(seat)));
                setText(delivered, got?.delivered ? momentWords(got.delivered, "UTC") : got ? t("silence.notYet") : "");
                setText(opened, got?.opened ? momentWords(got.opened, "UTC") : got ? t("silence.notYet") : "");
            },
        };
    });
    const past = h("ul", { class: "text-held", testid: "silences-past" });
    const pastRows = keyedList(past, (/** @type {Silence} */ each) => String(each.act), () => {
        const words = h("p");
        const receipt = h("a", { class: "table-link", download: true, t: "silence.receipt" });
        return {
            element: h("li", {}, words, receipt),
            update(each) {
                setText(words, outcomeWords(each));
                const isBroken = each.outcome !== undefined && "broken" in each.outcome && each.endAct !== undefined;
                show(receipt, isBroken);
                if (!isBroken) return;
                receipt.dataset.testid = `silence-receipt-${each.act}`;
                receipt.setAttribute("href", proof(each.endAct ?? 0));
            },
        };
    });
    /** @type {Silence|null} */
    let silence = null;

    /** @param {Silence} each */
    function outcomeWords({ outcome, verb, began, until }) {
        const how = outcome === undefined ? "" : "broken" in outcome ? t("silence.broken", { name: name(outcome.broken.by), reason: outcome.broken.reason })
            : "undelivered" in outcome ? t("silence.undelivered", { names: outcome.undelivered.to.map(name).join(", ") })
            : "withdrawn" in outcome ? t("silence.withdrawn", { reason: outcome.withdrawn.reason }) : t("silence.kept");
        const isKept = outcome !== undefined && "kept" in outcome;
        return [t(`${isKept ? "done" : "outcome"}.${verb}`), t("silence.span", { from: momentWords(began, "UTC"), to: momentWords(until, "UTC") }), how].join(" · ");
    }

    // Breaking it
    /** The act with which the silence began that is broken here. */
    let answered = 0;
    const reason = longField({ t: "silence.reason", testid: "break-reason", rows: 3 });
    const paragraph = selectField({ t: "silence.paragraph", testid: "break-paragraph", options: () => [{ value: "", words: t("silence.noParagraph") }, ...paragraphs()] });
    paragraph.value = "";
    const words = longField({ t: "silence.words", hint: "silence.wordsHint", testid: "break-words", rows: 3 });
    const breaking = form({
        testid: "break", send: "silence.break",
        async run() {
            if (!checked([[reason, reason.value.trim() === "", "reason.needed"]])) return "";
            const change = paragraph.value !== "" && words.value.trim() !== "" ? { alternative: { to: paragraph.value, words: words.value.trim() } } : null;
            try {
                broken(await ask({ breakSilence: { of: answered, reason: reason.value.trim(), ...(change ? { change } : {}) } }));
                return null;
            } catch (error) {
                return wordsOf(error);
            }
        },
    }, reason.element, paragraph.element, words.element);
    const mayBreak = fold({ t: "silence.breakHeading", testid: "break-fold" }, h("p", { class: "form-hint", t: "silence.breakHint" }), breaking.element);

    // The chair
    const verb = selectField({ t: "silence.verb", testid: "silence-verb", options: () => VERBS.map((value) => ({ value, words: t(`outcome.${value}`) })) });
    verb.value = VERBS[0];
    const end = textField({ t: "silence.end", testid: "silence-end", type: "datetime-local", step: 1 });
    const least = h("p", { class: "form-hint", testid: "silence-least" });
    const beginning = form({
        testid: "silence-begin", send: "silence.begin",
        async run() {
            const at = instantIn(end.value);
            if (!checked([[end, at === null, "text.timeWrong"]])) return "";
            return submit({ beginSilence: { verb: verb.value, until: at ?? "" } });
        },
    }, verb.element, end.element, least);
    const begin = fold({ t: "silence.beginHeading", testid: "silence-begin-fold" }, h("p", { class: "form-hint", t: "silence.beginHint" }), beginning.element);
    const longer = textField({ t: "silence.end", testid: "extend-end", type: "datetime-local", step: 1 });
    const extend = makeWithReason({ t: "silence.extend", testid: "silence-extend", run: async (why) => {
        const at = instantIn(longer.value);
        if (!checked([[longer, at === null, "text.timeWrong"]])) return false;
        return command({ extendSilence: { until: at ?? "", reason: why } });
    } });
    const withdraw = makeWithReason({ t: "silence.withdraw", testid: "silence-withdraw", run: (why) => command({ withdrawSilence: { reason: why } }) });
    const chairs = fold({ t: "silence.chairHeading", testid: "silence-chair-fold" }, h("div", { class: "form" }, longer.element, extend.element, withdraw.element));

    function tick() {
        if (!silence) return;
        const seconds = Math.max(0, Math.ceil((Date.parse(silence.until) - now()) / 1000));
        const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
        setText(left, t("silence.left", { time: [hours, minutes, rest].map((each) => String(each).padStart(2, "0")).join(":") }));
    }
    const running = h("div", { class: "stack-fields" }, says, left, h("div", { class: "text-versions-all", tabindex: "0", role: "region", tLabel: "silence.table" }, table), mayBreak.element, chairs.element);
    const earlier = h("section", { class: "part" }, h("h3", { class: "part-title", t: "silence.past" }), past);

    const element = h("section", { class: "part", tLabel: "silence.heading" }, h("h2", { class: "part-title", t: "silence.heading" }), running, begin.element, earlier);

    return {
        element,
        tick,
        /** @param {TextView} view @param {You} you */
        update(view, you) {
            const { course, text } = view;
            silence = course.silence ?? null;
            show(running, silence !== null);
            const mayBegin = course.standing === "final" && you.presides;
            show(element, silence !== null || mayBegin || course.silences.length > 0);
            show(begin.element, mayBegin);
            setText(least, t("silence.least", { hours: (text.rules.silenceSeconds / 3600).toLocaleString(), zone: ownZone() }));
            // What was entered about one silence is not said of the next.
            if (silence && silence.act !== answered) {
                answered = silence.act;
                for (const field of [reason, paragraph, words]) field.value = "";
            }
            if (silence) {
                setText(says, t("silence.says", { outcome: t(`outcome.${silence.verb}`), time: bothTimes(silence.until) }));
                rows(text.delegations);
                tick();
            }
            show(mayBreak.element, you.delegation !== undefined);
            paragraph.refresh();
            show(chairs.element, you.presides);
            extend.update({ name: "", consequence: t("silence.extendWords") });
            withdraw.update({ name: "", consequence: t("silence.withdrawWords") });
            pastRows([...course.silences].reverse());
            show(earlier, course.silences.length > 0);
        },
    };
}
