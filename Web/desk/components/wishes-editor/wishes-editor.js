import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { selectField, textField } from "../../dom/fields.js";
import { dayWords } from "../../state/clocks.js";

/**
 * What a meeting asks of the timetable; times by the host's clock.
 * @typedef {import("../../../protocol/conference.js").Wishes} Wishes
 * @param {{change: (wishes: Wishes) => void}} acts
 */
export function makeWishesEditor({ change }) {
    /** @type {Wishes|null} */
    let now = null;
    /** @param {Partial<Wishes>} part */
    const edit = (part) => now && change({ ...now, ...part });
    const attendance = selectField({
        t: "wishes.attendance", testid: "wishes-attendance", options: () => ["all", "chairs"].map((value) => ({ value, words: t(`wishes.${value}`) })),
        on: { change: () => edit({ attendance: /** @type {any} */ (attendance.value) }) },
    });
    const groups = textField({ t: "wishes.groups", hint: "wishes.groupsHint", testid: "wishes-groups", on: { change: () => edit({ groups: groups.value.split(",").map((each) => each.trim()).filter(Boolean) }) } });
    /** @type {(key: "start"|"earliest"|"latest") => ReturnType<typeof textField>} */
    const moment = (key) => {
        const field = textField({ t: `wishes.${key}`, testid: `wishes-${key}`, type: "datetime-local", optional: true, on: { change: () => edit({ [key]: field.value || null }) } });
        return field;
    };
    const [start, earliest, latest] = [moment("start"), moment("earliest"), moment("latest")];
    const hours = () => edit({ preferredHours: from.value && to.value ? { from: from.value, to: to.value } : null });
    const from = textField({ t: "wishes.from", testid: "wishes-from", type: "time", optional: true, on: { change: hours } });
    const to = textField({ t: "wishes.to", testid: "wishes-to", type: "time", optional: true, on: { change: hours } });
    const rooms = makeChecks("wishes.rooms", "room", (all) => edit({ rooms: all }));
    const days = makeChecks("wishes.days", "day", (all) => edit({ preferredDays: all }));

    return {
        element: h("div", { class: "form wishes" }, h("div", { class: "form-row" }, attendance.element, groups.element), rooms.element, days.element,
            h("div", { class: "form-row" }, from.element, to.element), h("div", { class: "form-row" }, start.element, earliest.element, latest.element)),
        /** @param {Wishes} wishes @param {import("../../../protocol/conference.js").Planning|undefined} planning */
        update(wishes, planning) {
            now = wishes;
            attendance.value = wishes.attendance;
            groups.value = wishes.groups.join(", ");
            for (const [field, value] of /** @type {const} */ ([[start, wishes.start], [earliest, wishes.earliest], [latest, wishes.latest]])) field.value = value ?? "";
            from.value = wishes.preferredHours?.from ?? "";
            to.value = wishes.preferredHours?.to ?? "";
            rooms.update((planning?.rooms ?? []).map(({ id, name }) => ({ value: id, words: pick(name) || id })), wishes.rooms);
            days.update((planning?.days ?? []).map(({ date }) => ({ value: date, words: dayWords(date) })), wishes.preferredDays);
        },
    };
}

/**
 * A set of choices that come from the view.
 * @param {string} key of its name @param {string} testid @param {(all: string[]) => void} change
 */
function makeChecks(key, testid, change) {
    /** @type {readonly string[]} */
    let chosen = [];
    const place = h("div", { class: "form-choices" });
    const list = keyedList(place, (/** @type {{value: string, words: string}} */ { value }) => value, ({ value }) => {
        const words = h("span");
        /** @type {HTMLInputElement} */
        const box = h("input", { type: "checkbox", testid: `wishes-${testid}-${value}`, on: { change: () => change(box.checked ? [...chosen, value] : chosen.filter((each) => each !== value)) } });
        return {
            element: h("label", { class: "check form-check" }, box, words),
            update(option) {
                box.checked = chosen.includes(value);
                setText(words, option.words);
            },
        };
    });
    const element = h("fieldset", { class: "form-choices-set" }, h("legend", { class: "form-label", t: key }), place);
    return {
        element,
        /** @param {{value: string, words: string}[]} options @param {readonly string[]} values */
        update(options, values) {
            chosen = values;
            list(options);
            show(element, options.length > 0);
        },
    };
}
