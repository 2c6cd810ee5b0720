import { h, setAttribute, setText } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { Refused } from "../../protocol/socket.js";

/**
 * The connection check: the server is reached, the picture and sound really go there, by which path and how fast.
 * @typedef {import("../../state/model.js").Model} Model
 */
export function createConnectionCheck() {
    const server = row("check.server", "check-server");
    const media = row("check.media", "check-media");
    const path = row("check.path", "check-path");
    const element = h("dl", { class: "checks", testid: "connection-check" }, server.element, media.element, path.element);
    return {
        element,
        /** @param {Model} model */
        update(model) {
            const { status, roundTrip, media: device } = model;
            const reached = status === "open";
            server.update(reached ? "good" : "waiting", reached ? (roundTrip === null ? t("check.reached") : t("check.roundTrip", { ms: Math.round(roundTrip) })) : t("check.reaching"));
            const [state, words] = publishing(model);
            media.update(state, words);
            const { rtt, path: way } = device.path;
            const sent = device.publish === "connected";
            path.update(sent && way ? "good" : "waiting", sent && way ? [way, rtt === null ? "" : t("check.roundTrip", { ms: Math.max(1, Math.round(rtt)) })].filter(Boolean).join(" · ") : t("check.notYet"));
            media.element.hidden = !model.cameraStep;
            path.element.hidden = !sent;
        },
    };
}

/** @param {Model} model @returns {[string, string]} */
function publishing({ media }) {
    if (media.refusal instanceof Refused && media.refusal.reason === "notAdmitted") return ["good", t("check.ready")];
    if (media.refusal instanceof Refused) return ["bad", pick(media.refusal.text)];
    if (media.publish === "connected") return ["good", t("check.sending")];
    if (media.publish === "failed") return ["bad", t("check.failed")];
    if (media.publish === "none") return ["waiting", t("check.noDevice")];
    return ["waiting", t("check.connecting")];
}

/** @param {string} key @param {string} testid */
function row(key, testid) {
    const words = h("dd", { testid });
    const element = h("div", { class: "check-row" }, h("dt", { t: key }), words);
    return {
        element,
        /** @param {string} state @param {string} text */
        update(state, text) {
            setAttribute(element, "data-state", state);
            setText(words, text);
        },
    };
}
