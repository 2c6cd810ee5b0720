/**
 * A read-only look inside for browser tests: `window.mufakat`, described in README.md. Everything is a copy.
 * @param {import("./controller.js").Controller} controller
 * @param {() => string|null} screen
 * @returns {Window["mufakat"]}
 */
export function inspector(controller, screen) {
    const { media, socket, clock } = controller;
    return Object.freeze({
        get view() {
            return structuredClone(controller.session.view);
        },
        get session() {
            const { sequence, you, audible, shown, lines } = controller.session;
            const rest = { status: socket.status, screen: screen(), mode: controller.ui.mode };
            return structuredClone({ sequence, you, audible, shown, lines, ...rest });
        },
        get media() {
            const { capture, publish, receive, microphoneOn, cameraOn, listening, blocked, elsewhere, videoMids, path } = media.snapshot();
            const { audioMids } = media.receiver;
            const microphoneOpen = media.capture.audio?.enabled ?? false;
            return structuredClone({
                capture, publish, receive, microphoneOn, cameraOn, listening, blocked, elsewhere, videoMids, audioMids, path, microphoneOpen,
            });
        },
        get clock() {
            return { offset: clock.offset, roundTrip: clock.roundTrip, now: () => clock.now() };
        },
        stats: async () => ({
            publish: await reports(media.publisher.peer.current),
            receive: await reports(media.receiver.peer.current),
        }),
    });
}

/** @param {RTCPeerConnection|null} peer @returns {Promise<object[]>} as `getStats` gives them */
async function reports(peer) {
    return peer ? [...(await peer.getStats()).values()] : [];
}
