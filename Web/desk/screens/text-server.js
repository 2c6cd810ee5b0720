import { BackOff } from "../../protocol/back-off.js";
import { Draft } from "../../text/draft.js";
import { applied, editIn, runsIn } from "../../text/wording.js";

/**
 * One text as the server tells it, with what was typed here and is not in the record yet.
 *
 * @typedef {import("../../protocol/text.js").TextView} TextView
 * @typedef {import("../../protocol/text.js").You} You
 * @typedef {import("../../text/wording.js").Run} Run
 * @typedef {import("../../text/wording.js").Edit} Edit
 */

/** ms until a stream that does not tell what was taken counts as lost. */
const PATIENCE = 10_000;

/** @param {import("../context.js").Desk} desk @param {() => void} changed */
export function makeTextServer(desk, changed) {
    const backOff = new BackOff();
    const shelf = makeShelf();
    /** @type {EventSource|null} */
    let stream = null;
    /** @type {any} */
    let timer = null;
    /** @type {any} */
    let overdue = null;
    let opening = 0;
    let path = "";

    const server = {
        /** @type {string|null} */
        id: null,
        /** @type {TextView|null} */
        view: null,
        /** @type {You|null} */
        you: null,
        sequence: 0,
        /** @type {"loading"|"live"|"offline"|"forbidden"|"missing"} */
        status: "loading",
        /** @type {Map<string, Run[]>} as the server has them */
        runs: new Map(),
        /** @type {Draft|null} */
        draft: null,
        /** Whether what is not in the record yet would outlive this page. */
        isKept: true,

        /** @param {string|null} id null: none */
        open(id) {
            if (id === server.id) return;
            server.close();
            server.id = id;
            path = `/api/conferences/${desk.store.conference}/texts/${id}`;
            if (id !== null) void load();
        },

        close() {
            opening += 1;
            stop();
            shelf.leave();
            Object.assign(server, { id: null, view: null, you: null, sequence: 0, status: "loading", runs: new Map(), draft: null });
        },

        /** @param {string} paragraph with what was typed here @returns {Run[]} */
        shown(paragraph) {
            const runs = server.runs.get(paragraph) ?? [];
            return server.draft?.over(paragraph, runs) ?? runs;
        },

        /** @param {string} paragraph @param {Edit[]} edits */
        type(paragraph, edits) {
            if (!server.draft || edits.length === 0) return;
            server.draft.type(paragraph, () => edits);
            keep();
            void send();
            changed();
        },

        /**
         * @param {Record<string, object>} command
         * @returns {Promise<string|null>} why not, in words
         */
        async submit(command) {
            try {
                await desk.api.post(`${path}/commands`, command);
                return null;
            } catch (error) {
                return desk.wordsOf(error);
            }
        },

        /** @param {number} from @param {number} to */
        comparison: (from, to) => desk.api.get(`${path}/comparison?from=${from}&to=${to}`),

        /** @param {number} act @returns {Promise<{at: string, by: string}>} */
        act: (act) => desk.api.get(`${path}/acts/${act}`),

        /** @param {number} index */
        forget(index) {
            server.draft?.forget(index);
            keep();
            changed();
        },
    };

    async function load() {
        const turn = opening;
        try {
            const { sequence, you, view } = await desk.api.get(path);
            if (turn !== opening) return;
            if (!server.draft) {
                const { device, kept } = await shelf.enter(`${desk.store.conference}/${server.id}/${you.author}`);
                if (turn !== opening) return;
                server.draft = new Draft(device, kept);
            }
            server.draft.failed();
            take(sequence, you, view);
            listen();
            void send();
        } catch (error) {
            if (turn !== opening) return;
            const { status } = refusal(error);
            server.status = status === 403 ? "forbidden" : status === 404 ? "missing" : "offline";
            if (server.status === "offline") again();
        }
        changed();
    }

    /** @param {number} sequence @param {You} you @param {TextView} view */
    function take(sequence, you, view) {
        Object.assign(server, { sequence, you, view, status: "live" });
        server.runs = new Map(view.paragraphs.map(({ id, runs }) => [id, runsIn(runs)]));
        server.draft?.reread(view.stamps);
        keep();
    }

    function listen() {
        stop();
        stream = new EventSource(`${path}/changes?after=${server.sequence}`);
        stream.onopen = () => backOff.reset();
        stream.onmessage = ({ data }) => {
            const change = JSON.parse(data);
            if (change.sequence !== server.sequence + 1 || !fold(change)) {
                void load();
                return;
            }
            changed();
            void send();
        };
        stream.onerror = lose;
    }

    /** The line is gone: what is typed from now on waits. */
    function lose() {
        if (server.id === null || server.status === "forbidden" || server.status === "missing") return;
        stop();
        server.status = "offline";
        server.draft?.failed();
        changed();
        again();
    }

    addEventListener("offline", lose);
    addEventListener("online", () => void (server.status === "offline" && server.id !== null && load()));

    /**
     * @param {import("../../protocol/text.js").TextChange} change
     * @returns {boolean} false: the text has to be read anew
     */
    function fold(change) {
        if (!server.view) return false;
        server.sequence = change.sequence;
        if (change.edited) {
            const { paragraph, edits, stamp } = change.edited;
            const now = applied(server.runs.get(paragraph) ?? [], edits.map(editIn), change.sequence);
            if (!now) return false;
            server.runs.set(paragraph, now);
            server.draft?.recorded(stamp, change.sequence);
            keep();
            return true;
        }
        const { order, paragraphs = [], sequence: _, at: __, by: ___, event: ____, ...members } = change;
        const view = { ...server.view, ...members };
        const known = new Map([...server.view.paragraphs, ...paragraphs].map((paragraph) => [paragraph.id, paragraph]));
        const places = order ?? server.view.paragraphs.map(({ id, number }) => ({ id, number }));
        view.paragraphs = places.flatMap(({ id, number }) => {
            const paragraph = known.get(id);
            return paragraph ? [{ ...paragraph, number }] : [];
        });
        for (const { id, runs } of paragraphs) server.runs.set(id, runsIn(runs));
        server.view = view;
        if (change.text && server.you) {
            const { delegation, isSecretariat } = server.you;
            const { pen } = change.text;
            server.you = { ...server.you, holdsPen: "secretariat" in pen ? isSecretariat : pen.delegation.seat === delegation };
        }
        return true;
    }

    /** One act after the other; what gets no answer is sent again. */
    async function send() {
        const { draft } = server;
        const turn = opening;
        if (!draft || server.status !== "live") return;
        const command = draft.next();
        if (!command) return;
        keep();
        try {
            await desk.api.post(`${path}/commands`, command);
            clearTimeout(overdue);
            overdue = setTimeout(() => void (turn === opening && draft.isSending && lose()), PATIENCE);
        } catch (error) {
            if (turn !== opening) return;
            const { status, words } = refusal(error);
            const isLost = status === 0 || status === 429 || status >= 500;
            if (isLost) {
                lose();
            } else {
                draft.refuse(words);
                desk.notify(words, { urgent: true });
            }
            keep();
            if (isLost) return;
            changed();
            void send();
        }
    }

    /**
     * What is no answer of the server is thrown.
     * @param {unknown} error @returns {{status: number, words: string}}
     */
    const refusal = (error) => ({ words: desk.wordsOf(error), status: /** @type {{status: number}} */ (error).status });

    function keep() {
        if (server.draft) server.isKept = shelf.keep(server.draft.kept);
    }

    function again() {
        stop();
        timer = setTimeout(() => void load(), backOff.next());
    }

    function stop() {
        clearTimeout(timer);
        stream?.close();
        stream = null;
    }

    return server;
}

