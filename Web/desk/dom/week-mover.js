import { choiceAt, choices, nearestStart, startsOf, stepDay, stepRoom, stepStart } from "../state/week-options.js";

/** So far a pressed pointer may stray before it drags, px. */
const STRAY = 6;

/**
 * Moving a meeting, by pointer or by keys: asks the server at once which starts break which rules, and puts it where it is
 * dropped. What breaks a rule takes a second, deliberate press.
 *
 * @typedef {import("../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../state/week-model.js").Moving} Moving
 * @typedef {import("../state/week-options.js").Choice} Choice
 *
 * @typedef {object} Acts
 * @property {() => WeekModel|null} model
 * @property {(meeting: string) => Promise<import("../state/week-options.js").Option[]>} options
 * @property {(meeting: string, choice: Choice) => void} place
 * @property {(meeting: string) => void} unplace
 * @property {(x: number, y: number) => {time: number, room?: string|null}|"tray"|null} locate   what is under the pointer
 * @property {() => void} changed
 * @property {(moving: Moving, what: "picked"|"at"|"armed"|"cancelled") => void} say
 * @property {(error: unknown) => void} refuse
 */
export class Mover {
    /** @type {Moving|null} */
    moving = null;
    /** Minutes between the block's start and where it was taken, ms. */
    #grab = 0;
    /** It was let go before the server answered. */
    #early = false;
    /** Ends the listening to a pressed pointer. */
    #release = () => {};
    #asked = 0;

    /** @param {Acts} acts */
    constructor(acts) {
        this.acts = acts;
    }

    /** @param {string} id @param {"pointer"|"keyboard"} how */
    async pick(id, how) {
        const model = this.acts.model();
        const meeting = model?.view.meetings.find((each) => each.id === id);
        if (!model?.edits || !meeting) return;
        const block = model.placed.find((each) => each.id === id);
        const asked = (this.#asked += 1);
        this.moving = {
            meeting, from: block ? { start: block.start, room: block.room } : null, choices: null, at: null, how, armed: false, x: 0, y: 0,
        };
        this.acts.changed();
        try {
            const all = choices(await this.acts.options(id));
            if (asked !== this.#asked || this.moving === null) return;
            this.moving.choices = all;
            if (how === "keyboard") this.moving.at = this.#first(all, model);
            else this.#point(this.moving.x, this.moving.y);
            this.acts.say(this.moving, "picked");
            if (this.#early) return this.#let();
        } catch (error) {
            if (asked !== this.#asked) return;
            this.moving = null;
            this.acts.refuse(error);
        }
        this.acts.changed();
    }

    /**
     * Where it stands; what is not placed begins where it breaks nothing.
     * @param {Choice[]} all @param {WeekModel} model
     */
    #first(all, model) {
        const from = this.moving?.from;
        if (from) {
            const start = nearestStart(startsOf(all), from.start);
            return start === null ? null : choiceAt(all, start, from.room);
        }
        const shown = all.filter((each) => model.date === null || model.clocks.local(each.start, model.host).date === model.date);
        return shown.find((each) => each.violations.length === 0) ?? shown[0] ?? all[0] ?? null;
    }

    /** @param {KeyboardEvent} event @param {string} id of the block that has the focus */
    key(event, id) {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const model = this.acts.model();
        if (!model?.edits) return;
        if (this.moving === null) {
            if (event.key !== "Enter" || event.repeat) return;
            event.preventDefault();
            void this.pick(id, "keyboard");
            return;
        }
        const act = this.#keys(model, event)[event.key];
        if (!act) return;
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat || event.key.startsWith("Arrow")) act();
    }

    /** @param {WeekModel} model @param {KeyboardEvent} event @returns {Record<string, () => void>} */
    #keys(model, event) {
        /** @type {(by: 1|-1) => void} */
        const time = (by) => this.#to((all, at) => choiceAt(all, stepStart(startsOf(all), at.start, by), at.room, model.by === "room"));
        /** @type {(by: 1|-1) => void} */
        const day = (by) => this.#to((all, at) => choiceAt(all, stepDay(startsOf(all), at.start, by, model.clocks, model.host), at.room, model.by === "room"));
        /** @type {(by: 1|-1) => void} */
        const room = (by) => this.#to((all, at) => choiceAt(all, at.start, stepRoom(all, at.start, at.room, by), true));
        const grid = model.by === "meeting";
        const [across, down] = event.shiftKey ? (grid ? [room, room] : [day, room]) : grid ? [day, time] : [time, room];
        return {
            ArrowLeft: () => across(-1), ArrowRight: () => across(1), ArrowUp: () => down(-1), ArrowDown: () => down(1),
            Enter: () => this.drop(), Escape: () => this.cancel(), Delete: () => this.putAside(),
        };
    }

    /** @param {(all: Choice[], at: Choice) => Choice|null} step */
    #to(step) {
        const { moving } = this;
        if (!moving?.choices || !moving.at) return;
        const next = step(moving.choices, moving.at);
        if (!next || next === moving.at) return;
        this.moving = { ...moving, at: next, armed: false };
        this.acts.say(this.moving, "at");
        this.acts.changed();
    }

