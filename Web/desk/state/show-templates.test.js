import assert from "node:assert/strict";
import { test } from "node:test";
import { schedule } from "./show.js";
import { cuesOf, TEMPLATES } from "./show-templates.js";

test("each template is a script with every field in the language asked for", () => {
    for (const [name, steps] of Object.entries(TEMPLATES)) {
        for (const language of ["en", "vi"]) {
            const cues = cuesOf(steps, (texts) => texts?.[language] ?? "", (index) => `${name}-${index}`);
            assert.equal(new Set(cues.map((cue) => cue.id)).size, steps.length);
            for (const cue of cues) {
                assert.ok(cue.seconds > 0 && cue.what.en && cue.what.vi && cue.who, JSON.stringify(cue));
                for (const field of ["screen", "microphone", "interpretation", "photo"]) assert.equal(typeof cue[field], "string");
            }
            const lines = schedule({ cues, begun: {}, isRehearsal: false }, 0, 0);
            assert.ok(lines.every((line, index) => index === 0 || line.planned > lines[index - 1].planned));
        }
    }
});
