import { disable, h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { button, PressTwice } from "../../dom/press-twice.js";
import { actOn, personName, seatName } from "../../dom/names.js";
import { downloadWords, pathWords, playbackWords } from "../../dom/path-words.js";
import { createLineHistory, LineHistories } from "../../dom/line-history.js";
import { t } from "../../i18n/catalogue.js";
import { decimal } from "../../i18n/numbers.js";
import { participantOf, seatOf, tableSeats, waiting } from "../../state/selectors.js";
import { group } from "./group.js";
import { createAgenda, createSegments } from "./plan.js";

/**
 * The chair's console, third column: who waits, how public the meeting is, the agenda, the lines, the chair itself.
 * @typedef {import("../../state/model.js").Model} Model
 * @typedef {import("../../protocol/messages.js").Participant} Participant
 * @typedef {import("../../protocol/messages.js").Seat} Seat
 * @param {import("../../dom/context.js").Context} context
 */
export function createConsoleReady(context) {
    const plan = createAgenda(context);
    const parts = [lobby(context), createSegments(context), plan, lines(context), chair(context)];
    const element = h("section", { class: "console-ready", tLabel: "console.ready" }, ...parts.map((part) => part.element));
    return {
        element,
        /** @param {Model} model */
        update(model) {
            for (const part of parts) part.update(model);
        },
        tick: plan.tick,
    };
}

/** @param {import("../../dom/context.js").Context} context */
function lobby(context) {
    const list = h("ul", { class: "plain", testid: "lobby-list" });
    const empty = h("p", { class: "quiet", t: "console.lobbyEmpty" });
    const all = button({ t: "people.admitAll", testid: "console-admit-all", class: "button-small", run: () => void context.command({ type: "admitAll" }) });
    const more = button({ t: "console.everybody", testid: "open-people-console", class: "button-small button-quiet", run: () => context.setInterface({ panel: "people" }) });
    const element = group("console.lobby", list, empty, h("div", { class: "row" }, all, more));
    /** @type {Model|null} */
    let model = null;
    const render = keyedList(list, (/** @type {Participant} */ each) => each.id, (person) => {
        const name = h("span", { class: "grow" });
        const admit = button({ t: "people.admit", testid: `console-admit-${person.id}`, class: "button-small", run: () => void context.command({ type: "admit", participant: person.id }) });
        const row = h("li", { class: "line-row" }, name, admit);
        return {
            element: row,
            update(each) {
                if (!model) return;
                const who = personName(model.view, each);
                setText(name, who);
                setAttribute(admit, "aria-label", actOn(t("people.admit"), who));
                setAttribute(row, "data-pending", model.pending.has(`admit:${each.id}`));
            },
        };
    });
    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            const people = waiting(next.view);
            render(people);
            show(empty, people.length === 0);
            show(all, people.length > 0);
        },
    };
}

/**
 * What is not well, in plain words; and the mute switch of every seat.
 * @param {import("../../dom/context.js").Context} context
 */
function lines(context) {
    const list = h("ul", { class: "plain", testid: "seat-lines" });
    const element = group("console.lines", list);
    /** @type {Model|null} */
    let model = null;
    const histories = new LineHistories(() => element.getClientRects().length > 0, () => model && update(model));
    const render = keyedList(list, (/** @type {Seat} */ seat) => seat.id, ({ id }) => {
        const history = createLineHistory();
        const mark = h("span", { class: "quality" }, h("i"), h("i"), h("i"));
        const name = h("span", { class: "grow" });
        const words = h("span", { class: "quiet" });
        const mute = h("button", { type: "button", class: "button button-small", testid: `mute-${id}`, on: { click: () => toggle() } });
        const row = h("li", { class: "line-row" }, mark, history.element, name, words, mute);
        function toggle() {
            const muted = model ? seatOf(model.view, id)?.muted : false;
            void context.command({ type: muted ? "unmute" : "mute", seat: id });
        }
        return {
            element: row,
            update(seat) {
                if (!model) return;
                const { view, session, can, pending } = model;
                const holder = participantOf(view, seat.microphone);
                const present = holder?.connected && holder.standing === "admitted";
                const line = session.lines[id];
                const grade = present ? (line?.quality ?? "unknown") : "absent";
                setAttribute(mark, "data-quality", grade);
                setText(name, seatName(view, id));
                const numbers = present && typeof line?.rtt === "number" ? t("console.lineNumbers", { rtt: decimal(line.rtt), loss: decimal((line.loss ?? 0) * 100, 1) }) : "";
                setText(words, [t(`quality.${grade}`), present ? downloadWords(line) : "", present ? playbackWords(line) : "", numbers, present ? pathWords(line) : ""].filter(Boolean).join(" · "));
                history.update(seatName(view, id), histories.seats[id] ?? [], context.serverNow());
                setText(mute, t(seat.muted ? "console.unmute" : "console.mute"));
                setAttribute(mute, "aria-label", t(seat.muted ? "console.unmuteSeat" : "console.muteSeat", { name: seatName(view, id) }));
                show(mute, can.presides);
                setAttribute(row, "data-pending", pending.has(`mute:${id}`) || pending.has(`unmute:${id}`));
            },
        };
    });
    /** @param {Model} next */
    function update(next) {
        model = next;
        const worst = { absent: 0, lost: 1, poor: 2, fair: 3, unknown: 4, good: 5 };
        const grade = (/** @type {Seat} */ seat) => {
            const holder = participantOf(next.view, seat.microphone);
            return holder?.connected ? worst[next.session.lines[seat.id]?.quality ?? "unknown"] : worst.absent;
        };
        render([...tableSeats(next.view)].sort((a, b) => Math.min(grade(a), 3) - Math.min(grade(b), 3)));
        void histories.look(context.meeting());
    }
    return { element, update };
}

/** @param {import("../../dom/context.js").Context} context */
function chair(context) {
    const select = h("select", { class: "select grow", tLabel: "console.handTo", testid: "hand-to", on: { change: () => name() } });
    const hand = new PressTwice({ testid: "hand-chair", class: "button-small", run: () => void context.command({ type: "handChair", participant: select.value }) });
    const row = h("div", { class: "row" }, select, hand.element);
    const take = button({ t: "act.takeChair", testid: "take-chair", class: "button-primary", run: () => void context.command({ type: "takeChair" }) });
    const element = group("console.chair", row, take);
    /** @type {Model|null} */
    let model = null;
    /** Whom the second press would make chair is whom the first one named. */
    function name() {
        if (!model) return;
        hand.update({
            label: t("console.handChair"),
            consequence: t("consequence.handChair", { name: personName(model.view, participantOf(model.view, select.value)) }),
        });
    }
    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            const { view, can, you } = next;
            const eligible = view.participants.filter(
                (each) => (each.role === "chair" || each.role === "coChair") && each.id !== you && each.standing === "admitted" && each.connected,
            );
            show(row, can.presides && eligible.length > 0);
            show(take, can.takeChair);
            show(element, (can.presides && eligible.length > 0) || can.takeChair);
            const text = eligible.map((each) => each.id + personName(view, each)).join("\n");
            if (select.dataset.people !== text) {
                const chosen = select.value;
                select.dataset.people = text;
                select.replaceChildren(...eligible.map((each) => h("option", { value: each.id }, personName(view, each))));
                if (eligible.some((each) => each.id === chosen)) select.value = chosen;
            }
            name();
            disable(select, eligible.length < 2);
        },
    };
}