    /** @param {PointerEvent} event @param {string} id */
    press(event, id) {
        // A finger scrolls; it moves meetings by the form.
        if (event.button !== 0 || event.pointerType === "touch" || !this.acts.model()?.edits) return;
        if (this.moving) this.cancel();
        const place = this.acts.locate(event.clientX, event.clientY);
        const block = this.acts.model()?.placed.find((each) => each.id === id);
        this.#grab = block && place && place !== "tray" ? Math.max(0, place.time - block.start) : 0;
        let dragging = false;
        const move = (/** @type {PointerEvent} */ now) => {
            if (!dragging && Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY) < STRAY) return;
            now.preventDefault();
            if (!dragging) {
                dragging = true;
                void this.pick(id, "pointer");
            }
            this.#point(now.clientX, now.clientY);
        };
        const up = (/** @type {PointerEvent} */ now) => {
            this.#release();
            if (!dragging) return;
            // The press that ends a drag is no click on the block.
            const eat = (/** @type {Event} */ click) => click.stopPropagation();
            window.addEventListener("click", eat, true);
            setTimeout(() => window.removeEventListener("click", eat, true));
            if (this.acts.locate(now.clientX, now.clientY) === "tray") this.putAside();
            else if (this.moving && !this.moving.choices) this.#early = true;
            else this.#let();
        };
        const escape = (/** @type {KeyboardEvent} */ key) => {
            if (key.key !== "Escape") return;
            this.#release();
            this.cancel();
        };
        const give = () => {
            this.#release();
            this.cancel();
        };
        this.#release = () => {
            window.removeEventListener("pointermove", move);
            window.removeEventListener("pointerup", up);
            window.removeEventListener("pointercancel", give);
            window.removeEventListener("keydown", escape);
        };
        window.addEventListener("pointermove", move);
        window.addEventListener("pointerup", up);
        window.addEventListener("pointercancel", give);
        window.addEventListener("keydown", escape);
    }

    /** The pointer lets go. */
    #let() {
        if (this.moving?.at) this.drop();
        else this.cancel();
    }

    /** @param {number} x @param {number} y */
    #point(x, y) {
        const { moving } = this;
        if (!moving) return;
        moving.x = x;
        moving.y = y;
        const place = this.acts.locate(x, y);
        if (moving.choices && place && place !== "tray") {
            const start = nearestStart(startsOf(moving.choices), place.time - this.#grab, 3_600_000);
            const room = place.room === undefined ? (moving.from?.room ?? null) : place.room;
            moving.at = start === null ? null : choiceAt(moving.choices, start, room, place.room !== undefined);
        } else moving.at = null;
        this.acts.changed();
    }

    /** Puts it where it is; what breaks a rule is named first, and put there by one press more. */
    drop() {
        const { moving } = this;
        if (!moving?.at) return;
        if (moving.from && moving.at.start === moving.from.start && moving.at.room === moving.from.room) return this.cancel();
        if (moving.at.violations.length > 0 && !moving.armed) {
            this.moving = { ...moving, armed: true };
            this.acts.say(this.moving, "armed");
            return this.acts.changed();
        }
        this.#end();
        this.acts.place(moving.meeting.id, moving.at);
    }

    /** Back to what has no place yet. */
    putAside() {
        const { moving } = this;
        if (!moving) return;
        if (!moving.from) return this.cancel();
        this.#end();
        this.acts.unplace(moving.meeting.id);
    }

    cancel() {
        const { moving } = this;
        this.#end();
        if (moving) this.acts.say(moving, "cancelled");
        this.acts.changed();
    }

    #end() {
        this.#release();
        this.#asked += 1;
        this.#early = false;
        this.moving = null;
    }
}
