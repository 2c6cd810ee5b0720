import { createAppBar } from "../components/app-bar/app-bar.js";
import { createChairPanel } from "../components/chair-panel/chair-panel.js";
import { createClocks } from "../components/clocks/clocks.js";
import { createConsoleNext } from "../components/console-next/console-next.js";
import { createConsoleNow } from "../components/console-now/console-now.js";
import { createConsoleReady } from "../components/console-ready/console-ready.js";
import { createConsoleShow } from "../components/console-show/console-show.js";
import { createDecisions } from "../components/decisions/decisions.js";
import { createDevices } from "../components/devices/devices.js";
import { createFloorActions } from "../components/floor-actions/floor-actions.js";
import { createKeys } from "../components/keys/keys.js";
import { createLanguageSwitch } from "../components/language-switch/language-switch.js";
import { createNotes } from "../components/notes/notes.js";
import { createParagraph } from "../components/paragraph/paragraph.js";
import { createPeople } from "../components/people/people.js";
import { createQuestion } from "../components/question/question.js";
import { createRunningOrder } from "../components/running-order/running-order.js";
import { createSidePanel } from "../components/side-panel/side-panel.js";
import { createSpeakersList } from "../components/speakers-list/speakers-list.js";
import { createStage } from "../components/stage/stage.js";
import { createTable } from "../components/table/table.js";
import { createToolbar, toggleFullscreen } from "../components/toolbar/toolbar.js";
import { h, setAttribute, setText, show } from "../dom/elements.js";
import { keepFocus } from "../dom/focus.js";
import { pick, t } from "../i18n/catalogue.js";
import { hasTurn } from "../state/selectors.js";

/**
 * The room: one set of components, arranged by view (speaker, gallery, photo, bare, console) in room.css alone.
 * @typedef {import("../state/model.js").Model} Model
 * @param {import("../dom/context.js").Context} context
 */
export function createRoom(context) {
    const languages = createLanguageSwitch(context);
    const clocks = createClocks(context);
    const bar = createAppBar([clocks.element, languages.element]);
    const running = createRunningOrder(context);
    const stage = createStage(context);
    const question = createQuestion(context);
    const paragraph = createParagraph(context);
    const chair = createChairPanel();
    const speakers = createSpeakersList();
    const floor = createFloorActions(context);
    const table = createTable(context);
    const now = createConsoleNow(context);
    const next = createConsoleNext(context);
    const ready = createConsoleReady(context);
    const script = createConsoleShow(context);
    ready.element.prepend(script.element);
    const toolbar = createToolbar(context);
    const panel = createSidePanel(context, {
        notes: createNotes(context), decisions: createDecisions(context), devices: createDevices(context, "room"), people: createPeople(context), keys: createKeys(context),
    });
    const sound = h("button", { type: "button", class: "button button-primary sound-on", t: "sound.on", testid: "sound-on", on: { click: () => context.media.sound.unlock() } });
    // The announcer says it, and says as well when it is over.
    const reconnecting = h("p", { class: "reconnecting", role: "status", "aria-live": "off", testid: "reconnecting", t: "reconnecting" });
    const suspended = h("p", { class: "suspended", role: "status", testid: "suspended" });
    const heading = h("h1", { class: "visually-hidden" });
    const unbare = h("button", { type: "button", class: "button unbare", t: "view.leaveBare", testid: "leave-bare", on: { click: () => context.setInterface({ mode: "speaker" }) } });
    const aside = h("div", { class: "side" }, chair.element, speakers.element, floor.element);
    const main = h(
        "main", { class: "room-main", id: "main", tabindex: "-1" },
        heading, h("div", { class: "now" }, stage.element, paragraph.element, now.element), aside, next.element, ready.element, table.element,
    );
    const element = h("div", { class: "room" }, bar.element, running.element, reconnecting, suspended, question.element, sound, unbare, main, panel.element, toolbar.element);
    /** @type {Model|null} */
    let model = null;
    const phone = matchMedia("(max-width: 760px)");
    phone.addEventListener("change", cover);

    /** On a phone the panel lies over everything else, which is then out of reach. */
    function cover() {
        const covered = phone.matches && element.dataset.view !== "bare" && element.dataset.panel !== undefined;
        for (const part of [bar.element, running.element, main, toolbar.element]) setAttribute(part, "inert", covered);
        setAttribute(panel.element, "role", covered ? "dialog" : "complementary");
        setAttribute(panel.element, "aria-modal", covered && "true");
    }

    return {
        element,
        /** @param {Model} latest */
        update(latest) {
            model = latest;
            const { ui, status, view, can } = latest;
            const mode = ui.mode === "console" && !can.console ? "speaker" : ui.mode;
            if (element.dataset.view !== mode) keepFocus(element);
            setAttribute(element, "data-view", mode);
            setAttribute(element, "data-panel", ui.panel === "none" ? null : ui.panel);
            // What takes the focus back from the panel has to be within reach by then.
            if (ui.panel === "none") cover();
            languages.update();
            for (const part of [bar, clocks, running, question, stage, paragraph, chair, speakers, floor, table, toolbar, panel]) part.update(latest);
            if (mode === "console") for (const part of [now, next, ready, script]) part.update(latest);
            setText(heading, pick(view.meeting.title));
            show(heading, mode === "bare");
            show(reconnecting, status !== "open");
            show(sound, latest.media.blocked);
            setText(suspended, view.sitting === "open" ? "" : t(`room.${view.sitting}`));
            show(suspended, view.sitting !== "open" && mode !== "console");
            cover();
        },
        tick() {
            for (const part of [clocks, running, question, stage, table, script]) part.tick();
            if (element.dataset.view === "console") ready.tick();
        },
        /**
         * One key, one act; only while shortcuts are on and no field has the focus.
         * @param {string} key
         * @returns {boolean} whether it meant something
         */
        key(key) {
            if (!model) return false;
            const acts = keyActs(context, model, floor);
            if (!Object.hasOwn(acts, key)) return false;
            acts[key]();
            return true;
        },
    };
}

