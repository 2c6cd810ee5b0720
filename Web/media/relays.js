/**
 * The TURN servers that this page may use, as the server last said: for every connection that is made or restarted.
 *
 * @typedef {import("../protocol/messages.js").RelayServer} RelayServer
 */

/** @type {RelayServer[]} */
let servers = [];

/** @param {RelayServer[]} news */
export function setRelays(news) {
    servers = news;
}

/** @returns {RTCConfiguration} of every connection */
export function connectionSettings() {
    return { bundlePolicy: "max-bundle", rtcpMuxPolicy: "require", iceServers: servers.map((server) => ({ ...server })) };
}
