import assert from "node:assert/strict";
import { test } from "node:test";
import { applied, editIn, runsIn, words } from "../../text/wording.js";
import { makeTextWriting } from "./text-writing.js";

/** Two paragraphs, and a colleague who types into the second at a moment of the test's choice. */
function text(colleague) {
    const runs = new Map();
    let act = 0;
    const edit = (paragraph, edits) => {
        act += 1;
        runs.set(paragraph, applied(runs.get(paragraph) ?? runsIn([]), edits.map(editIn), act));
        return act;
    };
    for (const [id, letters] of [["1.0", "We act."], ["2.0", "We pay."]]) edit(id, [{ put: { words: letters } }]);
    const paragraph = (id) => ({ id, kind: { operative: {} }, number: "", runs: [], standing: "open", isOpen: true });
    const standing = new Set(["1.0", "2.0"]);
    const asked = [];
    const told = [];
    const server = {
        runs, draft: null,
        view: { paragraphs: ["1.0", "2.0"].map(paragraph), proposals: [], comments: [], packages: [], brackets: [], placeholders: [], citations: [] },
        settled: async () => true,
        async ask(command) {
            const [name] = Object.keys(command);
            colleague(name, (letters) => edit("2.0", [{ put: { words: letters, behind: "2.6" } }]));
            asked.push(name);
            if (command.edit) return edit(command.edit.paragraph, command.edit.edits);
            if (command.removeParagraph) standing.delete(command.removeParagraph.paragraph);
            if (command.restoreParagraph) standing.add(command.restoreParagraph.paragraph);
            return (act += 1);
        },
    };
    const writing = makeTextWriting({ server, choose() {}, goBehind() {}, tell: (message) => told.push(message), refuse: (error) => { throw error; } });
    return { writing, asked, told, standing, read: (id) => words(runs.get(id)) };
}

test("two paragraphs become one", async () => {
    const { writing, asked, told, standing, read } = text(() => {});
    await writing.join("2.0", "before");
    assert.deepEqual([read("1.0"), [...standing], told], ["We act. We pay.", ["1.0"], []]);
    assert.ok(asked.includes("removeParagraph"));
});

for (const [moment, isRemoved] of [["edit", false], ["removeParagraph", true]]) {
    test(`what a colleague typed meanwhile stays in the text: at ${moment}`, async () => {
        let isDone = false;
        const { writing, asked, told, standing, read } = text((name, type) => {
            if (name !== moment || isDone) return;
            isDone = true;
            type(" In full.");
        });
        await writing.join("2.0", "before");
        assert.deepEqual([read("1.0"), read("2.0"), [...standing], told.length], ["We act. We pay.", " In full.", ["1.0", "2.0"], 1]);
        assert.deepEqual([asked.includes("removeParagraph"), asked.includes("restoreParagraph")], [isRemoved, isRemoved]);
    });
}