/**
 * @param {import("../dom/context.js").Context} context @param {Model} model
 * @param {{toggleFlag: () => void, toggleReply: () => void, togglePoint: () => void}} floor
 * @returns {Record<string, () => void>}
 */
function keyActs(context, model, floor) {
    const { can, ui, media, holder, view, mySeat } = model;
    const speaks = holder && view.floor?.seat === mySeat?.id;
    const idle = () => {};
    return {
        1: () => context.setInterface({ mode: "speaker" }),
        2: () => context.setInterface({ mode: "gallery" }),
        3: () => context.setInterface({ mode: "photo" }),
        4: () => context.setInterface({ mode: "bare" }),
        5: can.console ? () => context.setInterface({ mode: "console" }) : idle,
        f: can.flag && !hasTurn(view, mySeat?.id) && view.sitting === "open" ? () => floor.toggleFlag() : idle,
        r: can.flag && view.sitting === "open" ? () => floor.toggleReply() : idle,
        o: can.flag && view.sitting === "open" ? () => floor.togglePoint() : idle,
        y: speaks ? () => void context.command({ type: "endFloor" }) : idle,
        m: holder ? () => context.media.setMicrophone(!media.microphoneOn) : idle,
        c: holder ? () => context.media.setCamera(!media.cameraOn) : idle,
        l: () => context.media.sound.listen(!media.listening),
        n: can.presides && view.sitting === "open" ? () => void context.command({ type: "nextSpeaker" }) : idle,
        d: () => context.setInterface({ panel: ui.panel === "decisions" ? "none" : "decisions" }),
        w: () => void toggleFullscreen(),
        "?": () => context.setInterface({ panel: ui.panel === "keys" ? "none" : "keys" }),
        Escape: () => (ui.panel !== "none" ? context.setInterface({ panel: "none" }) : ui.mode === "bare" && context.setInterface({ mode: "speaker" })),
    };
}
