/**
 * The view is the fold of the meeting's events: docs/protocol.md, sections 4 and 5. Pure functions; a view that
 * was handed out is never changed, and parts that an event does not touch stay the same object.
 *
 * @typedef {import("../protocol/messages.js").View} View
 * @typedef {import("../protocol/messages.js").MeetingEvent} MeetingEvent
 * @typedef {import("../protocol/messages.js").Participant} Participant
 * @typedef {import("../protocol/messages.js").Seat} Seat
 */

/** @type {Record<string, (view: View, event: MeetingEvent, at: string) => View>} */
const folds = {
    lobbyEntered: (view, event) => participant(view, event.participant, { standing: "lobby" }),
    admitted: (view, event) => participant(view, event.participant, { standing: "admitted" }),
    returnedToLobby: (view, event) => participant(view, event.participant, { standing: "lobby" }),
    removed: (view, event) => participant(view, event.participant, { standing: "removed" }),
    left: (view, event) => participant(view, event.participant, { standing: "invited" }),
    connected: (view, event) => participant(view, event.participant, { connected: true }),
    disconnected: (view, event) => participant(view, event.participant, { connected: false }),
    devicesSet: (view, event) =>
        participant(view, event.participant, { camera: event.camera, microphoneOn: event.microphoneOn }),

    meetingOpened: (view, _event, at) => timed({ ...view, sitting: "open" }, view, at),
    meetingSuspended: (view, _event, at) => timed({ ...view, sitting: "suspended" }, view, at),
    meetingResumed: (view, _event, at) => timed({ ...view, sitting: "open" }, view, at),
    meetingClosed: (view, _event, at) => timed({ ...view, sitting: "closed" }, view, at),

    flagRaised: (view, event, at) =>
        listed(view, event.seat) ? view : { ...view, speakers: [...speakers(view), { seat: event.seat, raisedAt: at }] },
    flagLowered: (view, event) => ({ ...view, speakers: without(view.speakers, event.seat) }),
    speakerMoved: (view, event) => ({ ...view, speakers: moved(speakers(view), event.seat, event.position) }),

    replyRequested: (view, event, at) => ({ ...view, replies: [...(view.replies ?? []), { seat: event.seat, raisedAt: at }] }),
    replyWithdrawn: (view, event) => ({ ...view, replies: without(view.replies, event.seat) }),
    pointRaised: (view, event, at) => ({ ...view, points: [...(view.points ?? []), { seat: event.seat, raisedAt: at, heard: false }] }),
    pointWithdrawn: (view, event) => ({ ...view, points: without(view.points, event.seat) }),
    pointRuled: (view, event, at) => ({
        ...view,
        points: without(view.points, event.seat),
        ruling: { seat: event.seat, ruling: event.ruling, at },
    }),

    questionPut: (view, event, at) => ({ ...view, question: { question: event.question, number: event.number, segment: event.segment, since: at, until: event.until, answers: {} } }),
    questionAnswered: (view, event, at) =>
        view.question
            ? { ...view, question: { ...view.question, answers: { ...view.question.answers, [event.seat]: { objects: event.objects, reason: event.reason, at } } } }
            : view,
    consensusReached: (view, event, at) => resolved(view, { isDecided: true, reason: "", present: event.present, at }),
    consensusFailed: (view, event, at) => resolved(view, { isDecided: false, reason: event.reason, present: event.present, at }),
    paragraphTaken: (view, event) => ({ ...view, paragraph: event.place ?? null }),

    floorGiven: (view, event, at) => floorGiven(view, event, at),
    floorInterrupted: (view, _event, at) => ({ ...view, floor: null, interrupted: view.floor ? interrupted(view.floor, at) : null }),
    floorResumed: (view, _event, at) => ({ ...view, floor: view.interrupted ? { ...view.interrupted, since: at } : null, interrupted: null }),
    floorEnded: (view, event) => ({
        ...view,
        ...(view.floor?.seat === event.seat ? { floor: null } : { interrupted: null }),
        spoken: { ...view.spoken, [event.seat]: (view.spoken?.[event.seat] ?? 0) + (event.seconds ?? 0) },
    }),
    muted: (view, event) => seat(view, event.seat, { muted: true }),
    unmuted: (view, event) => seat(view, event.seat, { muted: false }),
    microphoneTaken: (view, event) => seat(view, event.seat, { microphone: event.participant }),

    segmentChanged: (view, event) => ({ ...view, segment: event.segment, segmentNumber: event.number ?? view.segmentNumber }),
    itemTaken: (view, event, at) => timed({ ...view, item: event.number }, view, at),
    agendaSet: (view, event) => ({ ...view, agenda: event.agenda }),
    meetingRevised: (view, { title, startsAt, segments }) => ({
        ...view,
        meeting: { ...view.meeting, title, startsAt, segments },
        ...("segment" in view ? { segment: segments?.[0]?.segment ?? view.segment, segmentNumber: segments?.length ? 1 : null } : {}),
    }),
    seatsSet: (view, event) => ({
        ...view,
        seats: (event.seats ?? []).map((/** @type {Seat} */ seat) => ({
            microphone: null, muted: false, ...view.seats?.find(({ id }) => id === seat.id), ...seat,
        })),
    }),
    speakingLimitSet: (view, event) => ({
        ...view,
        meeting: { ...view.meeting, speakingLimitSeconds: event.seconds },
    }),
    chairHanded: (view, event) => ({ ...view, presiding: event.participant }),
    chairTaken: (view, event) => ({ ...view, presiding: event.participant }),

    seatAdded: (view, event) => seatAdded(view, event.seat),
    participantInvited: (view, event) => invited(view, event.participant),
    invitationRevoked: (view, event) => participant(view, event.participant, { standing: "removed" }),
};

