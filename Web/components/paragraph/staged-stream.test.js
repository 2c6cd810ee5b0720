import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { makeStagedStream } from "./staged-stream.js";

const WORDS = { title: { en: "Vision", vi: "Tầm nhìn" }, number: "OP1", words: "We act." };

/** A line that this test cuts, and what is answered to who asks why. */
function line(t) {
    mock.timers.enable({ apis: ["setTimeout"] });
    const streams = [];
    const answers = [];
    globalThis.EventSource = class {
        constructor(path) {
            Object.assign(this, { path, isClosed: false });
            streams.push(this);
        }
        close() { this.isClosed = true; }
        tell(staged) { this.onmessage({ data: JSON.stringify(staged) }); }
    };
    const { fetch } = globalThis;
    globalThis.fetch = async () => {
        const status = answers.shift();
        if (status === undefined) throw new TypeError("no line");
        return { status };
    };
    t.after(() => {
        mock.timers.reset();
        delete globalThis.EventSource;
        globalThis.fetch = fetch;
    });
    let draws = 0;
    const server = makeStagedStream(() => { draws += 1; });
    server.open("/paragraph");
    const pass = async () => {
        mock.timers.tick(5_000);
        for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    };
    return { server, streams, answers, pass, drawn: () => draws };
}

test("what is known of a lost line is marked until the line is there again", async (t) => {
    const { server, streams, answers, pass } = line(t);
    streams[0].tell(WORDS);
    assert.deepEqual([server.staged, server.isStale], [WORDS, false]);
    streams[0].onerror();
    assert.deepEqual([server.staged, server.isStale, streams[0].isClosed], [WORDS, true, true]);
    // Neither no line nor a server that is starting is the end.
    for (const status of [undefined, 502, 503, 429]) {
        if (status) answers.push(status);
        await pass();
        assert.deepEqual([streams.length, server.isStale], [1, true], `${status}`);
    }
    answers.push(200);
    await pass();
    assert.equal(streams.length, 2);
    streams[1].tell({ ...WORDS, words: "We act today." });
    assert.deepEqual([server.staged.words, server.isStale], ["We act today.", false]);
});

test("words that are not for the reader any more are taken away, and nobody asks again", async (t) => {
    const { server, streams, answers, pass, drawn } = line(t);
    streams[0].tell(WORDS);
    streams[0].onerror();
    answers.push(404, 200);
    const before = drawn();
    await pass();
    assert.deepEqual([server.staged, server.isStale, drawn() > before], [null, false, true]);
    await pass();
    assert.deepEqual([streams.length, answers.length], [1, 1]);
});

test("a line that is given up is not sought", async (t) => {
    const { server, streams, answers, pass } = line(t);
    streams[0].onerror();
    server.open("/paragraph");
    answers.push(200);
    await pass();
    assert.deepEqual([streams.length, answers.length, streams[1].isClosed], [2, 1, false]);
});
