import { BackOff } from "./back-off.js";
import { FINAL_REASONS, VERSION } from "./messages.js";

/**
 * @typedef {import("./messages.js").ServerMessage} ServerMessage
 * @typedef {import("./messages.js").ClientMessage} ClientMessage
 * @typedef {"connecting"|"open"|"reconnecting"|"ended"} SocketStatus
 * @typedef {{
 *   url: string,
 *   device: string,
 *   resume: () => number|null,
 *   onMessage: (message: ServerMessage) => void,
 *   onStatus: (status: SocketStatus) => void,
 *   onFailedAttempt?: (attempts: number) => void,
 *   makeSocket?: (url: string) => WebSocket,
 *   setTimer?: (body: () => void, milliseconds: number) => any,
 *   clearTimer?: (timer: any) => void,
 *   now?: () => number,
 *   backOff?: BackOff,
 * }} SocketOptions
 */

/** A request that the server refused by rule, with its words. */
export class Refused extends Error {
    /** @param {string} reason @param {import("./messages.js").Texts} text */
    constructor(reason, text) {
        super(reason);
        this.reason = reason;
        this.text = text;
    }
}

/** The connection ended before the answer came: it is not known whether the request was carried out. */
export class Unanswered extends Error {}

const PING_EVERY = 5000;
const FIRST_PINGS = [0, 150, 400, 900];
const SIGN_OF_LIFE_WITHIN = 6000;
/** Patience with one attempt: short at first, because a dead path says nothing; then longer, for a server under load. */
const CONNECT_WITHIN = { first: 3000, most: 15_000 };

/** The live connection: says hello, resumes, keeps the pulse, comes back by itself. */
export class LiveSocket {
    /** @param {SocketOptions} options */
    constructor(options) {
        this.options = options;
        this.makeSocket = options.makeSocket ?? ((url) => new WebSocket(url));
        this.setTimer = options.setTimer ?? ((body, ms) => setTimeout(body, ms));
        this.clearTimer = options.clearTimer ?? ((timer) => clearTimeout(timer));
        this.now = options.now ?? Date.now;
        this.backOff = options.backOff ?? new BackOff();
        /** @type {SocketStatus} */
        this.status = "connecting";
        /** @type {WebSocket|null} */
        this.socket = null;
        /** @type {Map<string, {resolve: (message: any) => void, reject: (error: Error) => void}>} */
        this.waiting = new Map();
        this.lastId = 0;
        this.everOpen = false;
        /** @type {Set<any>} */
        this.timers = new Set();
        /** @type {any} */
        this.pongTimer = null;
    }

    start() {
        this.#attempt();
    }

    /** For good: no more attempts. */
    end() {
        this.#setStatus("ended");
        this.#drop();
    }

    /** Try at once instead of after the back-off, because the network is said to be back. */
    hurry() {
        if (this.status === "ended") return;
        if (this.status === "open") {
            this.#ping();
            return;
        }
        this.#drop();
        this.backOff.reset();
        this.#attempt();
    }

    /** Begin anew with what `resume` says now (after a gap in the sequence). */
    reconnect() {
        if (this.status === "ended") return;
        this.#drop();
        this.#retryLater();
    }

    /**
     * @param {ClientMessage} message
     * @returns {boolean} whether it was handed to the connection
     */
    send(message) {
        if (this.status !== "open" || this.socket?.readyState !== 1) return false;
        this.socket.send(JSON.stringify(message));
        return true;
    }

    /**
     * Sends a message that is answered by id.
     * @param {string} prefix @param {Record<string, any> & {type: string}} message without its id
     * @returns {Promise<any>} `accepted` or `answer`; rejects with Refused or Unanswered
     */
    request(prefix, message) {
        this.lastId += 1;
        const id = `${prefix}${this.lastId}`;
        return new Promise((resolve, reject) => {
            this.waiting.set(id, { resolve, reject });
            const sent = this.send(/** @type {ClientMessage} */ (/** @type {unknown} */ ({ ...message, id })));
            if (sent) return;
            this.waiting.delete(id);
            reject(new Unanswered());
        });
    }

