import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { makeDraftsServer } from "./drafts-server.js";

/** A desk whose server takes commands or does not, and can or cannot be read. */
function room(t, { posts = true, reads = true } = {}) {
    mock.timers.enable({ apis: ["setTimeout"] });
    const posted = [];
    const server = { posts, reads };
    let streams = 0;
    globalThis.EventSource = class {
        constructor() { streams += 1; }
        close() {}
    };
    t.after(() => {
        mock.timers.reset();
        delete globalThis.EventSource;
    });
    const api = {
        async post(_, command) {
            if (!server.posts) throw new Error("refused");
            posted.push(command);
        },
        async get() {
            if (!server.reads) throw new Error("no line");
            return { view: { drafts: posted } };
        },
    };
    const drafts = makeDraftsServer({ api, store: { conference: "c" }, wordsOf: (error) => error.message }, () => {});
    drafts.open("t");
    return { drafts, server, posted, streams: () => streams };
}

test("what was taken is not told as a failure when it cannot be read at once", async (t) => {
    const { drafts, server, posted, streams } = room(t, { reads: false });
    assert.equal(await drafts.submit({ draft: {} }), null);
    assert.deepEqual([posted.length, drafts.drafts.length], [1, 0]);
    // It is read with the next line.
    server.reads = true;
    mock.timers.tick(5_000);
    assert.equal(streams(), 2);
});

test("what was refused is told", async (t) => {
    const { drafts, posted } = room(t, { posts: false });
    assert.equal(await drafts.submit({ draft: {} }), "refused");
    assert.deepEqual(posted, []);
});
