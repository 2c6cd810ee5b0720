/**
 * Editing a cue that others may edit at the same time: what one typed is kept apart from what the server has, field by
 * field, and is put together with the newest when it is saved.
 *
 * @typedef {import("./show.js").Cue} Cue
 * @typedef {"seconds"|"en"|"vi"|"who"|"screen"|"microphone"|"interpretation"|"photo"} Field
 * @typedef {{base: Cue, mine: Partial<Record<Field, string|number>>}} Draft   base: what one saw when one began
 */

/** @type {readonly Field[]} */
export const FIELDS = Object.freeze(["seconds", "en", "vi", "who", "screen", "microphone", "interpretation", "photo"]);

/** @param {Cue} cue @param {Field} field @returns {string|number} */
export function valueOf(cue, field) {
    return field === "en" || field === "vi" ? (cue.what[field] ?? "") : cue[field];
}

/** @param {Cue} cue @param {Field} field @param {string|number} value @returns {Cue} */
function withValue(cue, field, value) {
    return field === "en" || field === "vi" ? { ...cue, what: { ...cue.what, [field]: String(value) } } : { ...cue, [field]: value };
}

/**
 * One typed something; what is typed back to how it was is no change.
 * @param {Draft|null} draft @param {Cue} cue as the server has it @param {Field} field @param {string|number} value
 * @returns {Draft|null} null: nothing is left to save
 */
export function edit(draft, cue, field, value) {
    const next = { base: draft?.base ?? cue, mine: { ...draft?.mine, [field]: value } };
    if (value === valueOf(cue, field) && value === valueOf(next.base, field)) delete next.mine[field];
    return Object.keys(next.mine).length === 0 ? null : next;
}

/**
 * The cue as it is to be saved: the newest, with what one typed.
 * @param {Draft} draft @param {Cue} newest @returns {Cue}
 */
export function merged({ mine }, newest) {
    return FIELDS.reduce((cue, field) => (mine[field] === undefined ? cue : withValue(cue, field, mine[field] ?? "")), newest);
}

/**
 * Fields that somebody else changed while one was typing in them.
 * @param {Draft} draft @param {Cue} newest @returns {Field[]}
 */
export const conflicts = ({ base, mine }, newest) =>
    FIELDS.filter((field) => mine[field] !== undefined && valueOf(newest, field) !== valueOf(base, field) && valueOf(newest, field) !== mine[field]);

/**
 * One takes what the other wrote.
 * @param {Draft} draft @param {Cue} newest @param {Field} field @returns {Draft|null}
 */
export function takeTheirs({ mine }, newest, field) {
    const rest = { ...mine };
    delete rest[field];
    return Object.keys(rest).length === 0 ? null : { base: newest, mine: rest };
}

/**
 * One has seen what the other wrote, and keeps one's own.
 * @param {Draft} draft @param {Cue} newest @param {Field} field @returns {Draft}
 */
export const keepMine = ({ base, mine }, newest, field) => ({ base: withValue(base, field, valueOf(newest, field)), mine });

/**
 * `90` is `1:30`.
 * @param {number} seconds
 */
export function lengthText(seconds) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * `1:30`, or `5` for five minutes.
 * @param {string} text @returns {number|null} seconds
 */
export function readLength(text) {
    const match = /^\s*(\d{1,4})(?::([0-5]\d))?\s*$/.exec(text);
    return match ? Number(match[1]) * 60 + Number(match[2] ?? 0) : null;
}

/**
 * A name for a new cue that none has yet.
 * @param {readonly Cue[]} cues @param {string} stem
 */
export function freshID(cues, stem) {
    const taken = new Set(cues.map((cue) => cue.id));
    let number = cues.length + 1;
    while (taken.has(`${stem}-${number}`)) number++;
    return `${stem}-${number}`;
}

/**
 * What a cue follows after it has been moved by one place.
 * @param {readonly Cue[]} cues @param {string} id @param {-1|1} by
 * @returns {{after: string|null}|null} null: it is at the end already
 */
export function movedAfter(cues, id, by) {
    const at = cues.findIndex((cue) => cue.id === id);
    const to = at + by;
    if (at < 0 || to < 0 || to >= cues.length) return null;
    if (by === 1) return { after: cues[to].id };
    return { after: to === 0 ? null : cues[to - 1].id };
}
