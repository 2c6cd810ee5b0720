/**
 * Tells the server that a text under silence is open before somebody of a delegation, once for each silence.
 * @param {ReturnType<typeof import("./text-server.js").makeTextServer>} server
 */
export function makeTextReceipt(server) {
    let told = "";
    function receive() {
        const { view, you, id } = server;
        const silence = view?.course.silence;
        if (!silence || !you?.delegation || document.visibilityState !== "visible") return;
        const receipt = silence.receipts[you.delegation];
        const now = `${id}/${silence.act}`;
        if (!receipt || receipt.opened || told === now) return;
        told = now;
        void server.submit({ receive: { of: silence.act, opened: true } }).then((wrong) => {
            if (wrong !== null && told === now) told = "";
        });
    }
    document.addEventListener("visibilitychange", receive);
    return receive;
}
