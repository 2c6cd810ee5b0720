/**
 * What stands in a paragraph and all that ever stood in it, folded as the server does (docs/decisions/0015-texts.md). Pure: a change gives
 * a new list of runs.
 *
 * An element has the name of the act that put it in and its place there. An act that is not known yet, since the server has not
 * answered, has a number below zero.
 *
 * @typedef {{act: number, place: number}} Id
 * @typedef {{act: number, from: number, to: number}} Range     both ends are in it
 * @typedef {{open: string}|{close: string}|{placeholder: string}|{footnote: string}} Mark
 * @typedef {object} Run
 * @property {number} act
 * @property {number} place        of the first element
 * @property {readonly string[]|null} letters   one for each element; null: it is a mark
 * @property {Mark|null} mark
 * @property {readonly number[]} changes        acts that took it out and put it back
 * @property {Id|null} source      where the first element stood before, if it came from another place of the text
 * @typedef {{put: {words: string, behind: Id|null, from?: Id|null}}|{remove: Range}|{restore: Range}} Edit
 */

/** @param {string} text @returns {Id} */
export function idIn(text) {
    const [act, place] = text.split(".").map(Number);
    return { act, place };
}

/** @param {Id} id */
export const idText = ({ act, place }) => `${act}.${place}`;

/** @param {string} text @returns {Range} */
export function rangeIn(text) {
    const [first, to] = text.split("-");
    const { act, place } = idIn(first);
    return { act, from: place, to: Number(to) };
}

/** @param {Range} range */
export const rangeText = ({ act, from, to }) => `${act}.${from}-${to}`;

/** @param {readonly any[]} told as the server writes runs @returns {Run[]} */
export function runsIn(told) {
    return told.map(([id, content, changes = [], source = null]) => {
        const { act, place } = idIn(id);
        const isMark = typeof content !== "string";
        return { act, place, letters: isMark ? null : [...content], mark: isMark ? content : null, changes, source: source && idIn(source) };
    });
}

/** @param {any} edit as the server writes it @returns {Edit} */
export function editIn(edit) {
    if (edit.put) {
        const { words, behind = null, from = null } = edit.put;
        return { put: { words, behind: behind && idIn(behind), from: from && idIn(from) } };
    }
    return edit.remove ? { remove: rangeIn(edit.remove.range) } : { restore: rangeIn(edit.restore.range) };
}

/** @param {Run} run */
export const count = (run) => run.letters?.length ?? 1;

/** @param {Run} run */
export const isThere = (run) => run.changes.length % 2 === 0;

/** @param {Run} run @param {number} from @param {number} to the place after the last @returns {Run} */
function part(run, from, to) {
    const { place, letters, source } = run;
    return { ...run, place: from, letters: letters && letters.slice(from - place, to - place), source: source && { act: source.act, place: source.place + from - place } };
}

/** @param {Run} run @param {Id} id */
const holds = (run, { act, place }) => run.act === act && run.place <= place && place < run.place + count(run);

/** @param {readonly Run[]} runs @param {Id} id */
export const contains = (runs, id) => runs.some((run) => holds(run, id));

/**
 * @param {readonly Run[]} runs @param {readonly Edit[]} edits @param {number} act
 * @returns {Run[]|null} null: an edit names an element that is none
 */
export function applied(runs, edits, act) {
    let elements = 0;
    let now = [...runs];
    for (const edit of edits) {
        if ("put" in edit) {
            const letters = [...edit.put.words];
            const next = put(now, { act, place: elements, letters, mark: null, changes: [], source: edit.put.from ?? null }, own(edit.put.behind, act));
            if (!next) return null;
            elements += letters.length;
            now = next;
        } else {
            const there = "restore" in edit;
            now = turned(now, own(there ? edit.restore : edit.remove, act), there, act);
        }
    }
    return now;
}

/**
 * An act of 0 is the one that is being made.
 * @template {{act: number}} Named @param {Named|null} named @param {number} act @returns {any}
 */
const own = (named, act) => (named && named.act === 0 ? { ...named, act } : named);

/** @param {Run[]} runs @param {Run} run @param {Id|null} behind */
function put(runs, run, behind) {
    if (behind === null) return run.letters?.length === 0 ? runs : [run, ...runs];
    const index = runs.findIndex((each) => holds(each, behind));
    if (index < 0) return null;
    if (run.letters?.length === 0) return runs;
    const host = runs[index];
    const cut = behind.place + 1;
    const end = host.place + count(host);
    const parts = cut < end ? [part(host, host.place, cut), run, part(host, cut, end)] : [host, run];
    return [...runs.slice(0, index), ...parts, ...runs.slice(index + 1)];
}

/** @param {Run[]} runs @param {Range} range @param {boolean} there @param {number} act */
function turned(runs, range, there, act) {
    return runs.flatMap((run) => {
        const end = run.place + count(run);
        const from = Math.max(run.place, range.from);
        const to = Math.min(end, range.to + 1);
        const isBracket = run.mark !== null && ("open" in run.mark || "close" in run.mark);
        if (run.act !== range.act || from >= to || isBracket || isThere(run) === there) return [run];
        const changed = part(run, from, to);
        return [
            ...(run.place < from ? [part(run, run.place, from)] : []), { ...changed, changes: [...changed.changes, act] },
            ...(to < end ? [part(run, to, end)] : []),
        ];
    });
}

