import { decimal } from "../i18n/numbers.js";
import { t } from "../i18n/catalogue.js";

/**
 * @typedef {import("../protocol/messages.js").Line} Line
 * @typedef {import("../protocol/messages.js").LinePath} LinePath
 */

/**
 * How a seat's packets travel, in plain words; one way if both directions take the same.
 * @param {Line|undefined} line @returns {string} empty if nothing is known
 */
export function pathWords(line) {
    const up = wayWords(line?.up);
    const down = wayWords(line?.down);
    if (up && down && up !== down) return t("path.apart", { up, down });
    return up || down;
}

/** @param {LinePath|null|undefined} path */
function wayWords(path) {
    if (!path) return "";
    return `${t(path.relay ? `path.relay.${path.relay}` : `path.${path.transport}`)}, IPv${path.family}`;
}

/**
 * What ears and eyes miss at a seat; nothing while it is less than a hundredth.
 * @param {Line|undefined} line
 */
export function playbackWords(line) {
    const words = /** @type {const} */ (["concealed", "frozen"]).map((key) => {
        const value = line?.[key] ?? 0;
        return value >= 0.01 ? t(`playback.${key}`, { share: decimal(value * 100) }) : "";
    });
    return words.filter(Boolean).join(" · ");
}

/**
 * What the download of a seat cannot carry; nothing while it carries everything.
 * @param {import("../protocol/messages.js").Line|undefined} line
 */
export function downloadWords(line) {
    if (line?.pictures !== "reduced" && line?.pictures !== "held") return "";
    if (typeof line.carries !== "number") return t(`download.${line.pictures}`);
    return t(`download.${line.pictures}At`, { rate: decimal(line.carries / 1000) });
}
