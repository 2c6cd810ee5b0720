import { applied, idText, rangeText } from "./wording.js";

/**
 * What one device has typed and the server has not confirmed yet: sent in order, one act at a time, each with a stamp, so that what is sent
 * twice happens once. It can be kept and taken up again; nothing in it is lost but by a decision that is shown.
 *
 * An element of an act that is still to come is named by the act's number below zero.
 *
 * @typedef {import("./wording.js").Edit} Edit
 * @typedef {import("./wording.js").Run} Run
 * @typedef {{number: number, paragraph: string, edits: Edit[], isSent?: boolean}} Batch
 * @typedef {{paragraph: string, words: string, reason: string}} Refused  words that the text has not taken
 * @typedef {{device: string, last: number, batches: Batch[], acts: Record<number, number>, refused: Refused[]}} Kept
 */
export class Draft {
    /** @param {string} device @param {Kept|null} [kept] of this device, from before */
    constructor(device, kept = null) {
        this.device = device;
        this.last = kept?.last ?? 0;
        /** @type {Batch[]} not confirmed, in order; the first may be on its way */
        this.batches = kept?.batches ?? [];
        /** @type {Record<number, number>} the acts that came of own batches */
        this.acts = kept?.acts ?? {};
        /** @type {Refused[]} */
        this.refused = kept?.refused ?? [];
        this.isSending = false;
    }

    /** @returns {Kept} */
    get kept() {
        const { device, last, batches, acts, refused } = this;
        return { device, last, batches, acts, refused };
    }

    get isEmpty() {
        return this.batches.length === 0;
    }

    /**
     * @param {string} paragraph
     * @param {(act: number) => Edit[]} edit   given the number of the act to come, and the elements that it has made so far count on
     */
    type(paragraph, edit) {
        const last = this.batches.at(-1);
        // What was sent once may be in the record: it stays as it is.
        if (last && !last.isSent && last.paragraph === paragraph && last.edits.length < 200) {
            last.edits.push(...edit(-last.number));
            return;
        }
        this.last += 1;
        this.batches.push({ number: this.last, paragraph, edits: edit(-this.last) });
    }

    /**
     * The paragraph as it is with all that was typed.
     * @param {string} paragraph @param {readonly Run[]} runs as the server has them
     * @returns {readonly Run[]} the same ones, where nothing was typed
     */
    over(paragraph, runs) {
        let now = runs;
        for (const batch of this.batches) {
            if (batch.paragraph === paragraph) now = applied(now, this.#named(batch.edits), -batch.number) ?? now;
        }
        return now;
    }

    /** What is to be sent next; null: nothing, or something is on its way. */
    next() {
        if (this.isSending || this.batches.length === 0) return null;
        this.isSending = true;
        this.batches[0].isSent = true;
        const { number, paragraph, edits } = this.batches[0];
        return { edit: { paragraph, edits: this.#named(edits).map((edit) => wire(edit, -number)), stamp: { device: this.device, number } } };
    }

    /** No answer came; it is sent again. */
    failed() {
        this.isSending = false;
    }

    /**
     * The text does not take the first batch, nor any that stands on what that has made.
     * @param {string} reason in words
     */
    refuse(reason) {
        this.isSending = false;
        const first = this.batches.shift();
        if (!first) return;
        const gone = new Set([-first.number]);
        const lost = [first];
        this.batches = this.batches.filter((batch) => {
            if (!batch.edits.some((edit) => namesOf(edit).some((act) => gone.has(act)))) return true;
            gone.add(-batch.number);
            lost.push(batch);
            return false;
        });
        for (const { paragraph, edits } of lost) {
            const words = edits.map((edit) => ("put" in edit ? edit.put.words : "")).join("");
            this.refused.push({ paragraph, words, reason });
        }
    }

    /**
     * The server tells an edit that is in the record.
     * @param {{device: string, number: number}|undefined} stamp @param {number} act
     */
    recorded(stamp, act) {
        if (stamp?.device !== this.device) return;
        this.#settle(stamp.number, act);
    }

    /**
     * The text was read anew.
     * @param {Record<string, {number: number, act: number}>} stamps
     */
    reread(stamps) {
        const own = stamps[this.device];
        if (own) this.#settle(own.number, own.act);
    }

    /** @param {number} index of what was refused and is not needed any more */
    forget(index) {
        this.refused.splice(index, 1);
    }

    /** @param {number} number @param {number} act */
    #settle(number, act) {
        if (!this.batches.some((batch) => batch.number === number)) return;
        this.acts[number] = act;
        delete this.acts[number - 1_000];
        this.batches = this.batches.filter((batch) => batch.number > number);
        this.isSending = false;
    }

    /**
     * What an own act has made, by its name in the record as soon as it is there.
     * @template {{act: number}} Named @param {Named} named @returns {Named}
     */
    known(named) {
        const act = this.acts[-named.act];
        return named.act < 0 && act ? { ...named, act } : named;
    }

    /** @param {readonly Edit[]} edits @returns {Edit[]} */
    #named(edits) {
        const known = this.known.bind(this);
        return edits.map((edit) => {
            if ("put" in edit) return { put: { ...edit.put, behind: edit.put.behind && known(edit.put.behind) } };
            return "remove" in edit ? { remove: known(edit.remove) } : { restore: known(edit.restore) };
        });
    }
}

/** @param {Edit} edit the acts that it names */
function namesOf(edit) {
    if ("put" in edit) return edit.put.behind ? [edit.put.behind.act] : [];
    return ["remove" in edit ? edit.remove.act : edit.restore.act];
}

/**
 * As the server reads it: what the batch itself makes is of act 0.
 * @param {Edit} edit @param {number} act
 */
function wire(edit, act) {
    /** @template {{act: number}} Named @param {Named} named @returns {Named} */
    const own = (named) => (named.act === act ? { ...named, act: 0 } : named);
    if ("put" in edit) {
        const { words, behind, from } = edit.put;
        return { put: { words, ...(behind ? { behind: idText(own(behind)) } : {}), ...(from ? { from: idText(from) } : {}) } };
    }
    return "remove" in edit ? { remove: { range: rangeText(own(edit.remove)) } } : { restore: { range: rangeText(own(edit.restore)) } };
}