/** @param {readonly Run[]} runs the letters that are there */
export const words = (runs) => runs.filter(isThere).map(({ letters }) => letters?.join("") ?? "").join("");

/** How marks are printed. */
const PRINTED = Object.freeze({ open: "[", close: "]", placeholder: "[…]", footnote: "[^]" });

/**
 * As it is printed: the letters that are there, brackets, `[…]` for text to come and `[^]` where a footnote's mark stands.
 * @param {readonly Run[]} runs
 */
export const printed = (runs) => runs.filter(isThere).map(({ letters, mark }) => letters?.join("") ?? PRINTED[/** @type {keyof typeof PRINTED} */ (Object.keys(mark ?? {})[0])] ?? "").join("");

/**
 * Every element that is there, one by one, with the name that it had where it came from.
 * @param {readonly Run[]} runs @returns {{id: Id, letter: string|null, mark: Mark|null, origin: Id}[]}
 */
export function elements(runs) {
    return runs.filter(isThere).flatMap((run) => Array.from({ length: count(run) }, (_, index) => {
        const id = { act: run.act, place: run.place + index };
        return { id, letter: run.letters?.[index] ?? null, mark: run.mark, origin: run.source ? { act: run.source.act, place: run.source.place + index } : id };
    }));
}

/**
 * Letters as they are put elsewhere: each stretch with the name that its first had where it came from.
 * @param {readonly {letter: string|null, origin: Id}[]} letters
 */
export function pieces(letters) {
    /** @type {{words: string, from: Id, count: number}[]} */
    const all = [];
    for (const { letter, origin } of letters) {
        const last = all.at(-1);
        if (last && last.from.act === origin.act && last.from.place + last.count === origin.place) {
            last.words += letter ?? "";
            last.count += 1;
        } else all.push({ words: letter ?? "", from: origin, count: 1 });
    }
    return all;
}

/**
 * Puts letters that stand elsewhere directly behind an element, or at the beginning: they keep who wrote them.
 * @param {readonly {letter: string|null, origin: Id}[]} letters @param {Id|null} behind
 * @returns {object[]} as the server reads edits
 */
export function putting(letters, behind) {
    let made = 0;
    return pieces(letters).map(({ words, from, count }) => {
        const before = made > 0 ? { act: 0, place: made - 1 } : behind;
        made += count;
        return { put: { words, ...(before ? { behind: idText(before) } : {}), from: idText(from) } };
    });
}

/** What stands for a mark in a line that is edited: no letter that anybody types. */
export const MARK = "\uFFFC";

/**
 * What somebody did who found one line and left another: of each, a mark is `MARK`.
 * @param {readonly {id: Id, letter: string|null, mark?: Mark|null}[]} before the elements that were there
 * @param {string} after
 * @param {number} [caret] before which letter of it they are now: what was typed ends there, where the same letters stand beside it
 * @param {boolean} [isWhole] words that changed are changed as a whole, for whoever reads it
 * @param {(mark: Mark) => boolean} [mayGo] whether a mark may be taken out as a letter is
 * @returns {Edit[]|null} null: a mark was taken out that may not go
 */
export function editsBetween(before, after, caret, isWhole = false, mayGo = () => false) {
    const [old, now] = [before.map(({ letter }) => letter ?? MARK), [...after]];
    let [oldEnd, nowEnd] = [old.length, now.length];
    const tail = now.length - (caret ?? now.length);
    if (tail <= old.length && now.slice(nowEnd - tail).every((letter, index) => letter === old[oldEnd - tail + index])) {
        oldEnd -= tail;
        nowEnd -= tail;
    }
    let start = 0;
    while (start < oldEnd && start < nowEnd && old[start] === now[start]) start += 1;
    while (oldEnd > start && nowEnd > start && old[oldEnd - 1] === now[nowEnd - 1]) {
        oldEnd -= 1;
        nowEnd -= 1;
    }
    if (isWhole) {
        const touches = (/** @type {number} */ place, /** @type {number} */ from) => isInWord(old[place]) || isInWord(now[from]);
        if (start > 0 && isInWord(old[start - 1]) && touches(start, start)) while (start > 0 && isInWord(old[start - 1])) start -= 1;
        if (oldEnd > start && isInWord(old[oldEnd]) && touches(oldEnd - 1, nowEnd - 1)) {
            while (oldEnd < old.length && isInWord(old[oldEnd])) {
                oldEnd += 1;
                nowEnd += 1;
            }
        }
    }
    const gone = before.slice(start, oldEnd);
    const added = now.slice(start, nowEnd).join("");
    if (gone.some(({ letter, mark }) => letter === null && !(mark && mayGo(mark))) || added.includes(MARK)) return null;
    /** @type {Edit[]} */
    const edits = ranges(gone.map(({ id }) => id)).map((range) => ({ remove: range }));
    if (added) edits.push({ put: { words: added, behind: start > 0 ? before[start - 1].id : null } });
    return edits;
}

/** @param {string|undefined} letter */
const isInWord = (letter) => letter !== undefined && /[\p{L}\p{M}\p{N}]/u.test(letter);

/** @param {readonly Id[]} ids in any order @returns {Range[]} */
export function ranges(ids) {
    /** @type {Range[]} */
    const all = [];
    for (const { act, place } of ids) {
        const last = all.at(-1);
        if (last && last.act === act && last.to + 1 === place) last.to = place;
        else all.push({ act, from: place, to: place });
    }
    return all;
}
