import { BackOff } from "../../protocol/back-off.js";

/**
 * The paragraph that a meeting speaks about, followed as it is written. A line that is lost is sought again, and what is known until then is marked.
 *
 * @typedef {{title: import("../../protocol/messages.js").Texts, number: string, words: string}} Staged
 */

/** The line is there, and there is nothing to be read. */
const NOTHING = [401, 403, 404, 410];

/** @param {() => void} changed */
export function makeStagedStream(changed) {
    const backOff = new BackOff();
    /** @type {EventSource|null} */
    let stream = null;
    /** @type {any} */
    let timer = null;
    let turn = 0;
    let path = "";

    const server = {
        /** @type {Staged|null} */
        staged: null,
        /** Whether it may have become another. */
        isStale: false,

        /** @param {string} of the address */
        open(of) {
            server.close();
            path = of;
            listen();
        },

        close() {
            turn += 1;
            stop();
            Object.assign(server, { staged: null, isStale: false });
        },
    };

    function listen() {
        stop();
        stream = new EventSource(path);
        stream.onmessage = ({ data }) => {
            backOff.reset();
            Object.assign(server, { staged: JSON.parse(data), isStale: false });
            changed();
        };
        stream.onerror = again;
    }

    function again() {
        stop();
        server.isStale = server.staged !== null;
        changed();
        timer = setTimeout(() => void seek(), backOff.next());
    }

    /** A stream does not say why it ended. */
    async function seek() {
        const asked = turn;
        const status = await fetch(path, { cache: "no-store" }).then((answer) => answer.status, () => 0);
        if (asked !== turn) return;
        if (status === 200) return listen();
        if (!NOTHING.includes(status)) return again();
        Object.assign(server, { staged: null, isStale: false });
        changed();
    }

    function stop() {
        clearTimeout(timer);
        stream?.close();
        stream = null;
    }

    return server;
}
