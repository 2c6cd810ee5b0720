import { h, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { delegationName, meetingTitle } from "../../dom/week-words.js";
import { freshName, levelName, nextDay, orderNames, UNIT, without, withSet } from "../../state/week-planning.js";

/**
 * The rules of the week: days and hours, rooms, pauses, interpreters, order, line tests, what weighs how much. What one enters
 * is kept until it is saved or put back.
 * @typedef {import("../../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../../../protocol/conference.js").Planning} Planning
 *
 * @param {{save: (planning: Planning) => Promise<boolean>, close: () => void}} acts
 */
export function createWeekRules({ save, close }) {
    const fields = h("div", { class: "week-rules-fields" });
    const elsewhere = h("p", { class: "week-reasons", t: "week.rules.elsewhere" });
    const store = h("button", { type: "submit", class: "button button-primary", t: "week.rules.save", testid: "rules-save" });
    const back = h("button", { type: "button", class: "button", t: "week.rules.back", testid: "rules-back", on: { click: () => reset() } });
    const state = h("p", { role: "status", class: "quiet" });
    const form = h("form", { class: "week-rules-form", on: { submit: (event) => void submit(event) } }, fields, elsewhere, state, h("div", { class: "row wrap week-rules-acts" }, store, back));
    const element = h(
        "section", { class: "card week-rules", tLabel: "week.rules", testid: "week-rules" },
        h("div", { class: "row" }, h("h2", { class: "grow", t: "week.rules" }), h("button", { type: "button", class: "button button-small button-quiet", t: "week.close", testid: "close-rules", on: { click: close } })),
        form,
    );
    /** @type {WeekModel|null} */
    let model = null;
    /** @type {Planning|null} what is entered; null: nothing differs */
    let draft = null;
    /** What was there when one began. */
    let base = "";
    let drawn = "";

    function reset() {
        draft = null;
        draw(true);
    }
    /** @param {SubmitEvent} event */
    async function submit(event) {
        event.preventDefault();
        if (!draft) return;
        const sent = draft;
        if (await save(sent)) {
            if (draft === sent) draft = null;
            setText(state, t("week.rules.saved"));
            draw(true);
        }
    }
    /** @param {(string|number)[]} path @param {unknown} value @param {boolean} [again] the form looks different now */
    function set(path, value, again = false) {
        const now = draft ?? model?.view.planning;
        if (!now) return;
        if (!draft) base = JSON.stringify(model?.view.planning);
        draft = withSet(now, path, value);
        setText(state, "");
        again ? draw(true) : marks();
    }
    function marks() {
        const changed = draft !== null;
        setAttribute(store, "disabled", !changed);
        show(back, changed);
        show(elsewhere, changed && base !== JSON.stringify(model?.view.planning));
    }
    /** @param {boolean} [force] */
    function draw(force = false) {
        marks();
        const planning = draft ?? model?.view.planning;
        if (!model || !planning) return;
        const key = `${t("week.rules")}${JSON.stringify(planning)}`;
        if (!force && (draft !== null ? drawn !== "" && document.documentElement.lang === element.dataset.language : key === drawn)) return;
        drawn = key;
        element.dataset.language = document.documentElement.lang;
        const held = /** @type {HTMLElement|null} */ (document.activeElement)?.dataset.testid;
        fields.replaceChildren(...sections(planning, model, set));
        if (held && !document.activeElement?.closest(".week-rules")) /** @type {HTMLElement|null} */ (fields.querySelector(`[data-testid="${held}"]`))?.focus();
    }
    return {
        element,
        /** @param {WeekModel} next */
        update(next) {
            model = next;
            draw();
        },
    };
}

/** @typedef {(path: (string|number)[], value: unknown, again?: boolean) => void} Set */

/** @param {Planning} planning @param {WeekModel} model @param {Set} set */
function sections(planning, model, set) {
    const { view } = model;
    const names = orderNames(view);
    /** @type {any} */
    const tests = planning.lineTests;
    /** @type {any} */
    const weights = planning.weights ?? {};
    const teams = planning.interpreters?.teams ?? [];
    return [
        group("week.rules.days",
            ...planning.days.map((day, index) => line(
                field("week.rules.date", { type: "date", required: true, value: day.date, testid: `rule-date-${index}` }, (value) => set(["days", index, "date"], value)),
                field("week.rules.from", { ...TIME, value: day.from, testid: `rule-from-${index}` }, (value) => set(["days", index, "from"], value)),
                field("week.rules.to", { ...TIME, value: day.to, testid: `rule-to-${index}` }, (value) => set(["days", index, "to"], value)),
                remove(day.date, () => set(["days"], without(planning.days, index), true)),
            )),
            add("week.rules.addDay", "add-day", () => set(["days"], [...planning.days, nextDay(planning.days, view.conference.firstDay)], true)),
        ),
        group("week.rules.rooms",
            ...planning.rooms.map((room, index) => line(
                field("week.rules.nameEn", { value: room.name.en ?? "", required: true, testid: `rule-room-${index}` }, (value) => set(["rooms", index, "name", "en"], value)),
                field("week.rules.nameVi", { value: room.name.vi ?? "" }, (value) => set(["rooms", index, "name", "vi"], value)),
                remove(pick(room.name) || room.id, () => set(["rooms"], without(planning.rooms, index), true)),
            )),
            add("week.rules.addRoom", "add-room", () => {
                const id = freshName(planning.rooms.map((each) => each.id), "room");
                set(["rooms"], [...planning.rooms, { id, name: { en: "", vi: "" } }], true);
            }),
        ),
        group("week.rules.pauses", line(
            minutes("week.rules.grid", planning.grid, (value) => set(["grid"], value), { min: UNIT, testid: "rule-grid" }),
            minutes("week.rules.gap", planning.gap, (value) => set(["gap"], value), { testid: "rule-gap" }),
            minutes("week.rules.turnaround", planning.turnaround, (value) => set(["turnaround"], value), { testid: "rule-turnaround" }),
        )),
        group("week.rules.interpreters", line(
            field("week.rules.teams", { value: teams.join(", "), testid: "rule-teams" }, (value) => {
                const list = value.split(",").map((each) => each.trim()).filter(Boolean);
                set(["interpreters"], list.length === 0 ? null : { teams: list, rest: planning.interpreters?.rest ?? 30 }, true);
            }, "change"),
            planning.interpreters ? minutes("week.rules.rest", planning.interpreters.rest, (value) => set(["interpreters", "rest"], value)) : null,
        )),
        group("week.rules.order",
            ...planning.order.map((rule, index) => line(
                choose("week.rules.before", rule.before, names, model, (value) => set(["order", index, "before"], value), `rule-before-${index}`),
                choose("week.rules.after", rule.after, names, model, (value) => set(["order", index, "after"], value), `rule-after-${index}`),
                minutes("week.rules.orderGap", rule.gap, (value) => set(["order", index, "gap"], value)),
                field("week.rules.reasonEn", { value: rule.reason?.en ?? "" }, (value) => set(["order", index, "reason", "en"], value)),
                field("week.rules.reasonVi", { value: rule.reason?.vi ?? "" }, (value) => set(["order", index, "reason", "vi"], value)),
                remove(t("week.rules.orderNamed", { before: targetName(rule.before, model), after: targetName(rule.after, model) }), () => set(["order"], without(planning.order, index), true)),
            )),
            add("week.rules.addOrder", "add-order", () => {
                const [before = "", after = ""] = [...names.levels, ...names.meetings];
                set(["order"], [...planning.order, { before, after, gap: 0, reason: { en: "", vi: "" } }], true);
            }),
        ),
        group("week.rules.tests",
            h("label", { class: "check" }, tick(tests != null, (on) => set(["lineTests"], on ? { daysBefore: 3, length: 30, atOnce: 2, hours: { from: "08:00", to: "20:00" }, siteHours: { from: "08:00", to: "20:00" } } : null, true)), h("span", { t: "week.rules.testsOn" })),
            tests && line(
                whole("week.rules.daysBefore", tests.daysBefore, 1, (value) => set(["lineTests", "daysBefore"], value)),
                minutes("week.rules.testLength", tests.length, (value) => set(["lineTests", "length"], value), { min: UNIT }),
                whole("week.rules.atOnce", tests.atOnce, 1, (value) => set(["lineTests", "atOnce"], value)),
            ),
            tests && line(
                field("week.rules.techniciansFrom", { ...TIME, value: tests.hours?.from ?? "" }, (value) => set(["lineTests", "hours", "from"], value)),
                field("week.rules.techniciansTo", { ...TIME, value: tests.hours?.to ?? "" }, (value) => set(["lineTests", "hours", "to"], value)),
                field("week.rules.sitesFrom", { ...TIME, value: tests.siteHours?.from ?? "08:00" }, (value) => set(["lineTests", "siteHours"], { from: value, to: tests.siteHours?.to ?? "20:00" })),
                field("week.rules.sitesTo", { ...TIME, value: tests.siteHours?.to ?? "20:00" }, (value) => set(["lineTests", "siteHours"], { from: tests.siteHours?.from ?? "08:00", to: value })),
            ),
        ),
        group("week.rules.weights", line(...Object.keys(weights).map((name) => whole(`week.weight.${name}`, weights[name], 0, (value) => set(["weights", name], value))))),
        group("week.rules.carried", line(...view.delegations.map(({ seat }) => {
            const label = h("label", { class: "week-choice week-number" }, h("span", {}, delegationName(view, seat.id)));
            label.append(input({ type: "number", min: 0, value: planning.carried[seat.id] ?? 0 }, (value) => set(["carried", seat.id], Number(value))));
            return label;
        }))),
    ];
}

/** `24:00` is a time of the day here, and none in a field for times. */
const TIME = { class: "field week-time", pattern: "([01]\\d|2[0-3]):[0-5]\\d|24:00", required: true, placeholder: "08:00", size: 5, inputmode: "numeric" };

/** @param {string} key @param {...(Node|null|undefined)} children */
const group = (key, ...children) => h("fieldset", { class: "week-rule-group" }, h("legend", { t: key }), ...children);

/** @param {...(Node|null|undefined)} children */
const line = (...children) => h("div", { class: "week-rule-line" }, ...children);

/** @param {Record<string, any>} attributes @param {(value: string) => void} write @param {"input"|"change"} [on] */
const input = (attributes, write, on = "input") => h("input", { class: "field", ...attributes, on: { [on]: (/** @type {any} */ event) => write(event.target.value) } });

/** @param {string} key @param {Record<string, any>} attributes @param {(value: string) => void} write @param {"input"|"change"} [on] */
const field = (key, attributes, write, on = "input") => h("label", { class: "week-choice" }, h("span", { t: key }), input(attributes, write, on));

/** @param {string} key @param {number} value @param {number} least @param {(value: number) => void} write @param {Record<string, any>} [more] */
const whole = (key, value, least, write, more = {}) => h("label", { class: "week-choice week-number" }, h("span", { t: key }), input({ type: "number", min: least, step: 1, required: true, value, ...more }, (text) => write(Number(text))));

/** @param {string} key @param {number} value @param {(value: number) => void} write @param {Record<string, any>} [more] */
const minutes = (key, value, write, more = {}) => whole(key, value, more.min ?? 0, write, { step: UNIT, ...more });

/** @param {boolean} on @param {(on: boolean) => void} write */
const tick = (on, write) => h("input", { type: "checkbox", checked: on, testid: "rule-tests", on: { change: (event) => write(event.target.checked) } });

/** @param {string} name @param {() => void} run */
function remove(name, run) {
    const element = h("button", { type: "button", class: "button button-small button-quiet", t: "week.rules.remove", on: { click: run } });
    setAttribute(element, "aria-label", `${t("week.rules.remove")}: ${name}`);
    return element;
}

/** @param {string} key @param {string} testid @param {() => void} run */
const add = (key, testid, run) => h("button", { type: "button", class: "button button-small", t: key, testid, on: { click: run } });

/** @param {string} key @param {string} value @param {ReturnType<typeof orderNames>} names @param {WeekModel} model @param {(value: string) => void} write @param {string} testid */
function choose(key, value, names, model, write, testid) {
    /** @param {string} label @param {string[]} list */
    const part = (label, list) => list.length > 0 && h("optgroup", { label: t(label) }, ...list.map((name) => h("option", { value: name, selected: name === value }, targetName(name, model))));
    const select = h("select", { class: "select", testid, on: { change: (event) => write(event.target.value) } }, part("week.rules.levels", names.levels), part("week.rules.groups", names.groups), part("week.rules.meetings", names.meetings));
    select.value = value;
    return h("label", { class: "week-choice" }, h("span", { t: key }), select);
}

/** @param {string} name @param {WeekModel} model */
function targetName(name, { view }) {
    const level = view.meetings.find((each) => levelName(each.level) === name)?.level;
    return level ? t(`level.${level}`) : meetingTitle(view, name);
}
