import { count, elements, idText, isThere } from "./wording.js";

/**
 * Whose hand the words of a paragraph are: pure.
 *
 * @typedef {import("./wording.js").Run} Run
 * @typedef {{words: string, act: number, movedBy: number|null}} Piece   of one hand; an act below 0 is not in the record yet
 */

/**
 * The words from one element to another, with what is between them now.
 * @param {readonly Run[]} runs @param {{first: string, last: string}} stretch
 */
export function wordsOf(runs, { first, last }) {
    const all = runs.flatMap((run) => Array.from({ length: count(run) }, (_, index) => ({ name: idText({ act: run.act, place: run.place + index }), letter: run.letters?.[index] ?? "", isShown: isThere(run) })));
    const [from, to] = [all.findIndex(({ name }) => name === first), all.findIndex(({ name }) => name === last)];
    return from < 0 ? "" : all.slice(from, to + 1).map(({ letter, isShown }) => (isShown ? letter : "")).join("");
}

/**
 * The letters of the word that somebody is in: those around an element, up to white space.
 * @param {readonly Run[]} runs @param {import("./wording.js").Id|null} behind
 */
export function wordAt(runs, behind) {
    const all = elements(runs);
    const at = behind ? all.findIndex(({ id }) => id.act === behind.act && id.place === behind.place) + 1 : 0;
    const isOfWord = (/** @type {number} */ index) => all[index]?.letter != null && !/\s/.test(all[index].letter ?? "");
    let [from, to] = [at, at];
    while (isOfWord(from - 1)) from -= 1;
    while (isOfWord(to)) to += 1;
    return all.slice(from, to);
}

/**
 * Letters by whose hand they are.
 * @param {readonly ReturnType<typeof elements>[number][]} letters @returns {Piece[]}
 */
export function byHand(letters) {
    /** @type {Piece[]} */
    const all = [];
    for (const { id, letter, origin } of letters) {
        if (letter === null) continue;
        const movedBy = origin.act === id.act && origin.place === id.place ? null : id.act;
        const last = all.at(-1);
        if (last && last.act === origin.act && last.movedBy === movedBy) last.words += letter;
        else all.push({ words: letter, act: origin.act, movedBy });
    }
    return all;
}

/**
 * The words between the marks of a bracket.
 * @param {readonly Run[]} runs @param {string} bracket
 */
export function wordsInBracket(runs, bracket) {
    const all = elements(runs);
    const open = all.findIndex(({ mark }) => mark && "open" in mark && mark.open === bracket);
    const close = all.findIndex(({ mark }) => mark && "close" in mark && mark.close === bracket);
    return all.slice(open + 1, close).map(({ letter, mark }) => letter ?? (mark && "open" in mark ? "[" : mark && "close" in mark ? "]" : mark && "placeholder" in mark ? "…" : "")).join("");
}
