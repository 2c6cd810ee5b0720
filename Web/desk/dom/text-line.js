import { h, setText } from "../../dom/elements.js";
import { editsBetween, elements, MARK } from "../../text/wording.js";
import { makeNoteLink } from "./text-notes.js";

/**
 * One paragraph as a line that may be written in. Brackets and placeholders stand in it as they are: nobody types or deletes them. The
 * mark of a footnote is deleted as a letter is.
 *
 * @typedef {import("../../text/wording.js").Run} Run
 * @typedef {import("../../text/wording.js").Edit} Edit
 * @typedef {import("../../text/wording.js").Id} Id
 * @typedef {ReturnType<typeof elements>[number]} Shown
 * @typedef {{behind: Id|null, isFirst: boolean, isLast: boolean}} Caret   where somebody writes: directly behind an element, or at the beginning
 * @typedef {{letters: readonly Shown[], behind: Id|null}} Marked           what is marked, and what the caret is behind
 *
 * How a mark is drawn. `link`: where a press on it leads; `mayGo`: it is deleted as a letter is.
 * @typedef {{class: string, words: string, sides?: string, title: string, link?: {to: string, go: () => void}, mayGo?: boolean}} Drawn
 */

/**
 * @param {{testid: string, mark: (mark: import("../../text/wording.js").Mark) => Drawn,
 *   known: (id: Id) => Id, type: (edits: Edit[]) => void, enter: (caret: Caret) => Promise<void>, join: (which: "before"|"behind") => void, choose: () => void}} acts
 */