/**
 * @param {View} view
 * @param {MeetingEvent} event unknown types (and `withheld`) leave the view as it is
 * @param {string} at time of the event, RFC 3339
 * @returns {View}
 */
export function fold(view, event, at) {
    const step = Object.hasOwn(folds, event.type) ? folds[event.type] : undefined;
    return step ? step(view, event, at) : view;
}

/** The event types that this page folds. */
export const foldedEvents = Object.freeze(Object.keys(folds));

/** @param {View} view */
const speakers = (view) => view.speakers ?? [];

/**
 * The clock of the item under discussion runs while the meeting is open; a lobby has none.
 * @param {View} after @param {View} before @param {string} at
 * @returns {View}
 */
function timed(after, before, at) {
    if (!before.itemTime) return after;
    const { since, milliseconds } = before.itemTime;
    const item = since && before.item;
    const spent = item ? { ...milliseconds, [item]: (milliseconds[item] ?? 0) + elapsed(since, at) } : milliseconds;
    return { ...after, itemTime: { since: after.item && after.sitting === "open" ? at : null, milliseconds: spent } };
}

/** @param {View} view @param {MeetingEvent} event @param {string} at @returns {View} */
function floorGiven(view, event, at) {
    const { seat, participant, kind = "intervention", limitSeconds = null } = event;
    const given = { ...view, floor: { seat, participant, kind, since: at, limitSeconds, spokenMilliseconds: 0 } };
    if (kind === "point") return { ...given, points: view.points?.map((each) => (each.seat === seat ? { ...each, heard: true } : each)) };
    if (kind !== "reply") return given;
    const item = view.item ?? 0;
    const before = view.replied?.[item];
    return { ...given, replied: { ...view.replied, [item]: { ...before, [seat]: (before?.[seat] ?? 0) + 1 } } };
}

/** @param {import("../protocol/messages.js").Floor} floor @param {string} at */
const interrupted = (floor, at) => ({ ...floor, since: at, spokenMilliseconds: (floor.spokenMilliseconds ?? 0) + elapsed(floor.since, at) });

/** @param {string} since @param {string} at */
const elapsed = (since, at) => Math.max(0, Date.parse(at) - Date.parse(since));

/** @template {{seat: string}} Entry @param {Entry[]|undefined} list @param {string} seat */
const without = (list, seat) => (list ?? []).filter((each) => each.seat !== seat);

/** @param {View} view @param {string} id */
const listed = (view, id) => speakers(view).some(({ seat }) => seat === id);

/** @param {View} view @param {string} id @param {Partial<Participant>} change @returns {View} */
function participant(view, id, change) {
    const known = view.participants.some((each) => each.id === id);
    if (!known) return view;
    return { ...view, participants: view.participants.map((each) => (each.id === id ? { ...each, ...change } : each)) };
}

/** @param {View} view @param {string} id @param {Partial<Seat>} change @returns {View} */
function seat(view, id, change) {
    return { ...view, seats: view.seats?.map((each) => (each.id === id ? { ...each, ...change } : each)) };
}

/**
 * @param {{seat: string, raisedAt: string}[]} list @param {string} id
 * @param {number} position 0-based place after the move
 */
export function moved(list, id, position) {
    const entry = list.find((each) => each.seat === id);
    if (!entry) return list;
    const rest = list.filter((each) => each !== entry);
    rest.splice(Math.max(0, Math.min(position, rest.length)), 0, entry);
    return rest;
}

/**
 * A seat at the table stands before all that are off stage.
 * @param {View} view @param {Seat} seat
 * @returns {View}
 */
function seatAdded(view, seat) {
    if (!seat?.id || !view.seats) return view;
    const others = view.seats.filter((each) => each.id !== seat.id);
    const offStage = others.findIndex((each) => each.place === "offstage");
    const at = seat.place === "table" && offStage >= 0 ? offStage : others.length;
    const entry = { microphone: null, muted: false, ...seat };
    return { ...view, seats: [...others.slice(0, at), entry, ...others.slice(at)] };
}

/**
 * Somebody new, or somebody who was removed and is invited again, in their old place.
 * @param {View} view @param {Participant} invitee
 * @returns {View}
 */
function invited(view, invitee) {
    if (!invitee?.id) return view;
    const earlier = view.participants.find((each) => each.id === invitee.id);
    /** @type {Participant} */
    const entry = {
        connected: earlier?.connected ?? false, camera: false, microphoneOn: false, ...invitee, standing: "invited",
    };
    if (!earlier) return { ...view, participants: [...view.participants, entry] };
    return { ...view, participants: view.participants.map((each) => (each === earlier ? entry : each)) };
}

/**
 * The question before the meeting has its answer.
 * @param {View} view @param {{isDecided: boolean, reason: string, present: string[], at: string}} how
 */
function resolved(view, how) {
    if (!view.question) return view;
    return { ...view, question: null, decisions: [...(view.decisions ?? []), { asked: view.question, ...how }] };
}
