import { disable, h, setAttribute, setText, show } from "../../dom/elements.js";
import { seatName } from "../../dom/names.js";
import { PressTwice } from "../../dom/press-twice.js";
import { pick, t } from "../../i18n/catalogue.js";

/** How long what was decided stays in sight, ms. */
const STAYS = 15_000;

/**
 * What the chair has put to the meeting, on every screen: its words and verb, how long everybody may object, who objects; then what
 * became of it. Delegations answer here, and the chair declares.
 * @typedef {import("../../state/model.js").Model} Model
 * @param {import("../../dom/context.js").Context} context
 */
export function createQuestion(context) {
    const verb = h("p", { class: "eyebrow", testid: "question-verb" });
    const words = h("p", { class: "question-words", testid: "question-words" });
    const about = h("p", { class: "quiet", testid: "question-about" });
    const time = h("p", { class: "question-time figures", testid: "question-time" });
    const objections = h("ul", { class: "question-objections", testid: "question-objections" });
    const reason = h("input", { class: "field", id: "objection-reason", maxlength: "500", testid: "objection-reason" });
    const objecting = h("form", { class: "question-form", on: { submit: object, keydown: escape } },
        h("label", { for: "objection-reason", t: "question.reason" }), reason,
        h("div", { class: "row wrap" },
            h("button", { type: "submit", class: "button button-confirm", t: "question.object", testid: "object-confirm" }),
            h("button", { type: "button", class: "button", t: "confirm.keep", on: { click: () => arm(false) } })));
    const no = h("button", { type: "button", class: "button", t: "question.object", testid: "object", on: { click: () => arm(true) } });
    const yes = h("button", { type: "button", class: "button", t: "question.noObjection", testid: "no-objection", on: { click: () => { answered = number(); void answer(false, ""); } } });
    const answers = h("div", { class: "row wrap" }, yes, no);
    const decide = h("button", { type: "button", class: "button button-primary", t: "question.decide", testid: "declare-consensus", on: { click: () => void context.command({ type: "declareConsensus", number: number() }) } });
    const fail = new PressTwice({ testid: "declare-none", run: () => void context.command({ type: "declareNoConsensus", number: number(), reason: "" }) });
    const declaring = h("div", { class: "row wrap" }, decide, fail.element);
    const outcome = h("p", { class: "question-outcome", role: "status", testid: "question-outcome" });
    const element = h("section", { class: "question", tLabel: "question.label", testid: "question" }, h("div", { class: "question-text" }, verb, words, about, objections), h("div", { class: "question-acts" }, time, answers, objecting, declaring, outcome));
    objecting.hidden = true;
    element.hidden = true;
    /** @type {Model|null} */
    let model = null;
    /** Of the question that is answered: what is said to it counts for no other. */
    let answered = 0;
    const number = () => model?.view.question?.number ?? 0;

    /** @param {boolean} isArmed */
    function arm(isArmed) {
        answered = number();
        show(objecting, isArmed);
        show(answers, !isArmed);
        if (isArmed) {
            reason.value = "";
            reason.focus();
        } else no.focus();
    }
    /** @param {KeyboardEvent} event */
    function escape(event) {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        arm(false);
    }
    /** @param {Event} event */
    async function object(event) {
        event.preventDefault();
        if (await answer(true, reason.value.trim())) arm(false);
    }
    /** @param {boolean} objects @param {string} said */
    function answer(objects, said) {
        return context.command({ type: "answerQuestion", number: answered, objects, reason: said });
    }

    /** What is before the meeting, or what was decided last as long as it stays in sight. */
    function shown() {
        const view = model?.view;
        if (view?.question) return { asked: view.question, resolution: null };
        const resolution = view?.decisions?.at(-1);
        if (!resolution || context.serverNow() - Date.parse(resolution.at) > STAYS) return null;
        return { asked: resolution.asked, resolution };
    }

    function draw() {
        const now = shown();
        show(element, now !== null);
        if (!model || !now) return;
        const { view, can, mySeat } = model;
        const { asked, resolution } = now;
        const { question } = asked;
        setAttribute(element, "data-outcome", resolution && (resolution.isDecided ? "decided" : "none"));
        setText(verb, t(`outcome.${question.verb}`));
        setText(words, pick(question.words));
        const names = (/** @type {string[]} */ seats) => seats.map((each) => seatName(view, each)).join(", ");
        const parts = [
            question.apart.length > 0 ? t("question.apart", { names: names(question.apart) }) : "",
            question.waiting.length > 0 ? t("question.waiting", { names: names(question.waiting) }) : "",
        ].filter(Boolean);
        setText(about, parts.join(" "));
        show(about, parts.length > 0);
        const against = Object.entries(asked.answers).filter(([, each]) => each.objects);
        objections.replaceChildren(...against.map(([seat, each]) => h("li", {}, t("question.objects", { name: seatName(view, seat), reason: each.reason }))));
        show(objections, against.length > 0);
        const mine = mySeat ? asked.answers[mySeat.id] : undefined;
        const mayAnswer = can.flag && !resolution;
        show(answers, mayAnswer && objecting.hidden);
        if (!mayAnswer) show(objecting, false);
        setAttribute(yes, "aria-pressed", String(mine?.objects === false));
        setAttribute(no, "aria-pressed", String(mine?.objects === true));
        setAttribute(yes, "data-on", mine?.objects === false);
        setAttribute(no, "data-on", mine?.objects === true);
        show(declaring, can.presides && !resolution);
        fail.update({ label: t("question.fail"), consequence: t("question.failConsequence") });
        setText(outcome, resolution ? t(resolution.isDecided ? "question.decided" : "question.notDecided") : "");
        show(outcome, resolution !== null);
        tick();
    }

    function tick() {
        const open = model?.view.question;
        show(time, Boolean(open));
        if (!open) return;
        const left = Math.max(0, Math.ceil((Date.parse(open.until) - context.serverNow()) / 1000));
        setText(time, left > 0 ? t("question.left", { seconds: left }) : t("question.due"));
        disable(decide, left > 0 || Object.values(open.answers).some((each) => each.objects));
    }

    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            draw();
        },
        tick() {
            if (element.hidden) return;
            if (model?.view.question) tick();
            else draw();
        },
    };
}
