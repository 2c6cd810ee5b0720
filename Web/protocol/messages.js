/**
 * What browser and server say to each other: the types of docs/protocol.md, sections 3 to 5, and nothing else.
 * A change there changes this file in the same commit.
 *
 * @typedef {Record<string, string>} Texts   text for people by language, always with `en`
 * @typedef {"chair"|"coChair"|"head"|"adviser"|"observer"|"interpreter"|"press"|"secretariat"} Role
 * @typedef {"invited"|"lobby"|"admitted"|"removed"} Standing
 * @typedef {"scheduled"|"open"|"suspended"|"closed"} Sitting
 * @typedef {"open"|"restricted"|"retreat"} Segment
 * @typedef {"full"|"medium"|"thumbnail"|"none"} Quality
 * @typedef {"good"|"fair"|"poor"|"lost"} LineQuality
 *
 * @typedef {object} Meeting
 * @property {string} id
 * @property {Texts} title
 * @property {string|null} [format]
 * @property {string|null} [host]         seat id of the host
 * @property {string|null} [startsAt]     RFC 3339, UTC
 * @property {boolean} lobby
 * @property {"chair"|"free"} floorRule
 * @property {number|null} [speakingLimitSeconds]   null: unlimited
 * @property {PlannedSegment[]} [segments]
 * @property {{limitSeconds: number[]}} [replyRule]   of the first reply, the second, and so on
 *
 * @typedef {object} Seat
 * @property {string} id
 * @property {Texts} name
 * @property {Texts|null} [title]
 * @property {string|null} [flag]              ISO 3166 alpha-2, lower case
 * @property {Texts|null} [capital]
 * @property {string|null} [timeZone]          IANA name
 * @property {"table"|"offstage"} place
 * @property {string|null} [microphone]   participant who holds it
 * @property {boolean} [muted]
 *
 * @typedef {object} Participant
 * @property {string} id
 * @property {string|null} [seat]
 * @property {Role} role
 * @property {Texts|null} [name]
 * @property {Standing} standing
 * @property {boolean} [connected]
 * @property {boolean} [camera]
 * @property {boolean} [microphoneOn]
 *
 * @typedef {"adopt"|"endorse"|"approve"|"note"|"welcome"|"appreciate"|"reaffirm"|"urge"|"encourage"|"commit"|"exchangeViews"} Outcome
 * @typedef {{number: number, title: Texts, lead?: string|null, documents?: string[], action?: Outcome|null, minutes?: number|null,
 *   speakingLimitSeconds?: number|null, speakers?: string[]}} AgendaItem
 * @typedef {{segment: Segment, minutes: number, chair?: string|null}} PlannedSegment
 * @typedef {{seat: string, raisedAt: string}} ListedSpeaker
 * @typedef {{seat: string, raisedAt: string, heard: boolean}} Point   of order, that waits for a ruling
 * @typedef {"intervention"|"reply"|"point"} FloorKind
 * @typedef {{seat: string, participant?: string, kind?: FloorKind, since: string, limitSeconds?: number|null,
 *   spokenMilliseconds?: number}} Floor   without a limit: unlimited
 * @typedef {{since: string|null, milliseconds: Record<string, number>}} ItemTime   by the number of the item
 *
 * @typedef {{words: Texts, verb: Outcome, seconds: number, text?: {id: string, digest: string, since: number}, apart: string[], waiting: string[]}} Question
 * @typedef {{question: Question, number: number, segment: Segment, since: string, until: string, answers: Record<string, {objects: boolean, reason: string, at: string}>}} OpenQuestion
 * @typedef {{asked: OpenQuestion, isDecided: boolean, reason: string, present: string[], at: string}} Resolution
 * @typedef {{text: string, paragraph: string, number: string}} TextPlace
 *
 * @typedef {object} View                 the room view; the lobby view leaves out what is optional here
 * @property {Meeting} meeting
 * @property {Sitting} sitting
 * @property {Segment} [segment]
 * @property {number|null} [segmentNumber]   which of the planned ones, from 1
 * @property {AgendaItem[]} [agenda]
 * @property {number|null} [item]
 * @property {ItemTime} [itemTime]
 * @property {string|null} [presiding]
 * @property {Seat[]} [seats]
 * @property {Participant[]} participants
 * @property {ListedSpeaker[]} [speakers]
 * @property {Floor|null} [floor]
 * @property {Floor|null} [interrupted]      by a point of order
 * @property {Record<string, number>} [spoken]
 * @property {ListedSpeaker[]} [replies]     who asks for a right of reply
 * @property {Record<string, Record<string, number>>} [replied]   replies given, by item and seat
 * @property {Point[]} [points]
 * @property {{seat: string, ruling: "upheld"|"dismissed", at: string}|null} [ruling]   the last one
 * @property {OpenQuestion|null} [question]   what the chair has put to the meeting
 * @property {Resolution[]} [decisions]
 * @property {TextPlace|null} [paragraph]    what the meeting speaks about
 * @property {string} [serverTime]
 *
 * @typedef {{type: string} & Record<string, any>} MeetingEvent
 * @typedef {{type: string} & Record<string, any>} Command
 *
 * @typedef {{mid: string, seat: string|null}} AudibleSlot
 * @typedef {{mid: string, seat: string|null, quality: Quality}} VideoSlot
 * @typedef {"udp"|"tcp"|"tls"} Relay   how a client reaches its TURN server
 * @typedef {{transport: "udp"|"tcp", family: 4|6, relay?: Relay|null}} LinePath
 * @typedef {{quality: LineQuality, rtt?: number|null, loss?: number|null, jitter?: number|null, concealed?: number|null,
 *   frozen?: number|null, layers?: number[], up?: LinePath|null, down?: LinePath|null,
 *   carries?: number|null, pictures?: "whole"|"reduced"|"held"|null, speaking?: boolean}} Line
 * @typedef {{urls: string[], username: string, credential: string}} RelayServer
 * @typedef {{id: string, at: string, from: string, text: string}} Note
 *
 * @typedef {(
 *   {type: "welcome", you: string, serverTime: string, version: number, release: string} |
 *   {type: "relays", servers: RelayServer[], expiresIn: number} |
 *   {type: "snapshot", sequence: number, view: View} |
 *   {type: "event", sequence: number, at: string, by: string, event: MeetingEvent} |
 *   {type: "accepted", id: string, sequence: number} |
 *   {type: "refused", id: string, reason: string, text: Texts, details?: object} |
 *   {type: "pong", clientTime: number, serverTime: string} |
 *   {type: "answer", id: string, sdp: string} |
 *   {type: "mediaRefused", id: string, reason: string, text: Texts} |
 *   {type: "audible", slots: AudibleSlot[]} |
 *   {type: "shown", slots: VideoSlot[]} |
 *   {type: "held", mids: string[]} |
 *   {type: "layers", names: string[]} |
 *   {type: "lines", lines: Record<string, Line>} |
 *   ({type: "note"} & Note) |
 *   {type: "notes", notes: Note[]} |
 *   {type: "bye", reason: string, text: Texts}
 * )} ServerMessage
 *
 * @typedef {(
 *   {type: "hello", version: 1, device: string, resume?: number} |
 *   {type: "command", id: string, command: Command} |
 *   {type: "ping", clientTime: number} |
 *   {type: "publish", id: string, sdp: string} |
 *   {type: "receive", id: string, sdp: string} |
 *   {type: "candidate", id: string, connection: "publish"|"receive", candidate: string, mid: string} |
 *   {type: "unpublish", id: string} |
 *   {type: "watch", slots: {mid: string, seat: string, quality: Quality}[]} |
 *   {type: "line", rtt: number, loss: number, jitter: number, direction: "up"|"down", relay?: Relay} |
 *   {type: "note", id: string, text: string}
 * )} ClientMessage
 */

/** The version of the protocol that this page speaks. */
export const VERSION = 1;

/** Reasons of `bye` after which the page must not come back by itself. */
export const FINAL_REASONS = new Set(["revoked", "removed", "replaced"]);

/** Longest note, in characters. */
export const NOTE_LIMIT = 2000;
