import assert from "node:assert/strict";
import { test } from "node:test";
import { NoticeBox } from "./notice-box.js";

/** A server that answers with what is in `told`. */
function server() {
    const streams = [];
    const posted = [];
    const later = [];
    const told = { unread: 0, notices: [] };
    const box = new NoticeBox(
        { get: async () => structuredClone(told), post: async (path, body) => void posted.push({ path, body }) },
        { stream: (path) => (streams.push({ path, closed: false, onmessage: null, onerror: null, close() { this.closed = true; } }), streams.at(-1)), later: (run) => later.push(run) },
    );
    const heard = [];
    box.subscribe((isNew) => heard.push(isNew));
    const says = async () => {
        streams.at(-1).onmessage({ data: "{}" });
        await new Promise((done) => setImmediate(done));
    };
    return { box, streams, posted, later, told, heard, says };
}

test("what is there when the box is opened is no news; what comes then is", async () => {
    const { box, told, heard, says, streams } = server();
    told.notices = [{ number: 3 }];
    told.unread = 1;
    box.open("amm-54");
    box.open("amm-54");
    assert.deepEqual(streams.map(({ path }) => path), ["/api/conferences/amm-54/notices"]);
    await says();
    assert.deepEqual([box.unread, heard], [1, [false]]);
    told.notices = [{ number: 5 }, { number: 3 }];
    await says();
    await says();
    assert.deepEqual(heard, [false, true, false]);
});

test("all are marked as read up to the newest that is seen", async () => {
    const { box, told, posted, says } = server();
    await box.readAll();
    told.notices = [{ number: 7 }, { number: 3 }];
    box.open("amm-54");
    await says();
    await box.readAll();
    assert.deepEqual(posted, [{ path: "/api/conferences/amm-54/notices/read", body: { through: 7 } }]);
});

test("a stream that breaks is begun anew, and ends with the conference", async () => {
    const { box, streams, later, told, says } = server();
    told.notices = [{ number: 1 }];
    box.open("amm-54");
    await says();
    streams[0].onerror();
    assert.equal(streams[0].closed, true);
    later[0]();
    assert.equal(streams.length, 2);
    box.open(null);
    assert.equal(streams[1].closed, true);
    assert.deepEqual([box.notices, box.unread], [[], 0]);
    streams[1].onerror();
    assert.equal(later.length, 1);
});
