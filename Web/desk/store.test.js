import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem } from "./problem.js";
import { Store } from "./store.js";

const soon = () => new Promise((resolve) => setImmediate(resolve));

/** @param {(() => any)[]} answers one for each request, the last one again and again */
function stage(answers) {
    const asked = [];
    const streams = [];
    const waits = [];
    const store = new Store(
        { get: async (path) => {
            asked.push(path);
            return (answers.length > 1 ? answers.shift() : answers[0])();
        } },
        {
            stream: (path) => {
                const stream = { path, isOpen: true, onmessage: null, onopen: null, onerror: null, close() { this.isOpen = false; } };
                streams.push(stream);
                return stream;
            },
            later: (run, ms) => waits.push({ run, ms }),
        },
    );
    const told = [];
    store.subscribe(() => told.push([store.status, store.sequence]));
    return { store, asked, streams, waits, told };
}
const view = (/** @type {number} */ sequence) => () => ({ sequence, view: { at: sequence } });
const refusal = (/** @type {number} */ status) => () => { throw new Problem(status); };

test("a conference is fetched, then listened to, and fetched again at each change", async () => {
    const { store, streams, asked, told } = stage([view(3), view(5)]);
    store.open("c");
    await soon();
    assert.deepEqual(told, [["loading", -1], ["live", 3]]);
    assert.equal(streams[0].path, "/api/conferences/c/changes");
    streams[0].onmessage({ data: '{"sequence":3}' });
    await soon();
    assert.equal(asked.length, 1);
    streams[0].onmessage({ data: '{"sequence":4}' });
    streams[0].onmessage({ data: "nonsense" });
    await soon();
    assert.equal(store.sequence, 5);
    assert.equal(asked.length, 2);
});

test("many changes at once are two requests at most: the one under way, and one that knows them all", async () => {
    const { store, asked } = stage([view(1), view(9)]);
    store.open("c");
    await Promise.all([store.refetch(), store.refetch(), store.refetch()]);
    assert.equal(asked.length, 2);
    assert.equal(store.sequence, 9);
});

test("a command's number is reached before anything goes on", async () => {
    const { store, asked } = stage([view(1), view(2)]);
    store.open("c");
    await soon();
    await store.reach(2);
    assert.equal(store.sequence, 2);
    await store.reach(2);
    assert.equal(asked.length, 2);
});

test("a stream that breaks is opened again after a while, with what was known still there", async () => {
    const { store, streams, waits } = stage([view(1)]);
    store.open("c");
    await soon();
    streams[0].onerror();
    assert.equal(store.status, "offline");
    assert.deepEqual(store.view, { at: 1 });
    assert.equal(streams[0].isOpen, false);
    assert.ok(waits[0].ms > 0);
    waits[0].run();
    await soon();
    assert.equal(store.status, "live");
    assert.equal(streams.length, 2);
});

test("a server that is not reached is asked again, one that refuses is not", async () => {
    const lost = stage([refusal(0)]);
    lost.store.open("c");
    await soon();
    assert.equal(lost.store.status, "offline");
    assert.equal(lost.waits.length, 1);
    for (const [status, word] of [[401, "signedOut"], [410, "signedOut"], [403, "forbidden"], [404, "missing"]]) {
        const { store, waits, streams } = stage([refusal(Number(status))]);
        store.open("c");
        await soon();
        assert.equal(store.status, word);
        assert.deepEqual([waits.length, streams.length, store.view], [0, 0, null]);
    }
});

test("whoever is signed out while they look sees nothing more", async () => {
    const { store, streams } = stage([view(1), refusal(410)]);
    store.open("c");
    await soon();
    streams[0].onmessage({ data: '{"sequence":2}' });
    await soon();
    assert.deepEqual([store.status, store.view, streams[0].isOpen], ["signedOut", null, false]);
});

test("what comes late from a conference that was left is not shown in the next", async () => {
    let answer = /** @type {(value: any) => void} */ (() => {});
    const { store, streams } = stage([() => new Promise((resolve) => (answer = resolve)), view(7)]);
    store.open("first");
    const late = answer;
    store.open("second");
    await soon();
    late({ sequence: 99, view: {} });
    await soon();
    assert.deepEqual([store.conference, store.sequence], ["second", 7]);
    assert.equal(streams.length, 1);
    store.open(null);
    assert.equal(streams[0].isOpen, false);
});
