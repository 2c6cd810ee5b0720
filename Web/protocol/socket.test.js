import assert from "node:assert/strict";
import { test } from "node:test";
import { BackOff } from "./back-off.js";
import { LiveSocket, Refused, Unanswered } from "./socket.js";

/** A server of few words, with its own time. */
function world({ resume = () => null } = {}) {
    const sockets = [];
    const timers = [];
    const statuses = [];
    const messages = [];
    let time = 0;
    const socket = new LiveSocket({
        url: "wss://x/live",
        device: "d",
        resume,
        onMessage: (message) => messages.push(message),
        onStatus: (status) => statuses.push(status),
        now: () => time,
        backOff: new BackOff(() => 0.999),
        setTimer: (body, delay) => {
            const timer = { at: time + delay, body };
            timers.push(timer);
            return timer;
        },
        clearTimer: (timer) => {
            const index = timers.indexOf(timer);
            if (index >= 0) timers.splice(index, 1);
        },
        makeSocket: () => {
            const made = { readyState: 0, sent: [], closed: false, close() { this.closed = true; }, send(text) { this.sent.push(JSON.parse(text)); } };
            sockets.push(made);
            return made;
        },
    });
    return {
        socket, sockets, statuses, messages,
        get last() { return sockets.at(-1); },
        open() {
            this.last.readyState = 1;
            this.last.onopen();
            this.say({ type: "welcome", you: "p", serverTime: "2020-04-14T02:00:00.000Z", version: 1, release: "t" });
        },
        say(message) { this.last.onmessage({ data: JSON.stringify(message) }); },
        pass(milliseconds) {
            const until = time + milliseconds;
            for (;;) {
                const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
                if (!next) break;
                timers.splice(timers.indexOf(next), 1);
                time = next.at;
                next.body();
            }
            time = until;
        },
    };
}

test("says hello first, and what it has seen when it comes back", () => {
    let seen = null;
    const w = world({ resume: () => seen });
    w.socket.start();
    w.open();
    assert.deepEqual(w.last.sent[0], { type: "hello", version: 1, device: "d" });
    assert.deepEqual(w.statuses, ["open"]);
    seen = 17;
    w.last.onclose();
    assert.equal(w.socket.status, "reconnecting");
    w.pass(250);
    w.open();
    assert.equal(w.sockets.length, 2);
    assert.deepEqual(w.last.sent[0], { type: "hello", version: 1, device: "d", resume: 17 });
});

test("silence after a ping ends the connection; the next attempt follows", () => {
    const w = world();
    w.socket.start();
    w.open();
    w.pass(10);
    assert.equal(w.last.sent.filter(({ type }) => type === "ping").length, 1);
    w.pass(5900);
    assert.equal(w.sockets[0].closed, false);
    w.pass(100);
    assert.equal(w.sockets[0].closed, true);
    assert.equal(w.socket.status, "reconnecting");
    w.pass(250);
    assert.equal(w.sockets.length, 2);
});

test("whatever comes is a sign of life, also from a server that answers pings late", () => {
    const w = world();
    w.socket.start();
    w.open();
    for (let second = 0; second < 30; second += 1) {
        w.say({ type: "lines", lines: {} });
        w.pass(1000);
    }
    assert.equal(w.sockets.length, 1);
});

test("patience grows with each attempt, for a server under load", () => {
    const w = world();
    w.socket.start();
    const began = [];
    for (let moment = 0; moment < 120_000; moment += 50) {
        if (w.sockets.length > began.length) began.push(moment);
        w.pass(50);
    }
    const waits = began.slice(1).map((moment, index) => moment - began[index]);
    assert.ok(waits[0] < 3500);
    assert.ok(waits.every((wait, index) => index === 0 || wait >= waits[index - 1] - 50));
    assert.ok(waits.at(-1) >= 15_000 && waits.at(-1) <= 20_100);
});

test("pongs keep it, and pings go every five seconds", () => {
    const w = world();
    w.socket.start();
    w.open();
    for (let second = 0; second < 21; second += 1) {
        w.say({ type: "pong", clientTime: 0, serverTime: "2020-04-14T02:00:00.000Z" });
        w.pass(1000);
    }
    assert.equal(w.sockets.length, 1);
    assert.equal(w.socket.status, "open");
    assert.ok(w.last.sent.filter(({ type }) => type === "ping").length >= 5);
});

test("a server that does not answer the call is tried again", () => {
    const w = world();
    w.socket.start();
    w.pass(3000 + 250);
    assert.equal(w.sockets.length, 2);
    assert.equal(w.socket.status, "connecting");
});

for (const reason of ["revoked", "removed", "replaced"]) {
    test(`${reason} is final`, () => {
        const w = world();
        w.socket.start();
        w.open();
        w.say({ type: "bye", reason, text: { en: "" } });
        w.pass(60_000);
        assert.equal(w.socket.status, "ended");
        assert.equal(w.sockets.length, 1);
        assert.equal(w.messages.at(-1).reason, reason);
        w.socket.hurry();
        assert.equal(w.sockets.length, 1);
    });
}

test("slow, flood and shutdown are not final", () => {
    for (const reason of ["slow", "flood", "shutdown", "protocol"]) {
        const w = world();
        w.socket.start();
        w.open();
        w.say({ type: "bye", reason, text: { en: "" } });
        w.last.onclose();
        w.pass(300);
        assert.equal(w.sockets.length, 2, reason);
    }
});

test("requests are answered by id, refused with the server's words, or stay unanswered", async () => {
    const w = world();
    w.socket.start();
    w.open();
    const first = w.socket.request("c", { type: "command", command: { type: "raiseFlag" } });
    const second = w.socket.request("c", { type: "command", command: { type: "raiseFlag" } });
    const third = w.socket.request("m", { type: "publish", sdp: "o" });
    const ids = w.last.sent.filter(({ id }) => id).map(({ id }) => id);
    assert.equal(new Set(ids).size, 3);
    w.say({ type: "refused", id: ids[1], reason: "alreadyRaised", text: { en: "Raised." } });
    w.say({ type: "accepted", id: ids[0], sequence: 4 });
    assert.equal((await first).sequence, 4);
    await assert.rejects(second, (error) => error instanceof Refused && error.reason === "alreadyRaised" && error.text.en === "Raised.");
    w.last.onclose();
    await assert.rejects(third, Unanswered);
    await assert.rejects(w.socket.request("c", { type: "command", command: { type: "leave" } }), Unanswered);
});

test("hurry tries at once, and asks a connection that seems open for a sign of life", () => {
    const w = world();
    w.socket.start();
    w.open();
    w.last.onclose();
    w.socket.hurry();
    assert.equal(w.sockets.length, 2);
    w.open();
    w.socket.hurry();
    assert.equal(w.last.sent.at(-1).type, "ping");
});

test("what is no JSON ends the connection, not the page", () => {
    const w = world();
    w.socket.start();
    w.open();
    w.last.onmessage({ data: "{" });
    assert.equal(w.socket.status, "reconnecting");
});

test("an old socket says nothing any more", () => {
    const w = world();
    w.socket.start();
    const old = w.last;
    const late = old.onmessage;
    w.open();
    w.socket.reconnect();
    w.pass(250);
    late({ data: JSON.stringify({ type: "lines", lines: {} }) });
    assert.ok(!w.messages.some(({ type }) => type === "lines"));
});
