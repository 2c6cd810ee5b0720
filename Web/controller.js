import { setRelays } from "./media/relays.js";
import { RoomMedia } from "./media/room-media.js";
import { ServerClock } from "./protocol/clock.js";
import { LiveSocket, Refused } from "./protocol/socket.js";
import { announcements } from "./state/announcements.js";
import { buildModel } from "./state/model.js";
import { holdsMicrophone, isRoomView, participantOf } from "./state/selectors.js";
import { newSession, receive } from "./state/session.js";

/**
 * Binds socket, state and media together and asks for a render when something changed.
 *
 * @typedef {import("./protocol/messages.js").Command} Command
 * @typedef {import("./protocol/messages.js").Texts} Texts
 * @typedef {{text: Texts}|{key: string}} Notice   words of the server, or of the catalogue
 * @typedef {{
 *   render: () => void,
 *   announce: (announcement: import("./state/announcements.js").Announcement) => void,
 *   notice: (notice: Notice) => void,
 * }} Outlets
 */
const SHORTCUTS = "mufakat.shortcuts";
const MISUNDERSTOOD = "mufakat.misunderstood";
/** A page that is misunderstood again so soon was not helped by being loaded anew, ms. */
const SOON = 60_000;

export class Controller {
    /**
     * @param {{meeting: string, participant: string}} place
     * @param {Outlets} outlets
     */
    constructor(place, outlets) {
        this.place = place;
        this.outlets = outlets;
        this.clock = new ServerClock();
        this.session = newSession();
        /** @type {Set<string>} commands that the server has not answered yet, by `pendingKey` */
        this.pending = new Set();
        /** @type {import("./state/model.js").Interface} */
        this.ui = { mode: "speaker", panel: "none", shortcuts: localStorage.getItem(SHORTCUTS) !== "off", tiles: "thumbnail" };
        this.modeChosen = false;
        this.noAccess = false;
        this.frame = 0;
        const query = new URLSearchParams(place);
        const origin = location.origin.replace(/^http/, "ws");
        this.socket = new LiveSocket({
            url: `${origin}/live?${query}`,
            device: deviceName(),
            resume: () => (this.session.view === null ? null : this.session.sequence),
            onMessage: (message) => this.#received(message),
            onStatus: (status) => this.#status(status),
            onFailedAttempt: (attempts) => void this.#askWhy(attempts),
            now: this.clock.localNow,
        });
        this.media = new RoomMedia(this.socket, () => this.changed(), ({ text }) => this.outlets.notice({ text }));
    }

    start() {
        window.addEventListener("online", () => this.socket.hurry());
        window.addEventListener("offline", () => this.socket.reconnect());
        document.addEventListener("visibilitychange", () => {
            if (!document.hidden && this.socket.status !== "open") this.socket.hurry();
        });
        this.socket.start();
    }

    /** @returns {import("./state/model.js").Model|null} null before the first snapshot */
    model() {
        const { view, you } = this.session;
        if (view === null || you === null) return null;
        return buildModel({
            session: { ...this.session, view, you },
            status: this.socket.status,
            pending: this.pending,
            media: this.media.snapshot(),
            ui: this.ui,
            roundTrip: this.clock.roundTrip,
        });
    }

    /**
     * Sends a command; a refusal is shown in the server's words.
     * @param {Command} command
     * @returns {Promise<boolean>} whether it is in the record
     */
    async command(command) {
        const key = pendingKey(command);
        if (this.pending.has(key)) return false;
        this.pending.add(key);
        this.changed();
        const accepted = await this.#ask("c", { type: "command", command });
        this.pending.delete(key);
        this.changed();
        return accepted;
    }

