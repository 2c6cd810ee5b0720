import { h, keyedList, setText, show } from "../../dom/elements.js";
import { seatName } from "../../dom/names.js";
import { inEveryLanguage, pick, t } from "../../i18n/catalogue.js";
import { hourMinute } from "../../i18n/times.js";

/** In the order of how often they are decided. */
const VERBS = Object.freeze(["adopt", "endorse", "approve", "note", "welcome", "appreciate", "reaffirm", "urge", "encourage", "commit"]);

/**
 * What the meeting decided and did not decide; the chair puts questions here.
 * @typedef {import("../../state/model.js").Model} Model
 * @typedef {{id: string, title: import("../../protocol/messages.js").Texts, standing: string, digest?: string, since?: number, delegations: string[]}} TextBefore
 * @param {import("../../dom/context.js").Context} context
 */
export function createDecisions(context) {
    const list = h("ol", { class: "decisions-list", testid: "decisions" });
    const empty = h("p", { class: "quiet", t: "decisions.none" });
    const text = select("question-text", "decisions.text", () => void prefill(), () => void load());
    const verb = select("question-verb-choice", "decisions.verb", () => void prefill());
    const en = area("question-en", "decisions.wordsEnglish");
    const vi = area("question-vi", "decisions.wordsVietnamese");
    const seconds = h("input", { class: "field", type: "number", min: "3", max: "600", value: "30", id: "question-seconds", testid: "question-seconds" });
    const apart = choice("apart", "decisions.apart");
    const waiting = choice("waiting", "decisions.waiting");
    const submit = h("button", { type: "submit", class: "button button-primary", t: "decisions.put", testid: "put-question" });
    const form = h("form", { class: "decisions-form", on: { submit: put } },
        h("h3", { class: "eyebrow", t: "decisions.putHeading" }), text.element, verb.element, en.element, vi.element,
        h("div", {}, h("label", { for: "question-seconds", t: "decisions.seconds" }), seconds), apart.element, waiting.element, submit);
    const element = h("div", { class: "decisions" }, form, empty, list);
    /** @type {Model|null} */
    let model = null;
    /** @type {TextBefore[]} */
    let texts = [];
    let asked = false;

    const render = keyedList(list, (/** @type {any} */ each) => each.at, () => {
        const head = h("p", { class: "note-head" });
        const words = h("p", {});
        const details = h("p", { class: "quiet" });
        return {
            element: h("li", { class: "note" }, head, words, details),
            update(/** @type {import("../../protocol/messages.js").Resolution} */ each) {
                if (!model) return;
                const { view } = model;
                const became = each.isDecided ? "question.decided" : "question.notDecided";
                setText(head, [t(became), t(`outcome.${each.asked.question.verb}`), hourMinute(Date.parse(each.at))].join(" · "));
                setText(words, pick(each.asked.question.words));
                const against = Object.entries(each.asked.answers).filter(([, answer]) => answer.objects);
                setText(details, [
                    ...against.map(([seat, answer]) => t("question.objects", { name: seatName(view, seat), reason: answer.reason })),
                    t("decisions.present", { names: each.present.map((seat) => seatName(view, seat)).join(", ") }),
                ].join(" "));
            },
        };
    });

    /** The texts whose words are final: what can be decided on. */
    async function load() {
        asked = true;
        try {
            const response = await fetch(`/api/meetings/${encodeURIComponent(context.meeting())}/texts`, { cache: "no-store" });
            texts = response.ok ? (await response.json()).filter((/** @type {TextBefore} */ each) => each.standing === "final") : [];
        } catch {
            texts = [];
        }
        fill();
    }

    function fill() {
        const kept = text.field.value;
        text.field.replaceChildren(h("option", { value: "", t: "decisions.noText" }), ...texts.map((each) => h("option", { value: each.id }, pick(each.title))));
        text.field.value = texts.some((each) => each.id === kept) ? kept : "";
        if (verb.field.children.length === 0) verb.field.replaceChildren(...VERBS.map((each) => h("option", { value: each, t: `outcome.${each}` })));
    }

    /** Who may stand apart or ask its capital: the delegations at the table, of a text those that negotiate it. */
    function drawSeats() {
        if (!model) return;
        const { view } = model;
        const chosen = texts.find((each) => each.id === text.field.value);
        const table = (view.seats ?? []).filter(({ id, place }) => place === "table" && (!chosen || chosen.delegations.includes(id)));
        for (const each of [apart, waiting]) each.update(table.map(({ id }) => ({ id, name: seatName(view, id) })));
    }

    /** The usual words, to be changed at will. */
    async function prefill() {
        drawSeats();
        const chosen = texts.find((each) => each.id === text.field.value);
        if (!chosen) return;
        const said = await inEveryLanguage(`decisions.says.${verb.field.value}`, (code) => ({ title: chosen.title[code] || chosen.title.en || "" }));
        if (chosen.id !== text.field.value) return;
        en.field.value = said.en;
        vi.field.value = said.vi;
    }

    /** @param {Event} event */
    async function put(event) {
        event.preventDefault();
        const chosen = texts.find((each) => each.id === text.field.value);
        const question = {
            words: { en: en.field.value.trim(), vi: vi.field.value.trim() }, verb: verb.field.value, seconds: Number(seconds.value),
            ...(chosen ? { text: { id: chosen.id, digest: chosen.digest, since: chosen.since } } : {}), apart: apart.chosen(), waiting: waiting.chosen(),
        };
        if (await context.command({ type: "putQuestion", question })) {
            for (const each of [en, vi]) each.field.value = "";
            for (const each of [apart, waiting]) each.clear();
            text.field.value = "";
        }
    }

    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            const { view, can } = next;
            const mayPut = can.presides && view.sitting === "open" && !view.question;
            if (!mayPut) asked = false;
            else if (!asked) void load();
            show(form, mayPut);
            drawSeats();
            const decisions = [...(view.decisions ?? [])].reverse();
            render(decisions);
            show(empty, decisions.length === 0);
        },
    };
}

