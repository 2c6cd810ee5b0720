import { BackOff } from "../../protocol/back-off.js";
import { Draft } from "../../text/draft.js";
import { applied, editIn, runsIn } from "../../text/wording.js";
import { renewed } from "../state/text-words.js";
import { makeTextShelf } from "./text-shelf.js";

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

/** How often it is looked whether all that was typed is in the record, ms. */
const SOON = 20;

/**
 * @param {import("../context.js").Desk} desk
 * @param {(paragraph: string|null) => void} changed only the words of one paragraph; null: anything
 */
export function makeTextServer(desk, changed) {
    const backOff = new BackOff();
    const shelf = makeTextShelf();
    /** @type {{sequence: number, done: (isDone: boolean) => void}[]} those who wait until an act is here */
    let awaiting = [];
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
            for (const { done } of awaiting) done(false);
            awaiting = [];
            Object.assign(server, { id: null, view: null, you: null, sequence: 0, status: "loading", runs: new Map(), draft: null });
        },

        /** @param {string} paragraph with what was typed here @returns {readonly Run[]} */
        shown(paragraph) {
            const runs = server.runs.get(paragraph) ?? [];
            return server.draft?.over(paragraph, runs) ?? runs;
        },

        /** @param {string} paragraph @param {Edit[]} edits */
        type(paragraph, edits) {
            if (!server.draft) return;
            // What was done in the line is undone there.
            if (edits.length === 0) return changed(paragraph);
            server.draft.type(paragraph, () => edits);
            keep();
            void send();
            changed(paragraph);
        },

        /**
         * @param {Record<string, object>} command
         * @returns {Promise<number>} the act that came of it, which is here; throws a `Problem`
         */
        async ask(command) {
            const { sequence } = await desk.api.post(`${path}/commands`, command);
            await reach(sequence);
            return sequence;
        },

        /**
         * @param {Record<string, object>} command
         * @returns {Promise<string|null>} why not, in words
         */
        submit: (command) => server.ask(command).then(() => null, desk.wordsOf),

        /** @returns {Promise<boolean>} whether all that was typed is in the record; false: there is no line, or it was not taken */
        async settled() {
            const turn = opening;
            while (turn === opening && server.status === "live" && server.draft && !server.draft.isEmpty) await new Promise((resolve) => setTimeout(resolve, SOON));
            return turn === opening && server.status === "live";
        },

        /**
         * Brings in a file.
         * @param {Blob} file @param {Record<string, string>} query
         * @returns {Promise<{sequence: number, counts: Record<string, number>}>}
         */
        async bring(file, query) {
            const taken = await desk.api.file(`${path}/import?${new URLSearchParams(query)}`, file);
            await reach(taken.sequence);
            return taken;
        },

        /** @param {number} from @param {number} to */
        comparison: (from, to) => desk.api.get(`${path}/comparison?from=${from}&to=${to}`),

        /** @param {string} language @returns {Promise<import("../../protocol/text.js").TranslationView>} */
        translation: (language) => desk.api.get(`${path}/translations/${language}`),

        /** @param {number} act @returns {Promise<import("../../protocol/text.js").Act>} */
        act: (act) => desk.api.get(`${path}/acts/${act}`),

        /** @param {number} index */
        forget(index) {
            server.draft?.forget(index);
            keep();
            changed(null);
        },
    };

    /** @param {number} sequence @returns {Promise<boolean>} whether the page knows that act; false: another text came */
    const reach = (sequence) => new Promise((done) => void (sequence <= server.sequence ? done(true) : awaiting.push({ sequence, done })));

    function reached() {
        const here = awaiting.filter(({ sequence }) => sequence <= server.sequence);
        awaiting = awaiting.filter(({ sequence }) => sequence > server.sequence);
        for (const { done } of here) done(true);
    }

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
        changed(null);
        reached();
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
            changed(change.edited && !change.order && !change.placeholders && !change.verbatim ? change.edited.paragraph : null);
            reached();
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
        changed(null);
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
        }
        // An edit that takes a footnote's mark out, or puts it back, tells what changed with it as any other act does.
        if (change.edited && !change.order) {
            // Told with every edit of a paragraph that cites something; most change nothing of it.
            const told = new Map(change.verbatim?.map(({ id, isVerbatim }) => [id, isVerbatim]));
            const { citations } = server.view;
            if (citations.some(({ id, isVerbatim }) => (told.get(id) ?? isVerbatim) !== isVerbatim)) server.view = { ...server.view, citations: citations.map((each) => ({ ...each, isVerbatim: told.get(each.id) ?? each.isVerbatim })) };
            else delete change.verbatim;
            const { placeholders = server.view.placeholders, convergence = server.view.convergence } = change;
            if (change.placeholders) server.view = { ...server.view, placeholders, convergence };
            return true;
        }
        const { order, paragraphs = [], sequence: _, at: __, by: ___, event: ____, edited: _____, ...members } = change;
        const view = { ...server.view, ...members, proposals: renewed(server.view.proposals, change.proposals), comments: renewed(server.view.comments, change.comments) };
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
            const { pen, chair } = change.text;
            server.you = { ...server.you, presides: chair === delegation, holdsPen: "secretariat" in pen ? isSecretariat : pen.delegation.seat === delegation };
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
            changed(null);
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