    /**
     * @param {string} prefix @param {Record<string, any> & {type: string}} message
     * @returns {Promise<boolean>} whether the server accepted it; if not, it has been said why
     */
    async #ask(prefix, message) {
        try {
            await this.socket.request(prefix, message);
            return true;
        } catch (error) {
            this.outlets.notice(error instanceof Refused ? { text: error.text } : { key: "notice.unanswered" });
            return false;
        }
    }

    /**
     * @param {string} text
     * @returns {Promise<boolean>} whether it is kept
     */
    async note(text) {
        return this.#ask("n", { type: "note", text });
    }

    /** @param {Partial<import("./state/model.js").Interface>} change */
    setInterface(change) {
        if (change.mode !== undefined) this.modeChosen = true;
        if (change.shortcuts !== undefined) localStorage.setItem(SHORTCUTS, change.shortcuts ? "on" : "off");
        this.ui = { ...this.ui, ...change };
        this.changed();
    }

    /** Something is different: follow with the media, render at the next frame (or soon, in a hidden page). */
    changed() {
        if (this.frame !== 0) return;
        this.frame = window.setTimeout(() => {
            this.frame = 0;
            this.#follow();
            this.outlets.render();
        }, 0);
    }

    #follow() {
        const { view, you, audible } = this.session;
        if (view === null || you === null) return;
        if (!this.modeChosen) this.ui = { ...this.ui, mode: view.presiding === you ? "console" : "speaker" };
        const quality = this.ui.mode === "photo" ? "full" : this.ui.tiles;
        this.media.follow(view, you, { audible, quality });
    }

    /** @param {import("./protocol/messages.js").ServerMessage} message */
    #received(message) {
        if (message.type === "pong") this.clock.sample(message.clientTime, message.serverTime);
        if (message.type === "welcome") {
            this.clock.forget();
            this.clock.guess(message.serverTime);
        }
        if (message.type === "layers") this.media.publisher.setLayers(message.names);
        if (message.type === "relays") setRelays(message.servers);
        if (message.type === "bye" && message.reason === "protocol" && mayReload()) location.reload();
        const before = this.session;
        this.session = receive(before, message);
        if (this.session.gap) {
            this.session = { ...this.session, gap: false, sequence: null };
            this.socket.reconnect();
            return;
        }
        const { view, you } = this.session;
        if (view && view !== before.view) {
            for (const each of announcements(before.view, view, you)) this.outlets.announce(each);
            this.#resumeCapture(view);
        }
        if (this.session !== before) this.changed();
    }

    /**
     * After a reload of a page that had passed the device check.
     * @param {import("./protocol/messages.js").View} view
     */
    #resumeCapture(view) {
        const me = participantOf(view, this.session.you);
        if (!me?.seat || view.sitting === "closed") return;
        if (!["chair", "coChair", "head"].includes(me.role) && !(isRoomView(view) && holdsMicrophone(view, me.id))) return;
        if (me.standing === "admitted" || me.standing === "lobby") void this.media.resumeDevices();
    }

    /** @param {import("./protocol/socket.js").SocketStatus} status */
    #status(status) {
        if (status === "open") void this.media.socketOpened();
        if (status === "ended") this.media.close();
        this.changed();
    }

    /**
     * The socket does not open: perhaps the link is no longer good. The page's own address tells.
     * @param {number} attempts
     */
    async #askWhy(attempts) {
        if (attempts % 4 !== 3) return;
        try {
            const response = await fetch(location.pathname, { cache: "no-store", redirect: "manual" });
            if (![401, 403, 404, 410].includes(response.status)) return;
            this.noAccess = true;
            this.socket.end();
        } catch {
            // Offline: the next attempt tells.
        }
    }
}

/**
 * What a control looks at to know that its command is under way.
 * @param {Command} command
 */
const pendingKey = (command) =>
    [command.type, command.seat ?? command.participant ?? command.segment ?? command.number].filter(Boolean).join(":");

/** The page that the server has now may be a newer one; one attempt, then the back-off alone. */
function mayReload() {
    const last = Number(sessionStorage.getItem(MISUNDERSTOOD));
    sessionStorage.setItem(MISUNDERSTOOD, String(Date.now()));
    return Math.abs(Date.now() - last) > SOON;
}

/** Random per tab, kept over reloads. */
function deviceName() {
    const kept = sessionStorage.getItem("mufakat.device");
    if (kept) return kept;
    const made = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    sessionStorage.setItem("mufakat.device", made);
    return made;
}
