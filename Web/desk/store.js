import { BackOff } from "../protocol/back-off.js";
import { Problem } from "./problem.js";

/**
 * One conference as the server tells it: the whole view, fetched anew whenever the server says that something changed.
 *
 * @typedef {import("../protocol/conference.js").ConferenceView} View
 * @typedef {"loading"|"live"|"offline"|"forbidden"|"missing"|"signedOut"} Status
 * @typedef {{onmessage: ((event: {data: string}) => void)|null, onopen: (() => void)|null, onerror: (() => void)|null, close(): void}} Stream
 */
export class Store {
    /** @type {View|null} */
    view = null;
    sequence = -1;
    /** @type {Status} */
    status = "loading";
    /** @type {string|null} */
    conference = null;
    /** @type {Set<() => void>} */
    #listeners = new Set();
    /** @type {Promise<void>|null} */
    #running = null;
    /** @type {Promise<void>|null} */
    #next = null;
    /** @type {Stream|null} */
    #stream = null;
    /** @type {any} */
    #timer = null;
    #opening = 0;

    /**
     * @param {{get: (path: string) => Promise<any>}} api
     * @param {{stream?: (path: string) => Stream, backOff?: BackOff, later?: (run: () => void, ms: number) => any}} [parts]
     */
    constructor(api, parts = {}) {
        this.api = api;
        this.parts = {
            stream: (/** @type {string} */ path) => /** @type {Stream} */ (/** @type {unknown} */ (new EventSource(path))),
            backOff: new BackOff(), later: (/** @type {() => void} */ run, /** @type {number} */ ms) => setTimeout(run, ms), ...parts,
        };
    }

    /** @param {() => void} listener @returns {() => void} ends it */
    subscribe(listener) {
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
    }

    /** @param {string|null} conference null: none */
    open(conference) {
        if (conference === this.conference) return;
        this.#stop();
        this.#opening += 1;
        this.conference = conference;
        this.view = null;
        this.sequence = -1;
        this.#running = this.#next = null;
        this.parts.backOff.reset();
        this.#turn("loading");
        if (conference !== null) void this.#begin();
    }

    /**
     * The view of now; several who ask at once are answered by one request.
     * @returns {Promise<void>}
     */
    refetch() {
        if (!this.#running) {
            const run = this.#fetch().finally(() => {
                if (this.#running === run) this.#running = null;
            });
            return (this.#running = run);
        }
        return (this.#next ??= this.#running.then(() => {
            this.#next = null;
            return this.refetch();
        }));
    }

    /**
     * Returns when the view knows what the server answered to a command.
     * @param {number} sequence
     */
    async reach(sequence) {
        if (this.sequence < sequence) await this.refetch();
    }

    async #begin() {
        const opening = this.#opening;
        await this.refetch();
        if (opening !== this.#opening) return;
        if (this.status === "live") this.#listen();
        else if (this.status === "offline") this.#again();
    }

    #listen() {
        const stream = this.parts.stream(`/api/conferences/${this.conference}/changes`);
        this.#stream = stream;
        stream.onopen = () => this.parts.backOff.reset();
        stream.onmessage = ({ data }) => {
            const told = sequenceIn(data);
            if (told !== null && told !== this.sequence) void this.refetch();
        };
        stream.onerror = () => {
            this.#stop();
            this.#turn("offline");
            this.#again();
        };
    }

    #again() {
        this.#timer = this.parts.later(() => void this.#begin(), this.parts.backOff.next());
    }

    #stop() {
        clearTimeout(this.#timer);
        this.#stream?.close();
        this.#stream = null;
    }

    async #fetch() {
        const opening = this.#opening;
        try {
            const { sequence, view } = await this.api.get(`/api/conferences/${this.conference}`);
            if (opening !== this.#opening || sequence < this.sequence) return;
            this.view = view;
            this.sequence = sequence;
            this.#turn("live");
        } catch (error) {
            if (opening !== this.#opening) return;
            const status = error instanceof Problem ? statusOf(error) : "offline";
            if (status !== "offline") {
                this.#stop();
                this.view = null;
            }
            this.#turn(status);
        }
    }

    /** @param {Status} status */
    #turn(status) {
        this.status = status;
        for (const listener of this.#listeners) listener();
    }
}

/** @param {Problem} problem @returns {Status} */
function statusOf({ status }) {
    if (status === 401 || status === 410) return "signedOut";
    if (status === 403) return "forbidden";
    return status === 404 ? "missing" : "offline";
}

/** @param {string} data */
function sequenceIn(data) {
    try {
        const { sequence } = JSON.parse(data);
        return Number.isSafeInteger(sequence) ? Number(sequence) : null;
    } catch {
        return null;
    }
}
