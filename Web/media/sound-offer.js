/**
 * What the page says of its sound in an offer, where no other interface can: how the sound is sent or played (RFC 7587), and
 * that lost packets of it are asked for. The server answers by it (docs/media/sound.md).
 *
 * @typedef {"voice"|"full"|"stereo"} Grade   of what is captured: a voice; all that a microphone hears; in two channels
 */

/** What a sender says of each grade. A browser keeps in its next offer what was said in the last. */
const SENT = Object.freeze({
    voice: {},
    full: { maxaveragebitrate: "96000" },
    stereo: { maxaveragebitrate: "128000", "sprop-stereo": "1" },
});

/** What a receiver says: it can play two channels. */
const PLAYED = Object.freeze({ stereo: "1" });

/** What no browser says by itself. */
const OURS = new Set(Object.keys(SENT.stereo));

/** @param {string} sdp of the browser's offer @param {Grade} grade */
export const offerToSend = (sdp, grade) => describeOpus(sdp, SENT[grade]);

/** @param {string} sdp of the browser's offer */
export const offerToPlay = (sdp) => describeOpus(sdp, PLAYED);

/**
 * @param {string} sdp @param {Record<string, string>} parameters
 * @returns {string} with these parameters of Opus, and NACK for it, on every audio m-line
 */
function describeOpus(sdp, parameters) {
    return sdp.split(/(?=^m=)/m).map((section) => (section.startsWith("m=audio") ? inSection(section, parameters) : section)).join("");
}

/** @param {string} section @param {Record<string, string>} parameters */
function inSection(section, parameters) {
    const type = /^a=rtpmap:(\d+) opus\/48000\/2\r?$/im.exec(section)?.[1];
    if (!type) return section;
    const nack = `a=rtcp-fb:${type} nack`;
    const lines = section.split("\r\n").map((line) => (line.startsWith(`a=fmtp:${type} `) ? withParameters(line, parameters) : line));
    if (!lines.includes(nack)) lines.splice(lines.findIndex((line) => line.startsWith(`a=rtpmap:${type} `)) + 1, 0, nack);
    return lines.join("\r\n");
}

/** @param {string} line @param {Record<string, string>} parameters */
function withParameters(line, parameters) {
    const [head, ...rest] = line.split(" ");
    const isReplaced = (/** @type {string} */ name) => OURS.has(name) || name in parameters;
    const kept = rest.join(" ").split(";").filter((pair) => !isReplaced(pair.split("=")[0].trim()));
    return `${head} ${[...kept, ...Object.entries(parameters).map((pair) => pair.join("="))].join(";")}`;
}
