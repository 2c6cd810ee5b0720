import { Problem } from "./problem.js";

/**
 * The server as the desk asks it: what is asked for comes back, or a `Problem` is thrown.
 * @param {typeof fetch} [fetcher]
 */
export function makeApi(fetcher = (...all) => fetch(...all)) {
    /**
     * @param {string} method @param {string} path @param {{type: string, body: BodyInit}} [sent]
     * @returns {Promise<Response>}
     */
    async function ask(method, path, sent) {
        let response;
        try {
            response = await fetcher(path, {
                method, credentials: "same-origin", cache: "no-store",
                ...(sent ? { headers: { "content-type": sent.type }, body: sent.body } : {}),
            });
        } catch {
            throw new Problem(0);
        }
        if (response.ok) return response;
        throw new Problem(response.status, await response.json().catch(() => ({})), Number(response.headers.get("retry-after")) || 0);
    }
    /** @param {Response} response @returns {Promise<any>} */
    const read = async (response) => (response.status === 204 ? null : response.json().catch(() => { throw new Problem(0); }));
    return {
        /** @param {string} path */
        get: async (path) => read(await ask("GET", path)),
        /** @param {string} path @param {unknown} body */
        post: async (path, body) => read(await ask("POST", path, { type: "application/json", body: JSON.stringify(body) })),
        /** @param {string} path @param {Blob} file */
        file: async (path, file) => read(await ask("POST", path, { type: "application/octet-stream", body: file })),
        /** @param {string} path */
        delete: async (path) => read(await ask("DELETE", path)),
        /**
         * A sheet as text.
         * @param {string} path
         */
        sheet: async (path) => (await ask("GET", path)).text(),
        /** @param {string} path @param {Blob} file */
        upload: async (path, file) => read(await ask("POST", path, { type: "application/octet-stream", body: file })),
        /** @param {string} path @param {string} text */
        csv: async (path, text) => read(await ask("POST", path, { type: "text/csv", body: text })),
    };
}

/** @typedef {ReturnType<typeof makeApi>} Api */