export function makeTextLine({ testid, mark, known, type, enter, join, choose }) {
    const element = h("div", { class: "text-line", testid, role: "textbox", tabindex: "0", spellcheck: "false", on: {
        input: () => void (isComposing || read()),
        compositionstart: () => { isComposing = true; },
        compositionend: () => { isComposing = false; read(); },
        beforeinput: before, keydown: key, focus: choose, click: choose,
    } });
    /** @type {Shown[]} */
    let shown = [];
    let isComposing = false;
    /** @type {readonly Run[]|null} */
    let drawn = null;
    let drawnMarks = "";
    /** @type {string|null} what is typed while a new line is on its way: it belongs there */
    let held = null;

    /** @param {InputEvent} event */
    function before(event) {
        if (held !== null) {
            if (!event.cancelable) return;
            event.preventDefault();
            if (event.inputType === "deleteContentBackward") held = [...held].slice(0, -1).join("");
            else if (event.inputType.startsWith("insert")) held += wordsOf(event);
        } else if (event.inputType === "insertParagraph" || event.inputType === "insertLineBreak") {
            event.preventDefault();
            const at = caret()?.to ?? shown.length;
            held = "";
            void enter({ behind: shown[at - 1]?.id ?? null, isFirst: at === 0, isLast: at === shown.length }).finally(() => {
                const words = held ?? "";
                held = null;
                if (words) document.execCommand("insertText", false, words);
            });
        } else if (/^format|^history/.test(event.inputType)) {
            event.preventDefault();
        } else if (/^insertFrom(Paste|Drop)/.test(event.inputType)) {
            event.preventDefault();
            const words = wordsOf(event);
            const { from, to } = caret() ?? { from: shown.length, to: shown.length };
            const line = shown.map(({ letter }) => letter ?? MARK);
            take([...line.slice(0, from), ...words, ...line.slice(to)].join(""), from + [...words].length);
        }
    }

    /**
     * At the beginning and at the end a line is joined with the one that stands there.
     * @param {KeyboardEvent} event
     */
    function key(event) {
        const isBack = event.key === "Backspace";
        if (isComposing || held !== null || element.contentEditable !== "true" || (!isBack && event.key !== "Delete")) return;
        const at = caret();
        if (!at || at.from !== at.to || at.to !== (isBack ? 0 : shown.length)) return;
        event.preventDefault();
        join(isBack ? "before" : "behind");
    }

    /** What stands in the line now. */
    function read() {
        take(textOf(element), caret()?.to);
    }

    /** @param {string} line @param {number} [at] */
    function take(line, at) {
        const edits = editsBetween(shown, line, at, false, (each) => mark(each).mayGo === true);
        drawn = null;
        // A mark that was deleted comes back.
        type(edits ?? []);
        if (at !== undefined && edits) place(at, at);
    }

    /** Between which letters of the line somebody is. */
    function caret() {
        const selection = document.getSelection();
        if (!selection || !selection.anchorNode || !selection.focusNode) return null;
        if (!element.contains(selection.anchorNode) || !element.contains(selection.focusNode)) return null;
        const ends = [offsetOf(selection.anchorNode, selection.anchorOffset), offsetOf(selection.focusNode, selection.focusOffset)];
        return { from: Math.min(...ends), to: Math.max(...ends) };
    }

    /** @param {Node} node @param {number} offset */
    function offsetOf(node, offset) {
        const range = document.createRange();
        range.setStart(element, 0);
        range.setEnd(node, offset);
        return [...textOf(range.cloneContents())].length;
    }

    /** @param {number} from @param {number} to */
    function place(from, to) {
        const selection = document.getSelection();
        const [start, end] = [pointAt(from), pointAt(to)];
        if (selection && start && end) selection.setBaseAndExtent(...start, ...end);
    }

    /** @param {number} index @returns {[Node, number]} */
    function pointAt(index) {
        let left = index;
        for (const child of element.childNodes) {
            const text = textOf(child);
            const length = [...text].length;
            if (child instanceof HTMLElement && child.dataset.mark !== undefined) {
                if (left === 0) return [element, [...element.childNodes].indexOf(child)];
                left -= 1;
            } else if (left <= length) {
                return [child, [...text].slice(0, left).join("").length];
            } else left -= length;
        }
        return [element, element.childNodes.length];
    }

    /**
     * Where an element that was there stands now, or the nearest one before it that is left.
     * @param {number} index
     */
    const anchor = (index) => shown.slice(0, index).reverse().map(({ id }) => id);

    /** @param {Id[]} before the nearest first @param {Shown[]} now */
    function found(before, now) {
        for (const { act, place } of before.map(known)) {
            const index = now.findIndex(({ id }) => id.act === act && id.place === place);
            if (index >= 0) return index + 1;
        }
        return 0;
    }

    return {
        element,
        /** @returns {Marked|null} null: the caret is elsewhere */
        get marked() {
            const range = caret();
            return range && { letters: shown.slice(range.from, range.to).filter(({ letter }) => letter !== null), behind: shown[range.to - 1]?.id ?? null };
        },
        /**
         * The caret comes directly behind an element; to the beginning where that is not there.
         * @param {Id|null} behind
         */
        goBehind(behind) {
            element.focus();
            const at = behind ? found([behind], shown) : 0;
            place(at, at);
        },
        /** The last element that is there. */
        get last() {
            return shown.at(-1)?.id ?? null;
        },
        /**
         * @param {readonly Run[]} runs @param {boolean} isOpen whether one may write here @param {string} marks what is told of marks, to see whether it changed
         */
        update(runs, isOpen, marks) {
            element.contentEditable = isOpen ? "true" : "false";
            if (isComposing || (runs === drawn && marks === drawnMarks)) return;
            const now = elements(runs);
            const line = now.map(({ letter }) => letter ?? MARK).join("");
            const same = marks === drawnMarks && textOf(element) === line;
            // Elsewhere there is no caret to be kept, and one that is about to go there is not called back.
            const at = same || document.activeElement !== element ? null : caret();
            const keep = at && { from: anchor(at.from), to: anchor(at.to) };
            shown = now;
            drawn = runs;
            drawnMarks = marks;
            if (same) return;
            element.replaceChildren(...nodes(now));
            if (keep) place(found(keep.from, now), found(keep.to, now));
        },
    };

    /** @param {Shown[]} all */
    function nodes(all) {
        /** @type {Node[]} */
        const made = [];
        let words = "";
        const flush = () => {
            if (words) made.push(document.createTextNode(words));
            words = "";
        };
        for (const each of all) {
            if (each.letter !== null) words += each.letter;
            else if (each.mark) {
                flush();
                const { class: name, words: label, sides = "", title, link } = mark(each.mark);
                const led = link && makeNoteLink("doc-noteref", link.to, link.go, { "aria-label": title });
                if (led) setText(led, label);
                made.push(h("span", { class: `text-mark ${name}`, contenteditable: "false", "data-mark": "", title }, led ?? label, sides && h("sup", { class: "text-sides" }, sides)));
            }
        }
        flush();
        return made;
    }
}

/** @param {InputEvent} event what it would put in */
const wordsOf = (event) => (event.dataTransfer?.getData("text/plain") || event.data || "").replace(/\s+/g, " ");

/** @param {Node} node of each mark one sign @returns {string} */
function textOf(node) {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLElement && node.dataset.mark !== undefined) return MARK;
    if (node instanceof HTMLBRElement) return "";
    return [...node.childNodes].map(textOf).join("");
}
