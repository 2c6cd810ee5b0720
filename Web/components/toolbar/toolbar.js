import { h, setAttribute, setText, show } from "../../dom/elements.js";
import { icon, setIcon } from "../../dom/icons.js";
import { PressTwice } from "../../dom/press-twice.js";
import { t } from "../../i18n/catalogue.js";
import { rights } from "../../state/selectors.js";

/**
 * The line at the bottom: this device's microphone, camera, sound and line, the views and the panels.
 * @typedef {import("../../state/model.js").Model} Model
 * @typedef {import("../../state/model.js").ViewMode} ViewMode
 * @param {import("../../dom/context.js").Context} context
 */
export function createToolbar(context) {
    const microphone = control("microphone", "mic", "m", () => context.media.setMicrophone(!model?.media.microphoneOn));
    const camera = control("camera", "camera", "c", () => context.media.setCamera(!model?.media.cameraOn));
    const sound = control("speaker", "listen", "l", () => context.media.sound.listen(!model?.media.listening));
    const quality = h("span", { class: "quality" }, h("i"), h("i"), h("i"));
    const qualityWords = h("span", { class: "toolbar-line-words" });
    const line = h("p", { class: "toolbar-line", testid: "line" }, quality, qualityWords);
    const views = /** @type {const} */ ([
        ["speaker", "stage", "1"], ["gallery", "gallery", "2"], ["photo", "photo", "3"], ["bare", "bare", "4"], ["console", "console", "5"],
    ]).map(([mode, picture, key]) => viewButton(context, mode, picture, key));
    const panels = /** @type {const} */ ([
        ["notes", "notes"], ["decisions", "decisions"], ["people", "people"], ["devices", "settings"], ["keys", "keyboard"],
    ]).map(([panel, picture]) => panelButton(context, panel, picture, () => model));
    const fullscreen = small("fullscreen", "toolbar.fullscreen", "fullscreen", () => void toggleFullscreen());
    const leave = new PressTwice({ testid: "leave", class: "button-quiet", run: () => void context.command({ type: "leave" }) });
    const element = h(
        "footer", { class: "toolbar", tLabel: "toolbar.label" },
        h("div", { class: "toolbar-group" }, microphone.element, camera.element, sound.element, line),
        h("div", { class: "toolbar-group toolbar-views", role: "group", tLabel: "toolbar.views" }, ...views.map((each) => each.element)),
        h("div", { class: "toolbar-group" }, ...panels.map((each) => each.element), fullscreen, leave.element),
    );
    /** @type {Model|null} */
    let model = null;

    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            const { media, view } = next;
            const reason = next.microphone;
            const speaks = reason === "live";
            setIcon(microphone.icon, speaks ? "microphone" : "microphoneOff");
            setText(microphone.words, t(`microphone.${reason}`));
            setAttribute(microphone.element, "data-live", speaks);
            setAttribute(microphone.element, "data-reason", reason);
            setAttribute(microphone.element, "aria-pressed", String(media.microphoneOn));
            show(microphone.element, next.holder);
            const seen = media.cameraOn && media.video !== null;
            setIcon(camera.icon, seen ? "camera" : "cameraOff");
            setText(camera.words, t(media.video === null ? "camera.none" : seen ? "camera.on" : "camera.off"));
            setAttribute(camera.element, "aria-pressed", String(seen));
            show(camera.element, next.holder);
            setIcon(sound.icon, media.listening ? "speaker" : "speakerOff");
            setText(sound.words, t(media.listening ? "listen.floor" : "listen.off"));
            setAttribute(sound.element, "aria-pressed", String(media.listening));
            const grade = ownQuality(next);
            setAttribute(quality, "data-quality", grade);
            setText(qualityWords, t(`quality.${grade}`));
            setAttribute(line, "title", media.path.path ?? "");
            for (const each of views) each.update(next);
            for (const each of panels) each.update(next);
            leave.update({ label: t("toolbar.leave"), consequence: t("toolbar.leaveConsequence"), disabled: view.sitting === "closed" });
        },
    };
}

/** From which round trip on a line is no longer good, ms; the server grades the lines of the seats alike. */
const FAIR = 300;
const POOR = 600;

/** @param {Model} model */
function ownQuality({ status, session, mySeat, media }) {
    if (status !== "open") return "lost";
    const line = mySeat ? session.lines[mySeat.id] : undefined;
    if (line) return line.quality;
    if (media.receive === "failed") return "lost";
    const { rtt } = media.path;
    return rtt === null ? "unknown" : rtt > POOR ? "poor" : rtt > FAIR ? "fair" : "good";
}

/**
 * @param {import("../../dom/icons.js").IconName} name @param {string} testid @param {string} key @param {() => void} run
 */
function control(name, testid, key, run) {
    const picture = icon(name);
    const words = h("span", { class: "control-words" });
    const element = h("button", { type: "button", class: "control", testid, "aria-keyshortcuts": key, on: { click: run } }, picture, words);
    return { element, words, icon: picture };
}

/**
 * @param {import("../../dom/icons.js").IconName} name @param {string} key @param {string} testid @param {() => void} run
 */
function small(name, key, testid, run) {
    return h("button", { type: "button", class: "control control-small", tLabel: key, tTitle: key, testid, on: { click: run } }, icon(name));
}

/**
 * @param {import("../../dom/context.js").Context} context @param {ViewMode} mode
 * @param {import("../../dom/icons.js").IconName} picture @param {string} key
 */
function viewButton(context, mode, picture, key) {
    const element = small(picture, `view.${mode}`, `view-${mode}`, () => context.setInterface({ mode }));
    setAttribute(element, "aria-keyshortcuts", key);
    return {
        element,
        /** @param {Model} model */
        update(model) {
            setAttribute(element, "aria-pressed", String(model.ui.mode === mode));
            if (mode === "console") show(element, rights(model.view, model.you).console);
        },
    };
}

/**
 * @param {import("../../dom/context.js").Context} context
 * @param {Exclude<import("../../state/model.js").PanelName, "none">} panel
 * @param {import("../../dom/icons.js").IconName} picture @param {() => Model|null} current
 */
function panelButton(context, panel, picture, current) {
    const element = small(picture, `panel.${panel}`, `open-${panel}`, () =>
        context.setInterface({ panel: current()?.ui.panel === panel ? "none" : panel }),
    );
    const count = h("span", { class: "count figures", "aria-hidden": "true" });
    let seen = 0;
    if (panel === "notes") element.append(count);
    return {
        element,
        /** @param {Model} model */
        update(model) {
            const open = model.ui.panel === panel;
            setAttribute(element, "aria-expanded", String(open));
            if (panel !== "notes") return;
            show(element, model.can.notes);
            const total = model.session.notes.length;
            if (open) seen = total;
            show(count, total > seen);
            setText(count, String(Math.max(0, total - seen)));
        },
    };
}

export async function toggleFullscreen() {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen?.();
}
