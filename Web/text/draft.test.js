import assert from "node:assert/strict";
import { test } from "node:test";
import { Draft } from "./draft.js";
import { applied, editIn, editsBetween, elements, runsIn, words } from "./wording.js";

/** The same numbers in every run. */
function random(seed) {
    let state = seed >>> 0;
    return (below) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
    };
}

/** The server's half: one order, a stamp happens once, what is closed takes nothing. */
class Record {
    constructor(paragraphs) {
        this.acts = [];
        this.runs = Object.fromEntries(paragraphs.map((id) => [id, runsIn([["1.0", `${id}: `]])]));
        this.closed = new Set();
        this.stamps = {};
        this.act = 1;
    }

    /** @returns {string|null} why not */
    take({ edit: { paragraph, edits, stamp } }) {
        const last = this.stamps[stamp.device];
        if (last && stamp.number <= last.number) return null;
        if (this.closed.has(paragraph)) return "closed";
        const now = applied(this.runs[paragraph], edits.map(editIn), this.act + 1);
        if (!now) return "noSuchElement";
        this.act += 1;
        this.runs[paragraph] = now;
        this.stamps[stamp.device] = { number: stamp.number, act: this.act };
        this.acts.push({ sequence: this.act, paragraph, edits, stamp });
        return null;
    }
}

/** One who types, on a line that breaks. */
class Editor {
    constructor(name, record) {
        this.name = name;
        this.record = record;
        this.draft = new Draft(name);
        this.reread();
    }

    reread() {
        this.sequence = this.record.act;
        this.runs = { ...this.record.runs };
        this.draft.reread(this.record.stamps);
    }

    hear() {
        for (const { sequence, paragraph, edits, stamp } of this.record.acts) {
            if (sequence <= this.sequence) continue;
            this.runs[paragraph] = applied(this.runs[paragraph], edits.map(editIn), sequence);
            this.sequence = sequence;
            this.draft.recorded(stamp, sequence);
        }
    }

    shown(paragraph) {
        return this.draft.over(paragraph, this.runs[paragraph]);
    }

    /** As in a field: the line before and the line after. */
    typeLine(paragraph, change) {
        const before = elements(this.shown(paragraph));
        const changed = change(before.map(({ letter }) => letter).join(""));
        const [line, caret] = Array.isArray(changed) ? changed : [changed, undefined];
        const edits = editsBetween(before, line, caret);
        this.draft.type(paragraph, () => edits);
    }
}

test("typing while an answer is awaited comes as one act", () => {
    const record = new Record(["a"]);
    const editor = new Editor("x", record);
    for (const letter of "hello") editor.typeLine("a", (line) => line + letter);
    const first = editor.draft.next();
    assert.equal(editor.draft.next(), null);
    for (const letter of " you") editor.typeLine("a", (line) => line + letter);
    assert.equal(editor.draft.batches.length, 2);
    assert.equal(record.take(first), null);
    assert.equal(words(editor.shown("a")), "a: hello you");
    editor.hear();
    assert.equal(record.take(editor.draft.next()), null);
    editor.hear();
    assert.ok(editor.draft.isEmpty);
    assert.equal(words(record.runs.a), "a: hello you");
    assert.equal(record.act, 3);
});

test("what is sent twice happens once, and what is kept goes on", () => {
    const record = new Record(["a"]);
    let editor = new Editor("x", record);
    editor.typeLine("a", (line) => line + "one");
    const sent = editor.draft.next();
    record.take(sent);
    // The answer is lost, and the device starts anew.
    editor.typeLine("a", (line) => line + " two");
    const kept = JSON.parse(JSON.stringify(editor.draft.kept));
    editor = new Editor("x", record);
    editor.draft = new Draft("x", kept);
    assert.equal(words(editor.draft.over("a", runsIn([["1.0", "a: "]]))), "a: one two");
    editor.reread();
    assert.equal(words(editor.shown("a")), "a: one two");
    record.take(editor.draft.next());
    editor.hear();
    assert.equal(words(record.runs.a), "a: one two");
});

