import { h, setText } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { checked, numberField, selectField, textField, textsField } from "../../dom/fields.js";
import { groupOf, holdsOn, membersOn, membershipRows, partnersOf, turnOf } from "../../state/fact-terms.js";
import { fullDay } from "../../state/fact-words.js";

/**
 * The fields of one kind of change. `read` says beside the fields what is missing, and is null then; reason and source stand in
 * the form around them.
 *
 * @typedef {import("./fact-form.js").Context} Context
 * @typedef {import("../../../protocol/conference.js").FactsChange} Change
 * @typedef {Record<string, any>} About   what is to be changed: a party, a format, a year
 * @typedef {{element: HTMLElement, begin: (about: About) => void, read: () => any, focus: () => void, update: () => void, about: () => string}} Fields
 */

/** @param {Context} context @param {() => readonly string[]} codes @param {{t: string, testid: string, hint?: string, none?: boolean, on?: Record<string, () => void>}} options */
function partySelect(context, codes, { none = false, ...options }) {
    return selectField({
        ...options,
        options: () => [
            ...(none ? [{ value: "", words: t("factForm.choose") }] : []),
            ...codes().map((value) => ({ value, words: context.names().party(value) })).sort((a, b) => a.words.localeCompare(b.words)),
        ],
    });
}

/** @param {import("../../dom/fields.js").Field<string>} since @param {import("../../dom/fields.js").Field<string>} until */
const until = (since, until) => /** @type {[any, boolean, string]} */ ([until, until.value !== "" && until.value < since.value, "factForm.untilBeforeSince"]);

/** @type {(context: Context) => Fields} */
export function partyFields(context) {
    const name = textsField({ t: "", keys: { en: "facts.english", vi: "facts.vietnamese" }, testid: "fact-name", maxlength: 200 });
    const capital = textsField({ t: "", keys: { en: "factForm.capitalEn", vi: "factForm.capitalVi" }, testid: "fact-capital", maxlength: 200, optional: true });
    const zones = h("datalist", { id: "fact-zones" }, .../** @type {any} */ (Intl).supportedValuesOf("timeZone").map((/** @type {string} */ value) => h("option", { value })));
    const zone = textField({ t: "facts.zone", hint: "factForm.zoneHint", testid: "fact-zone", list: zones.id, optional: true });
    let id = "";
    const party = () => context.facts()?.parties.find((each) => each.id === id);
    const other = (/** @type {Record<string, string>} */ texts, /** @type {import("../../../protocol/messages.js").Texts|null|undefined} */ old) =>
        Object.entries(texts).some(([code, text]) => text !== (old?.[code] ?? ""));
    return {
        element: h("div", { class: "stack-fields" }, name.element, capital.element, zone.element, zones),
        begin(about) {
            id = about.party;
            name.value = { ...party()?.name };
            capital.value = { ...party()?.capital };
            zone.value = party()?.timeZone ?? "";
        },
        read() {
            if (!checked([[name, name.value.en === "", "form.needed"], [zone, zone.value === "" && Boolean(party()?.timeZone), "factForm.zoneStays"]])) return null;
            return {
                type: "partyChanged", party: id,
                ...(other(name.value, party()?.name) && { name: name.value }),
                ...(other(capital.value, party()?.capital) && { capital: capital.value }),
                ...(zone.value !== (party()?.timeZone ?? "") && { timeZone: zone.value }),
            };
        },
        focus: name.focus,
        update() {},
        about: () => pick(party()?.name),
    };
}

/** @type {(context: Context) => Fields} */
export function joiningFields(context) {
    const { party } = context;
    const standing = selectField({ t: "facts.standing", testid: "fact-standing", options: () => ["member", "partner"].map((value) => ({ value, words: t(`facts.standing.${value}`) })) });
    const since = textField({ t: "factForm.since", type: "date", testid: "fact-since" });
    const last = textField({ t: "factForm.until", hint: "factForm.untilHint", type: "date", testid: "fact-until", optional: true });
    let format = "";
    return {
        element: h("div", { class: "stack-fields" }, party.element, standing.element, h("div", { class: "form-row" }, since.element, last.element)),
        begin(about) {
            format = about.format;
            party.clear();
            party.update(context.facts()?.parties ?? []);
            standing.value = "member";
            since.value = context.day();
            last.value = "";
        },
        read() {
            const who = party.value;
            const isWell = checked([[party, who === null, "factForm.partyUnknown"], [since, since.value === "", "form.needed"], until(since, last)]);
            if (!isWell || !who) return null;
            return { type: "membershipAdded", format, party: who.id, standing: standing.value, since: since.value, ...(last.value && { until: last.value }) };
        },
        focus: party.focus,
        update() {
            party.update(context.facts()?.parties ?? []);
            standing.refresh();
        },
        about: () => context.names().format(format),
    };
}