/** @param {string} id @param {string} key @param {() => void} change @param {() => void} [focus] */
function select(id, key, change, focus = () => {}) {
    const field = /** @type {HTMLSelectElement} */ (h("select", { class: "field", id, testid: id, on: { change, focus } }));
    return { field, element: h("div", {}, h("label", { for: id, t: key }), field) };
}

/** @param {string} id @param {string} key */
function area(id, key) {
    const field = /** @type {HTMLTextAreaElement} */ (h("textarea", { class: "field", id, testid: id, rows: "3", maxlength: "2000" }));
    return { field, element: h("div", {}, h("label", { for: id, t: key }), field) };
}

/**
 * Some of the delegations at the table.
 * @param {string} name @param {string} key
 */
function choice(name, key) {
    const boxes = h("div", { class: "decisions-seats" });
    /** @type {Set<string>} */
    const chosen = new Set();
    let shown = "";
    return {
        element: h("details", { testid: `question-${name}` }, h("summary", { t: key }), boxes),
        chosen: () => [...chosen],
        clear() {
            chosen.clear();
            for (const box of boxes.querySelectorAll("input")) box.checked = false;
        },
        /** @param {{id: string, name: string}[]} table */
        update(table) {
            const now = JSON.stringify(table);
            if (now === shown) return;
            shown = now;
            for (const id of chosen) if (!table.some((each) => each.id === id)) chosen.delete(id);
            boxes.replaceChildren(...table.map(({ id, name: words }) => {
                /** @type {HTMLInputElement} */
                const box = h("input", { type: "checkbox", id: `${name}-${id}`, testid: `${name}-${id}`, on: { change: () => (box.checked ? chosen.add(id) : chosen.delete(id)) } });
                box.checked = chosen.has(id);
                return h("p", { class: "check" }, box, h("label", { for: `${name}-${id}` }, words));
            }));
        },
    };
}
