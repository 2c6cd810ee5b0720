/**
 * Questions about a view, answered once. The server decides all of this again; here it only decides what is drawn.
 *
 * @typedef {import("../protocol/messages.js").View} View
 * @typedef {import("../protocol/messages.js").Seat} Seat
 * @typedef {import("../protocol/messages.js").Participant} Participant
 */

/**
 * Whether this is what the admitted see; the lobby view has no segment.
 * @param {View} view
 */
export const isRoomView = (view) => view.segment !== undefined;

/** @param {View} view @param {string|null|undefined} id @returns {Participant|undefined} */
export const participantOf = (view, id) => view.participants.find((each) => each.id === id);

/** @param {View} view @param {string|null|undefined} id @returns {Seat|undefined} */
export const seatOf = (view, id) => view.seats?.find((each) => each.id === id);

/**
 * The seat whose holder presides.
 * @param {View} view @returns {Seat|undefined}
 */
export const chairSeat = (view) => seatOf(view, participantOf(view, view.presiding)?.seat);

/**
 * The seats that conduct the meeting together; none where one seat does alone.
 * @param {View} view @returns {Seat[]}
 */
export function coChairSeats(view) {
    const chairing = new Set(view.participants.filter((each) => isChairing(each) && each.standing !== "removed").map((each) => each.seat));
    const seats = tableSeats(view).filter((each) => chairing.has(each.id));
    return seats.length > 1 ? seats : [];
}

/** @param {Participant|undefined} person */
const isChairing = (person) => person?.role === "chair" || person?.role === "coChair";

/**
 * In order of precedence.
 * @param {View} view @returns {Seat[]}
 */
export const tableSeats = (view) => view.seats?.filter((each) => each.place === "table") ?? [];

/**
 * Who follows without a place at the table: admitted and connected.
 * @param {View} view @returns {number}
 */
export function offStageCount(view) {
    const table = new Set(tableSeats(view).map((each) => each.id));
    return view.participants.filter(
        (each) => each.standing === "admitted" && each.connected && !(each.seat && table.has(each.seat)),
    ).length;
}

/** @param {View} view @returns {Participant[]} */
export const waiting = (view) => view.participants.filter((each) => each.standing === "lobby");

/**
 * Roles that can publish a picture and a voice.
 * @param {Participant|undefined} me
 */
export const hasCameraStep = (me) =>
    Boolean(me?.seat) && me !== undefined && ["chair", "coChair", "head", "adviser"].includes(me.role);

/** @param {View} view @param {string|null} you @returns {boolean} */
export const holdsMicrophone = (view, you) => seatOf(view, participantOf(view, you)?.seat)?.microphone === you;

/**
 * Who may follow: docs/protocol.md, section 5.
 * @param {View} view @param {Participant|undefined} me
 */
export function mayFollow(view, me) {
    const { segment } = view;
    if (segment !== "restricted" && segment !== "retreat") return true;
    if (!me || seatOf(view, me.seat)?.place === "offstage") return false;
    return segment === "restricted" ? me.role !== "press" : ["chair", "coChair", "head", "interpreter", "secretariat"].includes(me.role);
}

/**
 * @typedef {object} Rights
 * @property {boolean} presides       conducts the meeting now
 * @property {boolean} manageList     may inscribe, strike and move speakers
 * @property {boolean} admit          may admit from the lobby
 * @property {boolean} dismiss        may return to the lobby and remove
 * @property {boolean} takeChair      may take the chair now, because nobody conducts
 * @property {boolean} console        sees the chair's console
 * @property {boolean} flag           may raise the flag of the own seat, ask for a reply, raise a point of order
 * @property {boolean} takeMicrophone may take over the microphone of the own seat
 * @property {boolean} notes          belongs to a delegation
 */

/** @param {View} view @param {string|null} you @returns {Rights} */
export function rights(view, you) {
    const me = participantOf(view, you);
    const admitted = me?.standing === "admitted";
    const seat = seatOf(view, me?.seat);
    const presides = admitted && view.presiding === you;
    const secretariat = admitted && me?.role === "secretariat";
    const chairing = admitted && isChairing(me);
    const presiding = participantOf(view, view.presiding);
    const member = admitted && seat !== undefined && hasCameraStep(me);
    return {
        presides,
        manageList: presides || secretariat,
        admit: presides || secretariat || chairing,
        dismiss: presides || secretariat,
        takeChair: chairing && !presides && !(presiding?.connected && presiding.standing === "admitted"),
        console: presides || secretariat || chairing,
        flag: member && seat?.place === "table",
        takeMicrophone: member && seat?.microphone !== you && !hasTurn(view, seat?.id),
        notes: admitted && seat !== undefined,
    };
}

