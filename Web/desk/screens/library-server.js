/** @typedef {import("../../protocol/library.js").Library} Library */

/**
 * The library as the server tells it, and what is asked of it.
 * @param {import("../context.js").Desk} desk @param {() => void} changed
 */
export function makeLibraryServer(desk, changed) {
    let query = "";
    let round = 0;
    const address = () => `/api/conferences/${desk.store.conference}/library`;
    const server = {
        /** @type {Library|null} */
        library: null,
        /** @param {string} [words] that are searched; those of before */
        async load(words = query) {
            query = words;
            const mine = ++round;
            try {
                const found = await desk.api.get(address() + (words === "" ? "" : `?q=${encodeURIComponent(words)}`));
                // A later question has a later answer.
                if (mine === round) server.library = found;
            } catch (error) {
                if (mine === round) desk.refuse(error);
            }
            changed();
        },
        /** @returns {Promise<import("../../protocol/text.js").TextSummary[]>} those that are not decided yet, as far as one may read them */
        async texts() {
            try {
                return (await desk.api.get(`/api/conferences/${desk.store.conference}/texts`)).filter((/** @type {import("../../protocol/text.js").TextSummary} */ { standing }) => standing !== "decided");
            } catch (error) {
                desk.refuse(error);
                return [];
            }
        },
        /**
         * @param {Record<string, object>} command
         * @returns {Promise<string|null>} what is wrong
         */
        async act(command) {
            try {
                await desk.api.post(`${address()}/commands`, command);
            } catch (error) {
                return desk.wordsOf(error);
            } finally {
                await server.load();
            }
            return null;
        },
        /**
         * Sends a file, then what is to become of it.
         * @param {{file: File, value: object}} version @param {(version: object) => Record<string, object>} command
         * @returns {Promise<{wrong: string|null, document: string}>}
         */
        async send({ file, value }, command) {
            try {
                const { upload } = await desk.api.upload(`${address()}/files?name=${encodeURIComponent(file.name)}`, file);
                const { document } = await desk.api.post(`${address()}/commands`, command({ ...value, upload }));
                await server.load("");
                return { wrong: null, document };
            } catch (error) {
                return { wrong: desk.wordsOf(error), document: "" };
            }
        },
    };
    return server;
}
