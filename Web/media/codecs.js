/**
 * VP8 first, then everything else in the browser's order: every client of a meeting can show it.
 * @template {{mimeType: string}} Codec
 * @param {Codec[]} codecs
 * @returns {Codec[]}
 */
export function vp8First(codecs) {
    const isVP8 = (/** @type {Codec} */ codec) => codec.mimeType.toLowerCase() === "video/vp8";
    return [...codecs.filter(isVP8), ...codecs.filter((codec) => !isVP8(codec))];
}

/** @param {RTCRtpTransceiver} transceiver */
export function preferVP8(transceiver) {
    const codecs = RTCRtpSender.getCapabilities?.("video")?.codecs;
    if (!codecs || !transceiver.setCodecPreferences) return;
    try {
        transceiver.setCodecPreferences(vp8First(codecs));
    } catch {
        // The browser's own order serves as well: the server passes every codec through.
    }
}

/**
 * The simulcast layers. Browsers want them from small to large; the rids tell the server which is which. Each has a limit of
 * its frame rate: where only some have one, Chromium slows the camera, and with it all layers, to the highest that is named.
 * @type {(RTCRtpEncodingParameters & {rid: string, scaleResolutionDownBy: number})[]}
 */
export const LAYERS = [
    { rid: "q", active: true, scaleResolutionDownBy: 4, maxBitrate: 100_000, maxFramerate: 15 },
    { rid: "h", active: true, scaleResolutionDownBy: 2, maxBitrate: 600_000, maxFramerate: 30 },
    { rid: "f", active: true, scaleResolutionDownBy: 1, maxBitrate: 2_200_000, maxFramerate: 30 },
];

/** Every other picture of a layer can be left out for a line that does not carry them all. */
const TEMPORAL_LAYERS = "L1T2";

/**
 * Adds the line on which the camera's picture is sent, in layers that have two frame rates each where the browser can do
 * that; one that knows the setting but not the mode refuses it, others pass over it.
 * @param {RTCPeerConnection} peer @param {MediaStreamTrack|"video"} track @param {MediaStream[]} streams
 * @returns {RTCRtpTransceiver}
 */
export function addLayers(peer, track, streams) {
    const add = (/** @type {object} */ extra) =>
        peer.addTransceiver(track, {
            direction: "sendonly",
            streams,
            sendEncodings: LAYERS.map((layer) => ({ ...layer, ...extra })),
        });
    try {
        return add({ scalabilityMode: TEMPORAL_LAYERS });
    } catch {
        return add({});
    }
}

/** A picture narrower than this has two layers: browsers send no third of one so small. */
const THREE_LAYERS_FROM = 960;

/**
 * How each layer of a camera's picture is to be sent.
 * @param {number} width of the camera's picture, pixels
 * @param {string[]|null} wanted the layers that the server has use for; null: all
 * @returns {{rid: string, active: boolean, scaleResolutionDownBy: number, maxBitrate?: number}[]}
 */
export function layersFor(width, wanted) {
    const small = width < THREE_LAYERS_FROM;
    return LAYERS.map((layer) => {
        const isBest = layer.rid === (small ? "h" : "f");
        return {
            rid: layer.rid,
            active: !(small && layer.rid === "f") && (wanted === null || wanted.includes(layer.rid)),
            scaleResolutionDownBy: isBest ? 1 : layer.scaleResolutionDownBy,
            maxBitrate: layer.maxBitrate,
        };
    });
}

/**
 * Changes what a sender sends of its layers, without negotiation.
 * @param {RTCRtpSender} sender @param {string[]|null} wanted
 */
export async function sendLayers(sender, wanted) {
    const width = sender.track?.getSettings?.().width ?? Infinity;
    const layers = layersFor(width, wanted);
    const parameters = sender.getParameters();
    let differs = false;
    for (const encoding of parameters.encodings ?? []) {
        const layer = layers.find(({ rid }) => rid === encoding.rid);
        if (!layer) continue;
        if (encoding.active === layer.active && encoding.scaleResolutionDownBy === layer.scaleResolutionDownBy) continue;
        differs = true;
        encoding.active = layer.active;
        encoding.scaleResolutionDownBy = layer.scaleResolutionDownBy;
    }
    if (!differs) return;
    try {
        await sender.setParameters(parameters);
    } catch {
        // Another change was on its way, or the browser cannot: all layers are sent then, and nobody misses anything.
    }
}

/** What AV1 in layers says of its frames, in the header of each packet. */
const DESCRIPTOR = "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";

/**
 * Asks for it where a picture is received: without it AV1 is shown in one size only. Chromium offers it by itself only
 * where it sends; other browsers have no such question.
 * @param {RTCRtpTransceiver} transceiver
 */
export function askForDescriptors(transceiver) {
    const extensions = transceiver.getHeaderExtensionsToNegotiate?.();
    if (!extensions) return;
    transceiver.setHeaderExtensionsToNegotiate?.(
        extensions.map((each) => (each.uri === DESCRIPTOR ? { ...each, direction: "sendrecv" } : each)),
    );
}
