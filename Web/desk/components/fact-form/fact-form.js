import { h, keyedList, retranslate, setKey, setText, show } from "../../../dom/elements.js";
import { checked, form, textField } from "../../dom/fields.js";
import { KINDS } from "../../state/fact-change.js";
import { chairFields, coordinatorFields, joiningFields, leavingFields, partyFields } from "./fields.js";
import { orderFields } from "./order-fields.js";

/**
 * One change of the facts: what is entered is shown with its effect first, and recorded by a second press. What is refused stays as it
 * was typed, with the reason beside it.
 *
 * @typedef {import("../../../protocol/conference.js").FactsChange} Change
 * @typedef {import("../../state/fact-change.js").Kind} Kind
 *
 * @typedef {object} Context
 * @property {() => string} day                                   on the screen
 * @property {() => import("../../../protocol/conference.js").FactsOnDate|null} facts   of that day
 * @property {() => import("../../../protocol/conference.js").FactsTerms|null} terms
 * @property {() => import("../../state/fact-words.js").Names} names
 * @property {(day: string) => Promise<import("../../../protocol/conference.js").FactsOnDate>} factsOn
 * @property {{element: HTMLElement, value: import("../../../protocol/conference.js").Party|null, error: (words: string|null) => void, focus: () => void,
 *   update: (all: readonly import("../../../protocol/conference.js").Party[]) => void, clear: () => void}} party   where one looks for any party
 * @property {() => void} edited                                  what was shown as effect holds no longer
 */

/** @type {Record<Kind, (context: Context) => import("./fields.js").Fields>} */
const MAKERS = {
    partyChanged: partyFields, membershipAdded: joiningFields, membershipEnded: leavingFields, chairChanged: chairFields,
    coordinatorNamed: coordinatorFields, orderOverridden: orderFields,
};

/**
 * @param {Omit<Context, "edited"> & {
 *   check: (change: Change) => Promise<{wrong: string} | {wrong: null, heading: () => string, effects: () => string[]}>, record: (change: Change) => Promise<string|null>, leave: () => void,
 * }} parts `check` and `record` say what is wrong in words, or null; what a change would do is said in the language of when it is asked for
 */
export function makeFactForm({ check, record, leave, ...parts }) {
    /** @type {Kind} */
    let kind = "partyChanged";
    /** @type {{change: Change, heading: () => string, effects: () => string[]}|null} what was shown with its effect */
    let shown = null;
    let isRecording = false;

    /** @type {Context} */
    const context = { ...parts, party: parts.party, edited: () => hide() };
    const all = Object.fromEntries(KINDS.map((each) => [each, MAKERS[each](context)]));
    const title = h("h2", { class: "part-title", tabindex: "-1", testid: "fact-title" });
    const about = h("p", { class: "fact-about", testid: "fact-about" });
    const explained = h("p", { class: "lead" });
    const reason = textField({ t: "reason.label", hint: "factForm.reasonHint", testid: "fact-reason", maxlength: 1000 });
    const source = textField({ t: "factForm.source", hint: "factForm.sourceHint", testid: "fact-source", maxlength: 1000, optional: true });
    const place = h("div", {});
    const { element: entry } = form(
        { testid: "fact-form", send: "factForm.check", run, leave },
        place, reason.element, source.element,
    );
    for (const type of ["input", "change"]) entry.addEventListener(type, () => hide());

    const heading = h("h3", { class: "part-name", tabindex: "-1", testid: "fact-effect-title" });
    const effects = h("ul", { class: "fact-effects", testid: "fact-effects" });
    const list = keyedList(effects, (/** @type {string} */ words) => words, (words) => ({ element: h("li", {}, words), update() {} }));
    const problem = h("p", { class: "form-problem", role: "alert", testid: "fact-record-problem" });
    const confirm = h("button", { type: "button", class: "button button-confirm", t: "factForm.record", testid: "fact-record", on: { click: () => void keep() } });
    const back = h("button", { type: "button", class: "button", t: "factForm.edit", testid: "fact-edit", on: { click: () => { hide(); reason.focus(); } } });
    const effect = h("div", { class: "fact-effect", role: "group", testid: "fact-effect" }, heading, effects, problem, h("div", { class: "row wrap" }, confirm, back));
    effect.hidden = true;

    function hide() {
        shown = null;
        show(effect, false);
    }

    function describe() {
        if (shown === null) return;
        setText(heading, shown.heading());
        list([...new Set(shown.effects())]);
    }

    /** @returns {Promise<string|null>} */
    async function run() {
        // The first of the fields that is wrong has the focus in the end.
        const isGrounded = checked([[reason, reason.value === "", "reason.needed"]]);
        const change = all[kind].read();
        if (change === null || !isGrounded) return null;
        const whole = /** @type {Change} */ ({ ...change, reason: reason.value, ...(source.value && { source: source.value }) });
        hide();
        const answer = await check(whole);
        if (answer.wrong !== null) return answer.wrong;
        shown = { change: whole, heading: answer.heading, effects: answer.effects };
        describe();
        show(problem, false);
        show(effect, true);
        confirm.focus();
        effect.scrollIntoView({ block: "nearest" });
        return null;
    }

    async function keep() {
        if (shown === null || isRecording) return;
        isRecording = true;
        confirm.disabled = true;
        const wrong = await record(shown.change);
        isRecording = false;
        confirm.disabled = false;
        setText(problem, wrong ?? "");
        show(problem, wrong !== null);
        if (wrong !== null) confirm.focus();
    }

    function update() {
        setKey(title, `factForm.title.${kind}`);
        setKey(explained, `factForm.about.${kind}`);
        setText(about, all[kind].about());
        show(about, about.textContent !== "");
        all[kind].update();
        describe();
    }

    return {
        element: h("section", { class: "fact-form", testid: "fact-change" }, title, about, explained, entry, effect),
        /** @param {Kind} next @param {import("./fields.js").About} what */
        begin(next, what) {
            kind = next;
            place.replaceChildren(all[kind].element);
            retranslate(place);
            reason.value = "";
            source.value = "";
            reason.error(null);
            hide();
            all[kind].begin(what);
            update();
            all[kind].focus();
        },
        update,
    };
}
