// What the browsers have and TypeScript 4.8's DOM library does not know yet.
interface HTMLMediaElement {
    setSinkId?(sinkId: string): Promise<void>;
}
interface RTCRtpTransceiver {
    setCodecPreferences(codecs: RTCRtpCodecCapability[]): void;
    getHeaderExtensionsToNegotiate?(): { uri: string; direction: string }[];
    setHeaderExtensionsToNegotiate?(extensions: { uri: string; direction: string }[]): void;
}
interface RTCRtpEncodingParameters {
    maxFramerate?: number;
    scaleResolutionDownBy?: number;
}
interface MediaTrackSettings {
    channelCount?: number;
}
interface RTCRtpReceiver {
    /** ms; null: as the browser thinks best. */
    jitterBufferTarget?: number | null;
}
interface Window {
    /** Read-only look inside for browser tests; see README.md. */
    readonly mufakat: {
        readonly view: object | null;
        readonly session: object;
        readonly media: object;
        readonly clock: { offset: number; roundTrip: number | null; now: () => number };
        readonly stats: () => Promise<{ publish: object[]; receive: object[] }>;
    };
}