    #attempt() {
        const socket = this.makeSocket(this.options.url);
        this.socket = socket;
        const patience = Math.min(CONNECT_WITHIN.most, CONNECT_WITHIN.first * 1.5 ** this.backOff.attempts);
        const late = this.#after(patience, () => this.#lost(socket));
        socket.onopen = () => {
            if (socket !== this.socket) return;
            const resume = this.options.resume();
            /** @type {ClientMessage} */
            const hello = { type: "hello", version: VERSION, device: this.options.device };
            if (resume !== null) hello.resume = resume;
            socket.send(JSON.stringify(hello));
        };
        socket.onmessage = (event) => {
            if (socket !== this.socket) return;
            /** @type {ServerMessage} */
            let message;
            try {
                message = JSON.parse(event.data);
            } catch {
                return this.#lost(socket);
            }
            if (message.type === "welcome") {
                this.#cancel(late);
                this.#opened();
            }
            this.#received(message);
        };
        socket.onclose = () => this.#lost(socket);
        socket.onerror = () => this.#lost(socket);
    }

    #opened() {
        this.everOpen = true;
        this.backOff.reset();
        this.#setStatus("open");
        for (const delay of FIRST_PINGS) this.#after(delay, () => this.#ping());
        this.#pulse();
    }

    #pulse() {
        this.#after(PING_EVERY, () => {
            this.#ping();
            this.#pulse();
        });
    }

    #ping() {
        if (!this.send({ type: "ping", clientTime: this.now() }) || this.pongTimer !== null) return;
        const socket = this.socket;
        this.pongTimer = this.#after(SIGN_OF_LIFE_WITHIN, () => socket && this.#lost(socket));
    }

    /** @param {ServerMessage} message */
    #received(message) {
        // Whatever comes is a sign of life; a server under load may answer a ping late.
        this.#cancel(this.pongTimer);
        this.pongTimer = null;
        switch (message.type) {
            case "accepted":
            case "answer":
                this.waiting.get(message.id)?.resolve(message);
                this.waiting.delete(message.id);
                break;
            case "refused":
            case "mediaRefused":
                this.waiting.get(message.id)?.reject(new Refused(message.reason, message.text));
                this.waiting.delete(message.id);
                break;
            case "bye":
                if (FINAL_REASONS.has(message.reason)) this.#setStatus("ended");
                break;
        }
        this.options.onMessage(message);
        if (message.type === "bye" && this.status === "ended") this.#drop();
    }

    /** @param {WebSocket} socket */
    #lost(socket) {
        if (socket !== this.socket) return;
        this.#drop();
        if (this.status === "ended") return;
        this.#retryLater();
    }

    #retryLater() {
        this.#setStatus(this.everOpen ? "reconnecting" : "connecting");
        const delay = this.backOff.next();
        this.options.onFailedAttempt?.(this.backOff.attempts);
        if (this.status === "ended") return;
        this.#after(delay, () => this.#attempt());
    }

    #drop() {
        const socket = this.socket;
        this.socket = null;
        for (const timer of this.timers) this.clearTimer(timer);
        this.timers.clear();
        this.pongTimer = null;
        if (socket) {
            socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
            socket.close();
        }
        const waiting = [...this.waiting.values()];
        this.waiting.clear();
        for (const request of waiting) request.reject(new Unanswered());
    }

    /** @param {SocketStatus} status */
    #setStatus(status) {
        if (status === this.status) return;
        this.status = status;
        this.options.onStatus(status);
    }

    /** @param {number} milliseconds @param {() => void} body */
    #after(milliseconds, body) {
        const timer = this.setTimer(() => {
            this.timers.delete(timer);
            body();
        }, milliseconds);
        this.timers.add(timer);
        return timer;
    }

    /** @param {any} timer */
    #cancel(timer) {
        if (timer === null) return;
        this.clearTimer(timer);
        this.timers.delete(timer);
    }
}
