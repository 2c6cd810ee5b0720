/**
 * Cameras, microphones and speakers, and which of them this user chose.
 *
 * @typedef {{camera: string|null, microphone: string|null, speaker: string|null, conference: boolean}} Choice
 *   device ids, null = default; `conference`: the microphone is a desk microphone or a hall's mixer
 * @typedef {{cameras: MediaDeviceInfo[], microphones: MediaDeviceInfo[], speakers: MediaDeviceInfo[]}} Devices
 */

const KEY = "mufakat.devices";

/** @returns {Promise<Devices>} labels are empty until the user has allowed the use of a device */
export async function listDevices() {
    const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    const of = (/** @type {string} */ kind) => all.filter((device) => device.kind === kind && device.deviceId !== "");
    return { cameras: of("videoinput"), microphones: of("audioinput"), speakers: of("audiooutput") };
}

/** @param {() => void} body called when something is plugged in or out */
export function onDeviceChange(body) {
    navigator.mediaDevices?.addEventListener?.("devicechange", body);
}

/** @returns {Choice} */
export function storedChoice() {
    try {
        const { camera = null, microphone = null, speaker = null, conference = false } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
        return { camera, microphone, speaker, conference };
    } catch {
        return { camera: null, microphone: null, speaker: null, conference: false };
    }
}

/** @param {Choice} choice */
export function storeChoice(choice) {
    localStorage.setItem(KEY, JSON.stringify(choice));
}

/** Whether this browser can send sound to another output than the default one. */
export const canChooseSpeaker = () => "setSinkId" in HTMLMediaElement.prototype;
