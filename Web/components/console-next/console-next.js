import { disable, h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { icon } from "../../dom/icons.js";
import { seatName } from "../../dom/names.js";
import { t } from "../../i18n/catalogue.js";
import { seatOf, tableSeats } from "../../state/selectors.js";
import { ListDrag } from "../../dom/list-drag.js";
import { createReplies } from "./replies.js";

/**
 * The chair's console, second column: who is next. Reorder by dragging, by the arrow keys on a row's handle, or by its
 * two arrows; inscribe, strike, give the floor out of turn.
 * @typedef {import("../../state/model.js").Model} Model
 * @param {import("../../dom/context.js").Context} context
 */
export function createConsoleNext(context) {
    const list = h("ol", { class: "queue", testid: "queue" });
    const empty = h("p", { class: "quiet", t: "speakers.empty" });
    const help = h("p", { class: "quiet", id: "queue-help", t: "console.queueHelp" });
    const select = h("select", { class: "select", id: "inscribe", testid: "inscribe", on: { change: () => allow() } });
    const give = h("button", { type: "button", class: "button button-small", t: "console.give", testid: "give-floor", on: { click: () => choose("giveFloor") } });
    const add = h("button", { type: "button", class: "button button-small", t: "console.inscribe", testid: "inscribe-seat", on: { click: () => choose("inscribe") } });
    const replies = createReplies(context);
    const element = h(
        "section", { class: "console-next", tLabel: "console.who" },
        h("h2", { class: "eyebrow", t: "console.who" }), list, empty, help, replies.element,
        h("div", { class: "inscribe" }, h("label", { for: "inscribe", t: "console.outOfTurn" }), select, h("div", { class: "row" }, give, add)),
    );
    /** @type {Model|null} */
    let model = null;
    const drag = new ListDrag(list, (seat, position) => void move(seat, position), () => render(model?.view.speakers ?? []));
    const render = keyedList(list, (/** @type {{seat: string}} */ entry) => entry.seat, ({ seat }) => makeRow(seat));

    /** @param {string} seat @param {number} position */
    async function move(seat, position) {
        if (!model) return;
        const { view } = model;
        const speakers = view.speakers ?? [];
        const to = Math.max(0, Math.min(position, speakers.length - 1));
        if (speakers.findIndex((each) => each.seat === seat) === to) return;
        if (!(await context.command({ type: "moveSpeaker", seat, position: to }))) return;
        context.say(t("console.moved", { name: seatName(view, seat), number: to + 1 }));
    }
    /** @param {string} type */
    function choose(type) {
        if (select.value) void context.command({ type, seat: select.value });
    }
    /** What may be done with the chosen seat. */
    function allow() {
        if (!model) return;
        const { view } = model;
        disable(give, view.sitting !== "open" || Boolean(view.points?.some((each) => each.heard)));
        disable(add, view.sitting === "closed" || Boolean(view.speakers?.some((each) => each.seat === select.value)));
    }
    /** @param {string} seat */
    function makeRow(seat) {
        const at = () => model?.view.speakers?.findIndex((each) => each.seat === seat) ?? 0;
        const number = h("span", { class: "speakers-number figures" });
        const flag = h("img", { class: "flag", alt: "" });
        const name = h("span", { class: "speakers-name" });
        const handle = small("handle", `move-${seat}`, () => {});
        handle.classList.add("queue-handle");
        handle.setAttribute("aria-describedby", "queue-help");
        const up = small("up", `up-${seat}`, () => void move(seat, at() - 1));
        const down = small("down", `down-${seat}`, () => void move(seat, at() + 1));
        const floor = small("microphone", `floor-${seat}`, () => void context.command({ type: "giveFloor", seat }));
        const strike = small("close", `strike-${seat}`, () => void context.command({ type: "strike", seat }));
        const row = h("li", { class: "queue-row", "data-key": seat }, handle, number, flag, name, h("span", { class: "queue-acts" }, up, down, floor, strike));
        handle.addEventListener("keydown", (event) => {
            const steps = /** @type {Record<string, number>} */ ({ ArrowUp: at() - 1, ArrowDown: at() + 1, Home: 0, End: Infinity });
            if (!(event.key in steps)) return;
            event.preventDefault();
            void move(seat, steps[event.key]);
        });
        drag.bind(handle, row);
        return {
            element: row,
            /** @param {{seat: string}} _entry @param {number} index */
            update(_entry, index) {
                if (!model) return;
                const words = seatName(model.view, seat);
                const count = model.view.speakers?.length ?? 0;
                const own = seatOf(model.view, seat)?.flag;
                setText(number, String(index + 1));
                setAttribute(flag, "src", own ? `/flags/${own}.svg` : null);
                show(flag, Boolean(own));
                setText(name, words);
                setAttribute(handle, "aria-label", t("console.moveRow", { name: words, number: index + 1, total: count }));
                setAttribute(up, "aria-label", t("console.up", { name: words }));
                setAttribute(down, "aria-label", t("console.down", { name: words }));
                setAttribute(floor, "aria-label", t("console.giveTo", { name: words }));
                setAttribute(strike, "aria-label", t("console.strike", { name: words }));
                disable(up, index === 0);
                disable(down, index === count - 1);
                show(floor, model.can.presides);
                const { pending } = model;
                setAttribute(row, "data-pending", ["moveSpeaker", "strike", "giveFloor"].some((type) => pending.has(`${type}:${seat}`)));
            },
        };
    }

    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            const { view, can } = next;
            const speakers = view.speakers ?? [];
            if (!drag.active) render(speakers);
            replies.update(next);
            show(empty, speakers.length === 0);
            show(help, speakers.length > 1);
            fill(select, tableSeats(view).filter((seat) => seat.id !== view.floor?.seat).map((seat) => ({ id: seat.id, name: seatName(view, seat.id) })));
            show(give, can.presides);
            allow();
        },
    };
}

/**
 * @param {import("../../dom/icons.js").IconName} name @param {string} testid @param {() => void} run
 */
const small = (name, testid, run) =>
    h("button", { type: "button", class: "control control-small", testid, on: { click: run } }, icon(name));

/** @param {HTMLSelectElement} select @param {{id: string, name: string}[]} seats */
function fill(select, seats) {
    const text = seats.map((seat) => seat.id + seat.name).join("\n");
    if (select.dataset.seats === text) return;
    const value = select.value;
    select.dataset.seats = text;
    select.replaceChildren(...seats.map((seat) => h("option", { value: seat.id }, seat.name)));
    if (seats.some((seat) => seat.id === value)) select.value = value;
}
