import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { button, PressTwice } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { checked, choicesField, form, selectField, textField } from "../../dom/fields.js";
import { fold } from "../../dom/page.js";
import { bothTimes, instantIn } from "../../dom/text-times.js";
import { makeWithReason } from "../../dom/with-reason.js";

/**
 * @typedef {import("../../../protocol/text.js").TextView} TextView
 * @typedef {import("../../../protocol/text.js").You} You
 * @typedef {import("../../../protocol/text.js").Decision} Decision
 */

/** What a text can become where there is no consensus, from the strongest on. */
const DOWN = Object.freeze(["chairStatement", "pressStatement"]);

/**
 * Where a text is on its way, what was decided on it, and what its chair does next.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>, submit: (command: Record<string, object>) => Promise<string|null>,
 *   name: (seat: string) => string, meeting: (id: string) => string, meetings: () => {value: string, words: string}[], seats: () => string[], proof: (act: number) => string, canonical: () => string}} acts
 */
export function makeTextCourse({ command, submit, name, meeting: meetingName, meetings, seats, proof, canonical }) {
    const says = h("p", { class: "lead", testid: "course-says" });
    const digest = h("p", { class: "form-hint figures text-digest", testid: "text-digest" });
    const file = h("a", { class: "table-link", download: true, t: "course.canonical", testid: "canonical" });
    const receipt = h("a", { class: "table-link", download: true, t: "course.proof", testid: "adoption-proof" });
    const proofs = h("div", { class: "text-proofs" }, digest, file, receipt);
    const decisions = h("ul", { class: "text-held", testid: "text-decisions" });
    const names = (/** @type {readonly string[]} */ all) => all.map(name).join(", ");
    const rows = keyedList(decisions, (/** @type {Decision} */ each) => `${each.at} ${JSON.stringify(each.manner)}`, () => {
        const head = h("h3", { class: "held-who" });
        const details = h("p");
        return {
            element: h("li", {}, head, details),
            update(each) {
                setText(head, [each.verb ? t(`done.${each.verb}`) : t("course.issued"), bothTimes(each.at)].join(" · "));
                setText(details, decisionWords(each));
            },
        };
    });

    /** @param {Decision} decision */
    function decisionWords({ manner, parties, apart, waiting, confirmations }) {
        return [
            "meeting" in manner ? t("course.byMeeting", { meeting: meetingName(manner.meeting.id), present: names(manner.meeting.present) }) : "silence" in manner ? t("course.bySilence") : t("course.byChair"),
            t("course.parties", { names: names(parties) }),
            apart.length > 0 && t("question.apart", { names: names(apart) }),
            waiting.length > 0 && t("course.waiting", { names: names(waiting) }),
            ...Object.entries(confirmations).map(([seat, who]) => t("course.confirmed", { name: name(seat), who })),
        ].filter(Boolean).join(" ");
    }

    // The chair
    const finalise = new PressTwice({ testid: "finalise", class: "button-primary", run: () => void command({ finalise: {} }) });
    const resume = makeWithReason({ t: "course.resume", testid: "resume", run: (reason) => command({ resume: { reason } }) });
    const issue = new PressTwice({ testid: "issue", class: "button-primary", run: () => void command({ issue: {} }) });
    const until = textField({ t: "course.deferUntil", testid: "defer-until", type: "datetime-local", optional: true });
    const put = makeWithReason({ t: "course.defer", testid: "defer", run: (reason) => {
        const at = instantIn(until.value);
        return command({ defer: { reason, ...(at ? { until: at } : {}) } });
    } });
    const deferring = fold({ t: "course.deferHeading", testid: "defer-fold" }, h("div", { class: "form" }, until.element, put.element));
    const kind = selectField({ t: "course.downTo", testid: "downgrade-type", options: () => DOWN.map((value) => ({ value, words: t(`textType.${value}`) })) });
    kind.value = DOWN[0];
    const down = makeWithReason({ t: "course.down", testid: "downgrade", run: (reason) => command({ downgrade: { to: kind.value, reason } }) });
    const downgrading = fold({ t: "course.downHeading", testid: "downgrade-fold" }, h("div", { class: "form" }, kind.element, down.element));
    const meeting = selectField({ t: "course.referTo", testid: "refer-meeting", options: () => meetings() });
    const chair = selectField({ t: "beginText.chair", testid: "refer-chair", options: () => seats().map((value) => ({ value, words: name(value) })) });
    const who = choicesField({ t: "course.referDelegations", testid: "refer-delegations", values: seats(), words: name });
    const why = textField({ t: "reason.label", testid: "refer-reason", maxlength: 300 });
    const refer = form({
        testid: "refer", send: "course.refer",
        async run() {
            const delegations = who.value;
            if (!checked([[meeting, meeting.value === "", "course.meetingNeeded"], [chair, !delegations.includes(chair.value), "course.chairNeeded"], [why, why.value === "", "reason.needed"]])) return "";
            return submit({ refer: { to: { meeting: meeting.value, chair: chair.value, delegations }, reason: why.value } });
        },
    }, meeting.element, chair.element, who.element, why.element);
    const referring = fold({ t: "course.referHeading", testid: "refer-fold" }, refer.element);
    const chairs = h("div", { class: "stack-fields" }, h("div", { class: "row wrap" }, finalise.element, resume.element, issue.element), deferring.element, downgrading.element, referring.element);

    // The office
    const symbol = textField({ t: "course.symbol", testid: "text-symbol", maxlength: 200, mono: true });
    const keep = button({ t: "course.setSymbol", testid: "set-symbol", run: () => void command({ setSymbol: { symbol: symbol.value } }) });
    const symbols = fold({ t: "course.symbolHeading", testid: "symbol-fold" }, h("div", { class: "form" }, symbol.element, h("div", { class: "row" }, keep)));
    // A capital
    const person = textField({ t: "agree.who", hint: "agree.whoHint", testid: "decision-name", maxlength: 200 });
    const yes = button({ t: "agree.confirm", testid: "decision-confirm", class: "button-primary", run: () => void answer({ confirmDecision: { of: answered, name: person.value } }) });
    const no = makeWithReason({ t: "agree.decline", testid: "decision-decline", run: (reason) => answer({ declineDecision: { of: answered, name: person.value, reason } }) });
    const capital = h("section", { class: "part" }, h("h2", { class: "part-title", t: "course.capital" }), h("div", { class: "form" }, person.element, h("div", { class: "row wrap" }, yes, no.element)));

    /** The act of the decision that the capital answers here. */
    let answered = 0;

    /** @param {Record<string, object>} asked */
    async function answer(asked) {
        if (!checked([[person, person.value === "", "agree.whoNeeded"]])) return false;
        return command(asked);
    }

    let entered = "";
    return {
        element: h("section", { class: "stack-fields", tLabel: "text.view.decision" }, says, proofs, decisions, capital, chairs, symbols.element),
        /** @param {TextView} view @param {You} you @param {number|null} decidedAt the act */
        update(view, you, decidedAt) {
            const { course, text } = view;
            const { standing } = course;
            const reason = standing === "deferred" ? course.deferral?.reason ?? "" : "";
            setText(says, t(`course.says.${standing}`, { name: name(text.chair), type: t(`textType.${text.type}`), reason }));
            setText(digest, course.version ? t("course.digest", { digest: course.version.digest }) : "");
            show(proofs, course.version !== undefined || decidedAt !== null);
            show(digest, course.version !== undefined);
            show(file, course.version !== undefined);
            file.setAttribute("href", canonical());
            show(receipt, decidedAt !== null);
            if (decidedAt !== null) receipt.setAttribute("href", proof(decidedAt));
            const made = [...(course.decision ? [course.decision] : []), ...[...course.earlierDecisions].reverse()];
            rows(made);
            show(decisions, made.length > 0);
            const isDone = standing === "decided" || standing === "awaiting" || standing === "silence";
            show(chairs, you.presides);
            show(finalise.element, standing === "negotiated");
            finalise.update({ label: t("course.finalise"), consequence: t("course.finaliseWords") });
            show(resume.element, standing === "final" || standing === "deferred");
            resume.update({ name: pick(text.title), consequence: t("course.resumeWords") });
            const isChairs = DOWN.includes(text.type);
            show(issue.element, standing === "final" && isChairs);
            issue.update({ label: t("course.issue"), consequence: t("course.issueWords") });
            show(deferring.element, standing === "negotiated" || standing === "final");
            put.update({ name: pick(text.title), consequence: t("course.deferWords") });
            show(downgrading.element, !isDone && text.type !== "pressStatement");
            down.update({ name: pick(text.title), consequence: t("course.downWords") });
            show(referring.element, !isDone || (standing === "decided" && course.decision?.verb !== "adopt"));
            for (const field of [meeting, chair]) field.refresh();
            who.refresh();
            if (chair.value === "") chair.value = text.chair;
            if (who.value.length === 0) who.value = text.delegations;
            show(symbols.element, you.presides || you.isSecretariat);
            if ((course.symbol ?? "") !== entered) symbol.value = entered = course.symbol ?? "";
            // What was entered about one decision is not said of the next.
            if (course.decision && course.decision.act !== answered) {
                answered = course.decision.act;
                person.value = "";
            }
            show(capital, standing === "awaiting" && (course.decision?.waiting.includes(you.delegation ?? "") ?? false));
            no.update({ name: pick(text.title), consequence: t("course.declineWords") });
        },
    };
}
