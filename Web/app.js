import { createAnnouncer } from "./components/announcer/announcer.js";
import { createNotices } from "./components/notices/notices.js";
import { Controller } from "./controller.js";
import { inspector } from "./inspector.js";
import { h, retranslate, setAttribute, show } from "./dom/elements.js";
import { seatName } from "./dom/names.js";
import { lookAtPictures } from "./dom/picture.js";
import { pick, preferredLanguage, t, useLanguage } from "./i18n/catalogue.js";
import { createEnding } from "./screens/endings.js";
import { createLobby } from "./screens/lobby.js";
import { createRoom } from "./screens/room.js";
import { screenFor } from "./state/screen.js";

/** The composition root: makes everything, chooses the screen, renders. */

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
const [, , meeting = "", participant = ""] = location.pathname.split("/").map(decodeURIComponent);
await useLanguage(preferredLanguage());

const notices = createNotices();
const announcer = createAnnouncer();
const controller = new Controller({ meeting, participant }, {
    render,
    announce: (announcement) => {
        const view = controller.session.view;
        if (!view) return;
        const item = view.agenda?.find((each) => each.number === announcement.number);
        const words = t(announcement.key, { name: seatName(view, announcement.seat), number: announcement.number ?? 0, title: pick(item?.title) });
        announcer.say(words);
        if (announcement.banner) notices.add(words, { segment: announcement.key.includes("segment") ? view.segment : undefined, urgent: announcement.urgent });
    },
    notice: (notice) => {
        const words = notices.words(notice);
        announcer.say(words);
        notices.add(words, { urgent: true });
    },
});

/** @type {import("./dom/context.js").Context} */
const context = {
    command: (command) => controller.command(command),
    setInterface: (change) => controller.setInterface(change),
    note: (text) => controller.note(text),
    setLanguage: (language) => void useLanguage(language).then(() => {
        retranslate(document);
        controller.changed();
    }),
    say: (words) => announcer.say(words),
    serverNow: () => controller.clock.now(),
    meeting: () => controller.place.meeting,
    media: controller.media,
};

const screens = { lobby: createLobby(context), room: createRoom(context), ending: createEnding(context) };
const skip = h("a", { class: "skip", href: "#main", t: "skip" });
const place = h("div", { class: "screen" });
root.append(skip, notices.element, announcer.element, place);

const supported = "RTCPeerConnection" in window && "WebSocket" in window && "replaceChildren" in Element.prototype;
/** @type {import("./state/screen.js").ScreenName|null} */
let onScreen = null;
/** @type {string|null} where the user is: the screen, the ending, or `waiting` in the lobby */
let where = null;
let line = controller.socket.status;

function render() {
    const model = controller.model();
    const { screen, ending } = screenFor({
        supported, noAccess: controller.noAccess, bye: controller.session.bye, status: controller.socket.status, model,
    });
    setAttribute(document.documentElement, "data-theme", screen === "lobby" || ending === "closed" ? "light" : "dark");
    setAttribute(document.documentElement, "data-screen", ending ?? screen);
    if (screen === "room" && model) screens.room.update(model);
    if (screen === "lobby" && model) screens.lobby.update(model);
    if (screen === "ending" && ending) {
        const { bye, closedAt } = controller.session;
        const text = controller.socket.status === "ended" && bye && ending !== "closed" ? pick(bye.text) : "";
        screens.ending.update(ending, { model, text, closedAt, comeBack: () => location.reload() });
    }
    show(notices.element, screen !== "ending");
    turnTo(screen, ending ?? (screen === "lobby" && model?.me?.standing === "lobby" ? "waiting" : screen));
    sayLine(controller.socket.status);
    const title = pick(model?.view.meeting.title);
    document.title = title ? t("title.meeting", { meeting: title }) : t("brand");
}

/**
 * A page that opens is read out, and the keyboard begins at its start. The same for every screen after the first.
 * @param {import("./state/screen.js").ScreenName} screen @param {string} to as `where`
 */
function turnTo(screen, to) {
    const opening = where === null || where === "loading";
    if (onScreen !== screen) {
        onScreen = screen;
        place.replaceChildren(screens[screen].element);
        retranslate(place);
        if (!opening) /** @type {HTMLElement|null} */ (place.querySelector("#main"))?.focus();
    }
    if (to === where) return;
    where = to;
    if (opening) return;
    if (screen === "ending") announcer.say(screens.ending.words());
    if (to === "room") announcer.say(t("arrive.room"));
    if (to === "waiting") announcer.say(t("lobby.waiting"));
}

/** @param {import("./protocol/socket.js").SocketStatus} status */
function sayLine(status) {
    if (status === "reconnecting" && line === "open") announcer.say(t("reconnecting"));
    if (status === "open" && line === "reconnecting") announcer.say(t("reconnected"));
    line = status;
}

setInterval(() => {
    if (onScreen === "room" || onScreen === "lobby") screens[onScreen].tick();
}, 200);
setInterval(lookAtPictures, 1000);

document.addEventListener("keydown", (event) => {
    // A key that is held down acts once.
    if (onScreen !== "room" || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest("input, textarea, select")) return;
    if (event.key !== "Escape" && !controller.ui.shortcuts) return;
    if (screens.room.key(event.key.length === 1 ? event.key.toLowerCase() : event.key)) event.preventDefault();
});

Object.defineProperty(window, "mufakat", { value: inspector(controller, () => onScreen), writable: false });
render();
if (supported) controller.start();