test("what the text does not take is shown with its words", () => {
    const record = new Record(["a"]);
    const editor = new Editor("x", record);
    editor.typeLine("a", (line) => line + "one");
    const sent = editor.draft.next();
    editor.typeLine("a", (line) => line + " two");
    record.closed.add("a");
    editor.draft.refuse(record.take(sent));
    assert.deepEqual(editor.draft.refused.map((each) => each.words), ["one", " two"]);
    assert.equal(words(editor.shown("a")), "a: ");
});

/**
 * Editors whose lines break: what they typed is in the record once, or they are told; nothing is lost silently.
 * PARTITIONS=100000 for as many breaks.
 */
test("no word is lost when lines break", () => {
    const wanted = Number(process.env.PARTITIONS ?? 3000);
    let partitions = 0;
    let refusals = 0;
    for (let seed = 1; partitions < wanted; seed += 1) {
        const below = random(seed);
        const paragraphs = ["a", "b", "c"];
        const record = new Record(paragraphs);
        const editors = ["x", "y", "z"].map((name) => new Editor(name, record));
        const connected = new Map(editors.map((editor) => [editor, true]));
        const typed = [];
        const send = (editor, { isRequestLost = false, isAnswerLost = false } = {}) => {
            const command = editor.draft.next();
            if (!command) return;
            if (isRequestLost) return editor.draft.failed();
            const refusal = record.take(JSON.parse(JSON.stringify(command)));
            if (isAnswerLost) return editor.draft.failed();
            if (refusal) editor.draft.refuse(refusal);
        };
        for (let step = 0; step < 120; step += 1) {
            const editor = editors[below(3)];
            const paragraph = paragraphs[below(3)];
            switch (below(12)) {
                case 0: case 1: case 2: case 3: {
                    const word = `<${editor.name}${typed.length}>`;
                    typed.push({ editor, word });
                    // Between words of others, never within one.
                    editor.typeLine(paragraph, (line) => {
                        const gaps = [...line.matchAll(/>|: |^/g)].map((match) => (match.index ?? 0) + match[0].length);
                        const at = gaps[below(gaps.length)] ?? line.length;
                        return [line.slice(0, at) + word + line.slice(at), at + word.length];
                    });
                    break;
                }
                case 4: case 5: case 6:
                    if (connected.get(editor)) send(editor, { isRequestLost: below(5) === 0, isAnswerLost: below(5) === 0 });
                    break;
                case 7: case 8:
                    if (connected.get(editor)) editor.hear();
                    break;
                case 9:
                    if (connected.get(editor)) {
                        partitions += 1;
                        editor.draft.failed();
                    } else if (below(2)) editor.hear();
                    else editor.reread();
                    connected.set(editor, !connected.get(editor));
                    break;
                case 10:
                    if (below(6) === 0) record.closed.add(paragraph);
                    else record.closed.delete(paragraph);
                    break;
                default:
                    // The device starts anew, with what it kept.
                    editor.draft = new Draft(editor.name, JSON.parse(JSON.stringify(editor.draft.kept)));
                    if (connected.get(editor)) editor.reread();
            }
        }
        for (const editor of editors) {
            editor.hear();
            for (let turn = 0; turn < 200 && !editor.draft.isEmpty; turn += 1) {
                editor.draft.failed();
                send(editor);
                editor.hear();
            }
            assert.ok(editor.draft.isEmpty, `seed ${seed}: ${editor.name} still has something to send`);
        }
        const told = record.acts.flatMap(({ edits }) => edits.map((edit) => edit.put?.words ?? "")).join("\n");
        for (const { editor, word } of typed) {
            const isTaken = told.split(word).length - 1;
            const isRefused = editor.draft.refused.map((each) => each.words).join("\n").split(word).length - 1;
            assert.equal(isTaken + isRefused, 1, `seed ${seed}: ${word} is there ${isTaken} times and refused ${isRefused} times`);
            refusals += isRefused;
            if (isTaken) assert.ok(paragraphs.some((id) => words(record.runs[id]).includes(word)), `seed ${seed}: ${word} is not whole`);
        }
        for (const editor of editors) {
            editor.hear();
            for (const id of paragraphs) assert.equal(words(editor.shown(id)), words(record.runs[id]), `seed ${seed}: ${editor.name} sees another ${id}`);
        }
    }
    assert.ok(refusals > 0);
});
