import { isRoomView, mayFollow } from "./selectors.js";

/**
 * Which screen stands now. Pure.
 *
 * @typedef {"lobby"|"room"|"ending"} ScreenName
 * @typedef {import("../screens/endings.js").Ending} Ending
 * @param {{
 *   supported: boolean, noAccess: boolean, bye: {reason: string}|null,
 *   status: import("../protocol/socket.js").SocketStatus, model: import("./model.js").Model|null,
 * }} facts
 * @returns {{screen: ScreenName, ending: Ending|null}}
 */
export function screenFor({ supported, noAccess, bye, status, model }) {
    if (!supported) return ending("unsupported");
    if (model?.view.sitting === "closed") return ending("closed");
    if (noAccess) return ending("noAccess");
    if (status === "ended" && bye) {
        if (bye.reason === "removed" || bye.reason === "revoked" || bye.reason === "replaced") return ending(bye.reason);
        return ending("noAccess");
    }
    if (!model) return ending("loading");
    const { me, view } = model;
    if (me?.standing === "removed") return ending("removed");
    if (me?.standing !== "admitted" || !isRoomView(view)) return { screen: "lobby", ending: null };
    if (!mayFollow(view, me)) return ending("hold");
    return { screen: "room", ending: null };
}

/** @param {Ending} name @returns {{screen: ScreenName, ending: Ending}} */
const ending = (name) => ({ screen: "ending", ending: name });
