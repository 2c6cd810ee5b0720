import { BackOff } from "../protocol/back-off.js";

/**
 * What somebody should know, as the server tells it: fetched anew whenever it says that there is something else.
 *
 * @typedef {object} Notice
 * @property {number} number
 * @property {string} at
 * @property {boolean} isRead
 * @property {string} kind
 * @property {Record<string, string>} text
 * @property {string} path
 * @property {"usual"|"urgent"} urgency
 *
 * @typedef {{onmessage: ((event: {data: string}) => void)|null, onerror: (() => void)|null, onopen?: (() => void)|null, close(): void}} Stream
 */
export class NoticeBox {
    /** @type {Notice[]} */
    notices = [];
    unread = 0;
    /** @type {string|null} */
    conference = null;
    /** The newest that was seen; nothing before is news. */
    #last = -1;
    /** @type {Set<(isNew: boolean) => void>} */
    #listeners = new Set();
    /** @type {Stream|null} */
    #stream = null;
    /** @type {any} */
    #timer = null;

    /**
     * @param {{get: (path: string) => Promise<any>, post: (path: string, body: unknown) => Promise<any>}} api
     * @param {{stream?: (path: string) => Stream, backOff?: BackOff, later?: (run: () => void, ms: number) => any}} [parts]
     */
    constructor(api, parts = {}) {
        this.api = api;
        this.parts = {
            stream: (/** @type {string} */ path) => /** @type {Stream} */ (/** @type {unknown} */ (new EventSource(path))),
            backOff: new BackOff(), later: (/** @type {() => void} */ run, /** @type {number} */ ms) => setTimeout(run, ms), ...parts,
        };
    }

    /** @param {(isNew: boolean) => void} listener `isNew`: something came that was not there when the box was opened */
    subscribe(listener) {
        this.#listeners.add(listener);
    }

    /** @param {string|null} conference null: none */
    open(conference) {
        if (conference === this.conference) return;
        this.#stream?.close();
        this.#stream = null;
        clearTimeout(this.#timer);
        this.conference = conference;
        [this.notices, this.unread, this.#last] = [[], 0, -1];
        if (conference !== null) this.#follow();
    }

    /** All that are here are read. */
    async readAll() {
        const first = this.notices[0];
        if (!first || this.conference === null) return;
        await this.api.post(`/api/conferences/${this.conference}/notices/read`, { through: first.number });
        await this.#fetch();
    }

    #follow() {
        const stream = this.parts.stream(`/api/conferences/${this.conference}/notices`);
        this.#stream = stream;
        stream.onmessage = () => {
            this.parts.backOff.reset();
            void this.#fetch();
        };
        stream.onerror = () => {
            if (this.#stream !== stream) return;
            stream.close();
            this.#timer = this.parts.later(() => this.#follow(), this.parts.backOff.next());
        };
    }

    async #fetch() {
        const { conference } = this;
        let found;
        try {
            found = await this.api.get(`/api/conferences/${conference}/notices`);
        } catch {
            // The stream breaks too, and comes back.
            return;
        }
        if (conference !== this.conference) return;
        const newest = found.notices[0]?.number ?? 0;
        const isNew = this.#last >= 0 && newest > this.#last;
        this.#last = Math.max(this.#last, newest);
        [this.notices, this.unread] = [found.notices, found.unread];
        for (const listener of this.#listeners) listener(isNew);
    }
}
