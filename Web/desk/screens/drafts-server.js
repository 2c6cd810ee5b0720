import { BackOff } from "../../protocol/back-off.js";

/**
 * What the delegation drafts for a text, followed as its others write.
 *
 * @typedef {import("../../protocol/text.js").DraftView} DraftView
 */

/** @param {import("../context.js").Desk} desk @param {() => void} changed */
export function makeDraftsServer(desk, changed) {
    const backOff = new BackOff();
    /** @type {EventSource|null} */
    let stream = null;
    /** @type {any} */
    let timer = null;
    let turn = 0;

    const server = {
        path: "",
        /** @type {readonly DraftView[]} */
        drafts: [],

        /** @param {string|null} text null: none, or none of the delegation's */
        open(text) {
            const path = text === null ? "" : `/api/conferences/${desk.store.conference}/texts/${text}/drafts`;
            if (path === server.path) return;
            turn += 1;
            stop();
            Object.assign(server, { path, drafts: [] });
            if (path !== "") listen();
        },

        /**
         * @param {Record<string, object>} command
         * @returns {Promise<string|null>} why not, in words
         */
        async submit(command) {
            try {
                await desk.api.post(`${server.path}/commands`, command);
            } catch (error) {
                return desk.wordsOf(error);
            }
            // It is done, whether or not it can be read at once.
            await load().catch(again);
            return null;
        },
    };

    function listen() {
        stop();
        stream = new EventSource(`${server.path}/changes`);
        stream.onopen = () => backOff.reset();
        stream.onmessage = () => void load().catch(() => again());
        stream.onerror = again;
    }

    async function load() {
        const asked = turn;
        const { view } = await desk.api.get(server.path);
        if (asked !== turn) return;
        server.drafts = view.drafts;
        changed();
    }

    function again() {
        stop();
        if (server.path !== "") timer = setTimeout(listen, backOff.next());
    }

    function stop() {
        clearTimeout(timer);
        stream?.close();
        stream = null;
    }

    return server;
}
