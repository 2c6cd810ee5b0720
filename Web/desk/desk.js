import { createAnnouncer } from "../components/announcer/announcer.js";
import { createNotices } from "../components/notices/notices.js";
import { h, retranslate, setAttribute } from "../dom/elements.js";
import { pick, preferredLanguage, t, useLanguage } from "../i18n/catalogue.js";
import { makeApi } from "./api.js";
import { NoticeBox } from "./notice-box.js";
import { createFrame } from "./components/frame/frame.js";
import { createStanding } from "./components/standing/standing.js";
import { Problem } from "./problem.js";
import { format, Router } from "./router.js";
import { Clocks } from "./state/clocks.js";
import { sentTo } from "./state/sections.js";
import { Store } from "./store.js";
import * as conferences from "./screens/conferences.js";
import * as delegations from "./screens/delegations.js";
import * as facts from "./screens/facts.js";
import * as library from "./screens/library.js";
import * as meetings from "./screens/meetings.js";
import * as noticesScreen from "./screens/notices.js";
import * as overview from "./screens/overview.js";
import * as readiness from "./screens/readiness.js";
import * as runOfShow from "./screens/run-of-show.js";
import * as texts from "./screens/texts.js";
import * as timetable from "./screens/timetable.js";

/** The composition root of the desk: makes everything, chooses the screen, renders. */

/** @type {Record<string, {make: import("./context.js").Make}>} */
const SCREENS = { conferences, overview, timetable, meetings, delegations, "run-of-show": runOfShow, readiness, texts, library, facts, notices: noticesScreen };

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
await useLanguage(preferredLanguage());

const notices = createNotices();
const announcer = createAnnouncer();
const api = makeApi();
const router = new Router();
const store = new Store(api);
const box = new NoticeBox(api);
let clocks = new Clocks();
/** @type {import("../protocol/conference.js").ConferenceView|null} */
let clocksOf = null;

/** @type {Map<string, Promise<import("../protocol/conference.js").FactsOnDate>>} */
const factsByDate = new Map();

/** @type {import("./context.js").Desk} */
const desk = {
    api, router, store, box,
    clocks: () => clocks,
    now: () => Date.now(),
    facts(date) {
        let facts = factsByDate.get(date);
        if (!facts) {
            facts = /** @type {Promise<any>} */ (api.get(`/api/facts?on=${encodeURIComponent(date)}`));
            factsByDate.set(date, facts);
            // What was not reached is asked for again.
            facts.catch(() => factsByDate.delete(date));
        }
        return facts;
    },
    forgetFacts: () => factsByDate.clear(),
    wordsOf(error) {
        if (!(error instanceof Problem)) throw error;
        return error.words;
    },
    async command(command) {
        const conference = store.conference;
        const { sequence } = await api.post(`/api/conferences/${conference}/commands`, command);
        if (store.conference === conference) await store.reach(sequence);
    },
    attempt: (command) => desk.command(command).then(() => true, (error) => {
        desk.refuse(error);
        return false;
    }),
    submit: (command) => desk.command(command).then(() => null, desk.wordsOf),
    notify(words, how = {}) {
        announcer.say(words);
        notices.add(words, how);
    },
    refuse(error) {
        desk.notify(desk.wordsOf(error), { urgent: true });
    },
};

const frame = createFrame({
    desk,
    // The notice that the server shows to strangers says how to come back.
    signOut: () => void api.delete("/api/desk").then(() => location.assign("/desk"), desk.refuse),
    setLanguage: (language) => void useLanguage(language).then(() => {
        retranslate(document);
        render();
    }),
});
const standing = createStanding({ again: () => void store.refetch() });
root.append(h("a", { class: "skip", href: "#main", t: "skip" }), notices.element, announcer.element, frame.element);

/** @type {Map<string, import("./context.js").Screen>} kept while one stays in a conference */
const made = new Map();
let madeFor = router.route.conference;
/** @type {import("./context.js").Screen|null} */
let onScreen = null;
/** @type {string|null} the place whose heading had the focus */
let where = null;

function render() {
    const { route } = router;
    const { view, status } = store;
    if (view !== clocksOf) {
        clocksOf = view;
        clocks = new Clocks(view?.clocks);
    }
    if (route.conference !== madeFor) {
        madeFor = route.conference;
        made.clear();
    }
    if (view && route.conference === store.conference) {
        const other = sentTo(view.you, route.section, route.thing);
        if (other) {
            history.replaceState(null, "", format({ conference: route.conference, ...other, query: {} }));
            return router.reread();
        }
    }
    frame.update();
    const screen = screenNow();
    turnTo(screen);
    if (screen) screen.update();
    else standing.update(status);
    setAttribute(document.documentElement, "data-standing", screen ? "shown" : status);
    const title = titleNow(screen);
    document.title = title;
    arrive(screen, title);
}

/** @returns {import("./context.js").Screen|null} null: there is nothing to show yet, or any more */
function screenNow() {
    const { conference, section } = router.route;
    if (conference !== null && store.view === null) return null;
    const name = section ?? (conference === null ? "conferences" : "overview");
    let screen = made.get(name);
    if (!screen) made.set(name, (screen = SCREENS[name].make(desk)));
    return screen;
}

/** @param {import("./context.js").Screen|null} screen */
function turnTo(screen) {
    const element = screen?.element ?? standing.element;
    if (frame.main.firstElementChild === element) return;
    onScreen?.leave?.();
    onScreen = screen;
    frame.main.replaceChildren(element);
    retranslate(frame.main);
}

/** @param {import("./context.js").Screen|null} screen */
function titleNow(screen) {
    const { conference, section } = router.route;
    const thing = screen?.title?.() ?? "";
    const place = section ? t(`section.${section}`) : conference === null ? t("desk.title") : "";
    return [thing, place, pick(store.view?.conference.title), t("brand")].filter((part, index, all) => part && all.indexOf(part) === index).join(" · ");
}

/**
 * A page that opens is read out by itself. Wherever one goes from there, the keyboard begins at the heading, and its name is said.
 * @param {import("./context.js").Screen|null} screen @param {string} title
 */
function arrive(screen, title) {
    const { conference, section, thing } = router.route;
    const place = screen ? format({ conference, section, thing }) : null;
    if (place === null || place === where) return;
    const opening = where === null;
    where = place;
    if (opening) return;
    frame.closeMenu();
    window.scrollTo(0, 0);
    /** @type {HTMLElement} */ (frame.main.querySelector("h1") ?? frame.main).focus({ preventScroll: true });
    announcer.say(title);
}

store.subscribe(() => {
    // Whose notices they are is known when the view is there; the administration has none.
    box.open(store.view?.you.person ? store.conference : null);
    render();
});
box.subscribe((isNew) => {
    const first = box.notices[0];
    if (isNew && first) desk.notify(pick(first.text));
    render();
});
router.subscribe(() => {
    store.open(router.route.conference);
    render();
});
setInterval(() => onScreen?.tick?.(), 1000);
store.open(router.route.conference);
render();
