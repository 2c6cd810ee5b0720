import { disable, h, setAttribute, setKey, setText, show } from "../../dom/elements.js";
import { t } from "../../i18n/catalogue.js";
import { canChooseSpeaker } from "../../media/devices.js";
import { LevelMeter } from "../../media/level.js";
import { playTestTone } from "../../media/sound.js";
import { deviceState } from "../../state/selectors.js";

/**
 * Camera, microphone and speaker: which ones, and whether they work.
 * @typedef {import("../../state/model.js").Model} Model
 * @param {import("../../dom/context.js").Context} context
 * @param {string} prefix for ids, as the part is on two screens
 */
export function createDevices(context, prefix) {
    const camera = choice("camera", (value) => void context.media.choose({ camera: value }));
    const microphone = choice("microphone", (value) => void context.media.choose({ microphone: value }));
    const speaker = choice("speaker", (value) => void context.media.choose({ speaker: value }));
    /** @type {HTMLInputElement} */
    const conference = h("input", {
        type: "checkbox", id: `${prefix}-conference`, testid: "conference", "aria-describedby": `${prefix}-conference-explained`,
        on: { change: () => void context.media.choose({ conference: conference.checked }) },
    });
    const headphones = h("p", { class: "device-warning", t: "devices.headphones", testid: "headphones" });
    const kind = h(
        "div", { class: "device" }, h("p", { class: "check" }, conference, h("label", { for: conference.id, t: "devices.conference" })),
        h("p", { class: "quiet", id: `${prefix}-conference-explained`, t: "devices.conferenceExplained" }), h("div", { role: "status" }, headphones),
    );
    const level = h("span", { class: "level-fill" });
    const meter = h("div", { class: "level", role: "meter", tLabel: "devices.level", "aria-valuemin": "0", "aria-valuemax": "100", testid: "level" }, level);
    const tone = h("button", { type: "button", class: "button", t: "devices.tone", testid: "test-tone", on: { click: () => void playTone() } });
    const use = h("button", { type: "button", class: "button button-primary", t: "lobby.allow", testid: `${prefix}-use-devices`, on: { click: () => void context.media.useDevices() } });
    const words = h("p", { role: "status" });
    const element = h(
        "div", { class: "devices" }, words, use, camera.element, microphone.element, kind, meter, speaker.element, tone,
    );
    const audio = new LevelMeter();
    let frame = 0;

    /** @param {"camera"|"microphone"|"speaker"} kind @param {(value: string|null) => void} chosen */
    function choice(kind, chosen) {
        const id = `${prefix}-${kind}`;
        /** @type {HTMLSelectElement} */
        const select = h("select", { class: "select", id, testid: `choose-${kind}`, on: { change: () => chosen(select.value || null) } });
        const field = h("p", { class: "device" }, h("label", { for: id, t: `devices.${kind}` }), select);
        return { element: field, select, kind };
    }
    async function playTone() {
        disable(tone, true);
        audio.wake();
        try {
            await playTestTone(context.media.choice.speaker);
        } finally {
            disable(tone, false);
        }
    }
    function draw() {
        frame = 0;
        if (!element.isConnected) return audio.close();
        frame = requestAnimationFrame(draw);
        const share = audio.read();
        level.style.setProperty("--level", share.toFixed(2));
        setAttribute(meter, "aria-valuenow", Math.round(share * 20) * 5);
    }
    element.addEventListener("pointerdown", () => audio.wake());

    return {
        element,
        wake: () => audio.wake(),
        /** @param {Model} model */
        update({ media, cameraStep, me }) {
            const state = deviceState(media);
            const wanting = me?.standing === "admitted" && cameraStep && state !== "ready" && state !== "asking";
            show(use, wanting);
            setKey(use, state === "none" ? "lobby.allow" : "lobby.again");
            show(words, wanting && state !== "none");
            setText(words, t(`device.${state}`));
            fill(camera.select, media.devices.cameras, media.choice.camera, media.video);
            fill(microphone.select, media.devices.microphones, media.choice.microphone, media.audio);
            fill(speaker.select, media.devices.speakers, media.choice.speaker, null);
            show(speaker.element, canChooseSpeaker() && media.devices.speakers.length > 0);
            show(camera.element, media.devices.cameras.length > 0);
            show(microphone.element, media.devices.microphones.length > 0);
            show(kind, media.devices.microphones.length > 0);
            if (conference.checked !== media.choice.conference) conference.checked = media.choice.conference;
            show(headphones, media.choice.conference);
            show(meter, media.audio !== null);
            audio.follow(media.audio);
            if (frame === 0 && media.audio) frame = requestAnimationFrame(draw);
        },
    };
}

/**
 * @param {HTMLSelectElement} select @param {MediaDeviceInfo[]} devices
 * @param {string|null} chosen @param {MediaStreamTrack|null} track in use now
 */
function fill(select, devices, chosen, track) {
    const inUse = track?.getSettings?.().deviceId ?? chosen ?? devices[0]?.deviceId ?? "";
    const text = devices.map((device) => device.deviceId + device.label).join("\n");
    if (select.dataset.devices !== text) {
        select.dataset.devices = text;
        const options = devices.map((device, index) => h("option", { value: device.deviceId }, device.label || t("devices.unnamed", { number: index + 1 })));
        select.replaceChildren(...options);
    }
    if (select.value !== inUse && document.activeElement !== select) select.value = inUse;
}