const PREFIX = "text-draft:";

/** Where a device keeps what was typed: each page has a place of its own, and takes up one whose page is gone. */
function makeShelf() {
    /** @type {(() => void)|null} */
    let release = null;
    let key = "";

    /** @param {string} name @returns {Promise<boolean>} whether no other page has it */
    const hold = (name) => new Promise((resolve) => {
        void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
            resolve(lock !== null);
            return lock && new Promise((done) => { release = () => done(null); });
        });
    });

    /** @param {string} name @returns {import("../../text/draft.js").Kept|null} */
    function read(name) {
        try {
            return JSON.parse(localStorage.getItem(name) ?? "null");
        } catch {
            return null;
        }
    }

    return {
        /** @param {string} about the text and the person */
        async enter(about) {
            const prefix = `${PREFIX}${about}:`;
            const left = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
            for (const name of left) {
                const kept = read(name);
                if (kept && await hold(name)) {
                    key = name;
                    return { device: kept.device, kept };
                }
            }
            const device = crypto.randomUUID();
            key = prefix + device;
            await hold(key);
            return { device, kept: null };
        },
        /**
         * @param {import("../../text/draft.js").Kept} kept
         * @returns {boolean} false: the device has no room for it
         */
        keep(kept) {
            if (!key) return true;
            try {
                if (kept.batches.length === 0 && kept.refused.length === 0) localStorage.removeItem(key);
                else localStorage.setItem(key, JSON.stringify(kept));
                return true;
            } catch {
                return false;
            }
        },
        leave() {
            release?.();
            release = null;
            key = "";
        },
    };
}
