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
 * The two simulcast layers. Browsers want them from small to large; the rids tell the server which is which.
 * @type {RTCRtpEncodingParameters[]}
 */
export const LAYERS = [
    { rid: "q", active: true, scaleResolutionDownBy: 4, maxBitrate: 160_000 },
    { rid: "f", active: true, scaleResolutionDownBy: 1, maxBitrate: 2_200_000 },
];