/** @type {(context: Context) => Fields} */
export function leavingFields(context) {
    const words = h("p", { class: "quiet" });
    const last = textField({ t: "factForm.lastDay", type: "date", testid: "fact-until" });
    let format = "";
    let party = "";
    return {
        element: h("div", { class: "stack-fields" }, words, last.element),
        begin(about) {
            ({ format, party } = about);
            last.value = context.day();
        },
        read: () => (checked([[last, last.value === "", "form.needed"]]) ? { type: "membershipEnded", format, party, until: last.value } : null),
        focus: last.focus,
        update() {
            const terms = context.terms();
            const row = terms && membershipRows(terms, format).find((each) => each.party === party && each.core === null && holdsOn(each, context.day()));
            setText(words, row ? t("factForm.memberSince", { since: fullDay(row.since) }) : "");
        },
        about: () => `${context.names().party(party)} · ${context.names().format(format)}`,
    };
}

/** @type {(context: Context) => Fields} */
export function chairFields(context) {
    let group = "";
    /** Until one chooses another turn, it is that of the year. */
    let ownTurn = false;
    const members = () => {
        const terms = context.terms();
        return terms ? membersOn(terms, group, `${String(year.value ?? 0).padStart(4, "0")}-12-31`) : [];
    };
    const fill = () => {
        const terms = context.terms();
        if (!ownTurn) turn.value = (terms && turnOf(terms, group, year.value ?? 0)) ?? turn.value;
        chair.refresh();
        turn.refresh();
    };
    const year = numberField({ t: "factForm.year", testid: "fact-year", min: 1, max: 9999, on: { input: () => fill() } });
    const chair = partySelect(context, () => members(), { t: "factForm.chair", testid: "fact-chair", none: true });
    const turn = partySelect(context, () => members(), { t: "factForm.turn", hint: "factForm.turnHint", testid: "fact-turn", none: true, on: { change: () => (ownTurn = true) } });
    return {
        element: h("div", { class: "stack-fields" }, year.element, chair.element, turn.element),
        begin(about) {
            group = about.group;
            ownTurn = false;
            year.value = about.year;
            chair.value = about.chair ?? "";
            turn.value = "";
            fill();
        },
        read() {
            const wrong = !Number.isInteger(year.value);
            if (!checked([[year, wrong, "factForm.yearNeeded"], [chair, chair.value === "", "form.needed"], [turn, turn.value === "", "form.needed"]])) return null;
            return { type: "chairChanged", group, year: year.value, chair: chair.value, turn: turn.value };
        },
        focus: chair.focus,
        update: fill,
        about: () => context.names().format(group),
    };
}

/** @type {(context: Context) => Fields} */
export function coordinatorFields(context) {
    const partner = partySelect(context, () => partnersOf(context.terms() ?? NOTHING), { t: "facts.partner", testid: "fact-partner", none: true, on: { change: () => party.refresh() } });
    const since = textField({ t: "factForm.since", type: "date", testid: "fact-since", on: { change: () => party.refresh() } });
    const party = partySelect(context, () => {
        const terms = context.terms();
        return terms ? membersOn(terms, groupOf(terms, partner.value), since.value || context.day()) : [];
    }, { t: "facts.coordinator", testid: "fact-coordinator", none: true });
    const last = textField({ t: "factForm.until", hint: "factForm.coordinatorHint", type: "date", testid: "fact-until", optional: true });
    return {
        element: h("div", { class: "stack-fields" }, h("div", { class: "form-row" }, partner.element, party.element), h("div", { class: "form-row" }, since.element, last.element)),
        begin(about) {
            partner.value = about.partner ?? "";
            since.value = context.day();
            party.value = "";
            last.value = "";
        },
        read() {
            const isWell = checked([[partner, partner.value === "", "form.needed"], [party, party.value === "", "form.needed"], [since, since.value === "", "form.needed"], until(since, last)]);
            if (!isWell) return null;
            return { type: "coordinatorNamed", partner: partner.value, party: party.value, since: since.value, ...(last.value && { until: last.value }) };
        },
        focus: () => (partner.value ? party.focus() : partner.focus()),
        update() {
            partner.refresh();
            party.refresh();
        },
        about: () => "",
    };
}

/** @type {import("../../../protocol/conference.js").FactsTerms} */
const NOTHING = { on: "", formats: [], chairs: [], coordinators: [], overrides: [] };

