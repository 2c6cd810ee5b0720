import { placementsOf } from "../state/week-blocks.js";

/** How long a proposal is asked for while nobody looks at it, ms. */
const SELDOM = 10_000;

/**
 * The timetable as the server knows it: what is being placed and not confirmed yet, which rules are broken, and the search
 * for a better one.
 * @typedef {import("../../protocol/conference.js").Placement} Placement
 * @typedef {import("../state/week-model.js").Check} Check
 * @typedef {import("../components/week-solve/week-solve.js").Job} Job
 */
export class WeekServer {
    /** @type {Placement[]} shown where they are put, as unconfirmed */
    pending = [];
    /** @type {Check|null} */
    check = null;
    /** @type {Job|null} */
    job = null;
    #checked = "";
    #checking = false;
    #asked = -Infinity;

    /** @param {import("../context.js").Desk} desk @param {() => void} changed */
    constructor(desk, changed) {
        this.desk = desk;
        this.changed = changed;
    }

    /** @param {string} path */
    #path(path) {
        return `/api/conferences/${encodeURIComponent(this.desk.store.conference ?? "")}/timetable/${path}`;
    }

    /**
     * Asks for the rules again when something is placed otherwise, or the week has changed.
     * @param {import("../state/week-model.js").WeekModel} model
     */
    keepChecked({ edits, placements }) {
        if (!edits) return;
        const key = `${this.desk.store.sequence} ${JSON.stringify(placements)}`;
        if (key === this.#checked || this.#checking) return;
        this.#checking = true;
        this.#checked = key;
        this.desk.api.post(this.#path("check"), { placements }).then(
            (check) => (this.check = check),
            () => (this.check = null), // Shown without marks; the next change asks again.
        ).finally(() => {
            this.#checking = false;
            this.changed();
        });
    }

    /** @param {string} meeting @returns {Promise<import("../state/week-options.js").Option[]>} */
    options(meeting) {
        const { view } = this.desk.store;
        return this.desk.api.post(this.#path("options"), { meeting, placements: view ? placementsOf(view, this.pending) : [] });
    }

    /**
     * Shown at once, unconfirmed until the server has it.
     * @param {Placement[]} placements @returns {Promise<boolean>}
     */
    async place(placements) {
        const ids = new Set(placements.map((each) => each.meeting));
        this.pending = [...this.pending.filter((each) => !ids.has(each.meeting)), ...placements];
        this.changed();
        const done = await this.desk.attempt({ place: { placements } });
        this.pending = this.pending.filter((each) => !placements.includes(each));
        this.changed();
        return done;
    }

    /** @param {string} meeting */
    unplace(meeting) {
        return this.desk.attempt({ unplace: { meeting } });
    }

    publish() {
        return this.desk.attempt({ publishTimetable: {} });
    }

    /** @param {number} seconds */
    async solve(seconds) {
        try {
            await this.desk.api.post(this.#path("solve"), { seconds });
            await this.poll(true, true);
        } catch (error) {
            this.desk.refuse(error);
        }
    }

    async stop() {
        try {
            await this.desk.api.delete(this.#path("solve"));
            await this.poll(true, true);
        } catch (error) {
            this.desk.refuse(error);
        }
    }

    /**
     * How far the search is.
     * @param {boolean} looking @param {boolean} [now]
     */
    async poll(looking, now = false) {
        if (!this.desk.store.view?.you.isSecretariat || !looking) return;
        const settled = this.job !== null && this.job.state !== "running";
        if (!now && performance.now() - this.#asked < (settled ? SELDOM : 900)) return;
        this.#asked = performance.now();
        try {
            this.job = await this.desk.api.get(this.#path("solve"));
            this.changed();
        } catch {
            // The line of the desk says that the server is not reached; the next second asks again.
        }
    }

    /**
     * The proposal becomes the timetable that is worked on.
     * @param {Placement[]} placements @param {object[]} tests @returns {Promise<boolean>}
     */
    async use(placements, tests) {
        if (!(await this.place(placements))) return false;
        return tests.length === 0 || this.desk.attempt({ scheduleLineTests: { tests } });
    }

    /** @returns {Promise<import("../components/week-replan/week-replan.js").Replan|null>} */
    async replan() {
        try {
            return await this.desk.api.post(this.#path("replan"), {});
        } catch (error) {
            this.desk.refuse(error);
            return null;
        }
    }
}
