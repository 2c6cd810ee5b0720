import { conflicts, edit, freshID, keepMine, merged, movedAfter, takeTheirs } from "../state/show-edit.js";

/**
 * What one has typed into a script and the server does not have yet; row by row, so that several can write at once.
 * @typedef {import("../state/show.js").Cue} Cue
 * @typedef {import("../state/show.js").Run} Run
 * @typedef {import("../state/show.js").Line} Line
 * @typedef {import("../state/show-edit.js").Draft} Draft
 * @typedef {import("../state/show-edit.js").Field} Field
 * @typedef {import("../components/show-script/show-script.js").ScriptRow} ScriptRow
 */
export class ShowEditor {
    /** A command that is not about one row is on its way. */
    acting = false;
    /** @type {string|null} */
    #meeting = null;
    /** @type {Map<string, Draft>} by cue */
    #drafts = new Map();
    /** @type {Set<string>} */
    #saving = new Set();
    /** @type {Set<string>} */
    #failed = new Set();

    /** @param {import("../context.js").Desk} desk @param {() => void} changed */
    constructor(desk, changed) {
        this.desk = desk;
        this.changed = changed;
    }

    /** @param {string|null} meeting */
    open(meeting) {
        if (meeting === this.#meeting) return;
        this.saveAll();
        this.#meeting = meeting;
        this.#drafts = new Map();
        this.#saving = new Set();
        this.#failed = new Set();
    }

    /** @returns {Run} */
    run() {
        return (this.#meeting !== null && this.desk.store.view?.runs?.[this.#meeting]) || { cues: [], begun: {}, isRehearsal: false };
    }

    /** @param {string} id */
    #cue(id) {
        return this.run().cues.find((each) => each.id === id) ?? null;
    }

    lastCue() {
        const { cues } = this.run();
        return cues.length === 0 ? null : cues[cues.length - 1].id;
    }

    /** What one edits was removed by somebody else. */
    hasOrphans() {
        return [...this.#drafts.keys()].some((id) => this.#cue(id) === null);
    }

    /**
     * @param {Line[]} lines
     * @param {{planned: (at: number) => string, expected: (at: number) => string, edits: boolean, next: string|null, counts: boolean}} how
     * @returns {ScriptRow[]}
     */
    rows(lines, { planned, expected, edits, next, counts }) {
        /** @type {(cue: Cue, number: number) => Pick<ScriptRow, "cue"|"number"|"draft"|"saving"|"failed"|"edits">} */
        const common = (cue, number) => ({
            cue, number, draft: this.#drafts.get(cue.id) ?? null, saving: this.#saving.has(cue.id), failed: this.#failed.has(cue.id), edits,
        });
        const known = lines.map((line, index) => ({
            ...common(line.cue, index + 1), planned: planned(line.planned), expected: counts ? expected(line.expected) : "", state: counts || line.state !== "ahead" ? line.state : null,
            removed: false, isFirst: index === 0, isLast: index === lines.length - 1, isNext: line.cue.id === next,
        }));
        const orphans = [...this.#drafts].filter(([id]) => this.#cue(id) === null).map(([, { base }], index) => ({
            ...common(base, lines.length + index + 1), planned: "", expected: "", state: null, removed: true, isFirst: true, isLast: true, isNext: false,
        }));
        return [...known, ...orphans];
    }

    /** @param {string} id @param {Field} field @param {string|number} value */
    type(id, field, value) {
        const cue = this.#cue(id) ?? this.#drafts.get(id)?.base;
        if (!cue) return;
        this.#keep(id, edit(this.#drafts.get(id) ?? null, cue, field, value));
        this.changed();
    }

    /** @param {string} id @param {Draft|null} draft */
    #keep(id, draft) {
        if (draft) this.#drafts.set(id, draft);
        else this.#drafts.delete(id);
    }

    /** @param {string} id @param {Field} field @param {"mine"|"theirs"} whose */
    settle(id, field, whose) {
        const draft = this.#drafts.get(id);
        const cue = this.#cue(id);
        if (!draft || !cue) return;
        this.#keep(id, whose === "mine" ? keepMine(draft, cue, field) : takeTheirs(draft, cue, field));
        this.changed();
        void this.save(id);
    }

    /**
     * What collides with somebody else's words is not saved before one has chosen.
     * @param {string} id
     */
    async save(id) {
        const draft = this.#drafts.get(id);
        const cue = this.#cue(id);
        if (!draft || !cue || this.#saving.has(id) || conflicts(draft, cue).length > 0) return;
        await this.#send(id, draft, cue, this.#before(id));
    }

    saveAll() {
        for (const id of this.#drafts.keys()) void this.save(id);
    }

    /** @param {string} id @returns {string|null} what it follows */
    #before(id) {
        const { cues } = this.run();
        const at = cues.findIndex((each) => each.id === id);
        return at > 0 ? cues[at - 1].id : null;
    }

    /** @param {string} id @param {Draft} draft @param {Cue} newest @param {string|null} after */
    async #send(id, draft, newest, after) {
        const meeting = this.#meeting;
        const cue = merged(draft, newest);
        this.#saving.add(id);
        this.#failed.delete(id);
        this.changed();
        const done = await this.desk.attempt({ setCue: { meeting, cue, after } });
        if (meeting !== this.#meeting) return;
        this.#saving.delete(id);
        if (!done) this.#failed.add(id);
        else this.#rest(id, draft, cue);
        this.changed();
    }

    /**
     * What one went on typing while it was being saved.
     * @param {string} id @param {Draft} sent @param {Cue} saved
     */
    #rest(id, sent, saved) {
        const mine = { ...this.#drafts.get(id)?.mine };
        for (const field of /** @type {Field[]} */ (Object.keys(sent.mine))) if (mine[field] === sent.mine[field]) delete mine[field];
        this.#keep(id, Object.keys(mine).length === 0 ? null : { base: saved, mine });
    }

    /** @param {string} id */
    async putBack(id) {
        const draft = this.#drafts.get(id);
        if (draft) await this.#send(id, draft, draft.base, this.lastCue());
    }

    /** @param {string} id */
    discard(id) {
        this.#drafts.delete(id);
        this.#failed.delete(id);
        this.changed();
    }

    /** @param {string|null} after @returns {Promise<string|null>} the new cue's id */
    async add(after) {
        const id = freshID(this.run().cues, "cue");
        const cue = { id, seconds: 60, what: { en: "", vi: "" }, who: "", screen: "", microphone: "", interpretation: "", photo: "" };
        return (await this.act({ setCue: { cue, after } })) ? id : null;
    }

    /** @param {Cue[]} cues */
    async fill(cues) {
        let after = this.lastCue();
        for (const cue of cues) {
            if (!(await this.act({ setCue: { cue, after } }))) return;
            after = cue.id;
        }
    }

    /** @param {string} id @param {-1|1} by */
    async move(id, by) {
        const to = movedAfter(this.run().cues, id, by);
        const cue = this.#cue(id);
        if (to && cue) await this.act({ setCue: { cue, after: to.after } });
    }

    /**
     * A command about this meeting.
     * @param {Record<string, object>} command @returns {Promise<boolean>}
     */
    async act(command) {
        const [[name, what]] = Object.entries(command);
        this.acting = true;
        this.changed();
        const done = await this.desk.attempt({ [name]: { meeting: this.#meeting, ...what } });
        this.acting = false;
        this.changed();
        return done;
    }
}
