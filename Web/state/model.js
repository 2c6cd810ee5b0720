import { hasCameraStep, holdsMicrophone, microphoneReason, participantOf, rights, seatOf } from "./selectors.js";
import { slotOfSeat, stageSlot } from "./slots.js";

/**
 * What components draw from: the session, what follows from it, and this device.
 *
 * @typedef {import("../protocol/messages.js").View} View
 * @typedef {import("../protocol/messages.js").Seat} Seat
 * @typedef {"speaker"|"gallery"|"photo"|"bare"|"console"} ViewMode
 * @typedef {"none"|"notes"|"decisions"|"devices"|"people"|"keys"} PanelName
 * @typedef {{mode: ViewMode, panel: PanelName, shortcuts: boolean, tiles: import("../protocol/messages.js").Quality}} Interface
 *   `tiles`: what the pictures of the table have use for, by their size
 *
 * @typedef {object} MediaState           a snapshot of this device's media
 * @property {import("../media/capture.js").CaptureState} capture
 * @property {"denied"|"missing"|"busy"|null} lacking   why what is captured is less than camera and microphone
 * @property {{audio: boolean, video: boolean}} interrupted   by another program, a phone call perhaps
 * @property {MediaStreamTrack|null} audio
 * @property {MediaStreamTrack|null} video
 * @property {boolean} microphoneOn       what the user wants
 * @property {boolean} cameraOn
 * @property {string} publish             connection state, or `none`
 * @property {string} receive
 * @property {boolean} elsewhere          the same person publishes from another device
 * @property {boolean} listening
 * @property {boolean} blocked            the browser waits for a click before it plays sound
 * @property {string[]} videoMids
 * @property {Map<string, MediaStreamTrack>} tracks
 * @property {import("../media/lines.js").Path} path
 * @property {import("../media/devices.js").Choice} choice
 * @property {import("../media/devices.js").Devices} devices
 * @property {unknown} refusal
 *
 * @typedef {ReturnType<typeof buildModel>} Model
 */

/**
 * @param {{session: import("./session.js").Session & {view: View, you: string},
 *          status: import("../protocol/socket.js").SocketStatus, pending: ReadonlySet<string>,
 *          media: MediaState, ui: Interface, roundTrip: number|null}} facts
 */
export function buildModel({ session, status, pending, media, ui, roundTrip }) {
    const { view, you } = session;
    const me = participantOf(view, you);
    const mySeat = seatOf(view, me?.seat);
    return {
        session, view, you, me, mySeat, status, pending, media, ui, roundTrip,
        can: rights(view, you),
        cameraStep: hasCameraStep(me),
        holder: holdsMicrophone(view, you),
        microphone: microphoneReason(view, you, { microphone: media.audio !== null, microphoneOn: media.microphoneOn, elsewhere: media.elsewhere, interrupted: media.interrupted.audio }),
    };
}

/**
 * The picture of a seat: this device's own camera where it is ours, otherwise the slot that shows it.
 * @param {Model} model @param {Seat} seat
 * @returns {MediaStreamTrack|null}
 */
export function pictureOf({ media, holder, mySeat, session }, seat) {
    if (isOwn(media, holder, mySeat, seat)) return media.cameraOn ? media.video : null;
    const mid = slotOfSeat(session.shown, media.videoMids, seat.id);
    return mid === null ? null : (media.tracks.get(mid) ?? null);
}

/**
 * The large picture: the own camera while we speak, the slot of the floor or the chair, or else a thumbnail.
 * @param {Model} model @param {Seat} seat
 * @returns {MediaStreamTrack|null}
 */
export function stagePicture(model, seat) {
    const { media, holder, mySeat, session, view } = model;
    if (isOwn(media, holder, mySeat, seat)) return media.cameraOn ? media.video : null;
    const mid = stageSlot(view, media.videoMids);
    const inSlot = mid === null ? null : session.shown[mid];
    if (mid !== null && (inSlot === seat.id || inSlot === undefined)) return media.tracks.get(mid) ?? null;
    return pictureOf(model, seat);
}

/**
 * Whether the server holds a seat's picture back because the line to this device does not carry it.
 * @param {Model} model @param {Seat} seat @param {boolean} [onStage]
 */
export function isHeld({ media, holder, mySeat, session, view }, seat, onStage = false) {
    if (isOwn(media, holder, mySeat, seat)) return false;
    const inStage = onStage ? stageSlot(view, media.videoMids) : null;
    const mid = inStage !== null && session.shown[inStage] === seat.id ? inStage : slotOfSeat(session.shown, media.videoMids, seat.id);
    return mid !== null && session.held.includes(mid);
}

/**
 * Whether the one who would be seen has switched the camera off.
 * @param {View} view @param {Seat} seat
 */
export const cameraOff = (view, seat) => participantOf(view, seat.microphone)?.camera === false;

/**
 * Whether this very device sends the seat's picture.
 * @param {MediaState} media @param {boolean} holder @param {Seat|undefined} mine @param {Seat} seat
 */
const isOwn = (media, holder, mine, seat) => holder && mine?.id === seat.id && media.video !== null && !media.elsewhere;