/**
 * Whether a seat speaks, or goes on when a point of order is ruled on.
 * @param {View} view @param {string|undefined} seat
 */
export const hasTurn = (view, seat) => seat !== undefined && (view.floor?.seat === seat || view.interrupted?.seat === seat);

/**
 * How many replies a seat was given on the item under discussion, and how many there are.
 * @param {View} view @param {string|undefined} seat
 */
export function replyCount(view, seat) {
    return { given: view.replied?.[view.item ?? 0]?.[seat ?? ""] ?? 0, most: view.meeting.replyRule?.limitSeconds.length ?? 0 };
}

/**
 * Why my microphone is, or is not, heard. `live` is the only state in which the server forwards it.
 * @typedef {"listener"|"held"|"elsewhere"|"noDevice"|"interrupted"|"off"|"muted"|"notOpen"|"noFloor"|"live"} MicrophoneReason
 */

/**
 * @param {View} view @param {string|null} you
 * @param {{microphone: boolean, microphoneOn: boolean, elsewhere?: boolean, interrupted?: boolean}} devices what this device
 *   has, what its user wants, whether another device of theirs publishes, and whether another program has the microphone
 * @returns {MicrophoneReason}
 */
export function microphoneReason(view, you, devices) {
    const me = participantOf(view, you);
    const seat = seatOf(view, me?.seat);
    if (!hasCameraStep(me) || !seat) return "listener";
    if (seat.microphone !== you) return "held";
    if (devices.elsewhere) return "elsewhere";
    if (!devices.microphone) return "noDevice";
    if (devices.interrupted) return "interrupted";
    if (!devices.microphoneOn) return "off";
    if (seat.muted) return "muted";
    if (view.sitting !== "open") return "notOpen";
    if (view.floor?.seat === seat.id || view.presiding === you || view.meeting.floorRule === "free") return "live";
    return "noFloor";
}

/**
 * What is to be said of camera and microphone: a state of the capture, or which of the two is wanting.
 * @param {import("./model.js").MediaState} media
 * @returns {import("../media/capture.js").CaptureState|"noCamera"|"noMicrophone"|"kept"|"interrupted"}
 */
export function deviceState({ capture, lacking, audio, video, interrupted }) {
    if (capture !== "ready") return capture;
    if (interrupted.audio || interrupted.video) return "interrupted";
    if (audio === null) return "noMicrophone";
    if (video === null) return "noCamera";
    return lacking === null ? "ready" : "kept";
}

/**
 * The seat that fills the stage: who has the floor, otherwise who presides.
 * @param {View} view
 */
export const stageSeat = (view) => seatOf(view, view.floor?.seat) ?? chairSeat(view);

/**
 * The single most likely next act of whoever conducts.
 * @typedef {{act: "takeChair"|"admitAll"|"openMeeting"|"resumeMeeting"|"hearPoint"|"rulePoint"|"nextSpeaker"|"endFloor"|
 *            "giveReply"|"takeItem"|"closeMeeting", seat?: string, number?: number, count?: number}} NextAct
 */

/** @param {View} view @param {string|null} you @returns {NextAct|null} */
export function nextAct(view, you) {
    const can = rights(view, you);
    const inLobby = waiting(view).length;
    if (can.takeChair) return { act: "takeChair" };
    if (!can.presides) return can.admit && inLobby > 0 ? { act: "admitAll", count: inLobby } : null;
    switch (view.sitting) {
        case "scheduled":
            return inLobby > 0 ? { act: "admitAll", count: inLobby } : { act: "openMeeting" };
        case "suspended":
            return { act: "resumeMeeting" };
        case "open": {
            const point = view.points?.find((each) => each.heard) ?? view.points?.[0];
            if (point) return { act: point.heard ? "rulePoint" : "hearPoint", seat: point.seat };
            const first = view.speakers?.[0];
            if (first) return { act: "nextSpeaker", seat: first.seat };
            if (view.floor) return { act: "endFloor", seat: view.floor.seat };
            const reply = view.replies?.[0];
            if (reply) return { act: "giveReply", seat: reply.seat };
            const item = nextItem(view);
            return item ? { act: "takeItem", number: item.number } : { act: "closeMeeting" };
        }
        default:
            return null;
    }
}

/** @param {View} view */
function nextItem(view) {
    const agenda = view.agenda ?? [];
    const index = agenda.findIndex((each) => each.number === view.item);
    return agenda[index + 1];
}
