import ClientProtocol
import Crypto
import Logging
import MediaEngine
import Procedure
import Store
import Summit
import Synchronization
import Testing

@testable import Conference

/// A clock that moves only when told.
final class TestClock: Sendable {
    private let time = Mutex(Timestamp("2020-04-14T01:00:00.000Z")!)
    var now: Timestamp { time.withLock { $0 } }
    /// Whatever somebody sets the clock to, this much has gone by.
    private let passed = Mutex(Duration.zero)
    var uptime: Duration { passed.withLock { $0 } }

    func advance(_ milliseconds: Int64) {
        passed.withLock { $0 += .milliseconds(milliseconds) }
        set(forward: milliseconds)
    }

    /// Somebody sets it, or sets it back.
    func set(forward milliseconds: Int64) { time.withLock { $0 = $0.advanced(byMilliseconds: milliseconds) } }
    func set(_ moment: Timestamp) { time.withLock { $0 = moment } }
}

/// One meeting of three delegations: VN in the chair, ID, MY; in memory unless a store is given.
struct Fixture {
    let clock = TestClock()
    let secrets: Secrets
    let store: any RecordStore
    let desk: RecordingDesk?
    let meetings: Meetings
    let meeting: LiveMeeting

    static let apt = MeetingID("apt-2020")!
    static let chair = ParticipantID("vn-chair")!
    static let indonesia = ParticipantID("id-head")!
    static let indonesianAdviser = ParticipantID("id-adviser")!
    static let malaysia = ParticipantID("my-head")!
    static let press = ParticipantID("press")!
    static let secretariat = ParticipantID("desk")!

    static let invitees: [Invitee] = [
        Invitee(id: chair, seat: SeatID("VN"), role: .chair),
        Invitee(
            id: indonesia, seat: SeatID("ID"), role: .head, name: Texts(en: "Head | of *Indonesia*", vi: "Trưởng đoàn")),
        Invitee(id: indonesianAdviser, seat: SeatID("ID"), role: .adviser),
        Invitee(id: malaysia, seat: SeatID("MY"), role: .head),
        Invitee(id: press, role: .press),
        Invitee(id: secretariat, role: .secretariat),
    ]

    init(
        store: (any RecordStore)? = nil, media: Bool = false, floorRule: FloorRule = .chair, relays: RelayAccess? = nil
    ) async throws {
        let store = try store ?? SQLiteStore.inMemory()
        let secrets = Secrets(
            name: "host.example", invitationKey: SymmetricKey(data: [UInt8](repeating: 7, count: 32)),
            recordKey: Curve25519.Signing.PrivateKey())
        let desk = media ? RecordingDesk() : nil
        self.store = store
        self.secrets = secrets
        self.desk = desk
        let clock = self.clock
        meetings = try await Meetings(
            store: store, desk: desk, secrets: secrets, relays: relays, clock: { clock.now }, uptime: { clock.uptime },
            logger: .quiet)
        meeting = try await meetings.createMeeting(
            MeetingSetup(
                id: Self.apt, title: Texts(en: "ASEAN Plus Three", vi: "ASEAN+3"), host: SeatID("VN"),
                floorRule: floorRule,
                agenda: [AgendaItem(number: 1, title: Texts(en: "Response", vi: "Ứng phó"))],
                seats: [SeatSetup(id: SeatID("ID")!), SeatSetup(id: SeatID("MY")!), SeatSetup(id: SeatID("VN")!)]))
        for invitee in Self.invitees {
            try await meeting.submit(.inviteParticipant(invitee), by: .administration)
        }
    }

    /// The same installation after the program has started again.
    func restarted() async throws -> (meetings: Meetings, meeting: LiveMeeting) {
        let clock = self.clock
        let meetings = try await Meetings(
            store: store, desk: nil, secrets: secrets, clock: { clock.now }, uptime: { clock.uptime }, logger: .quiet)
        return (meetings, try #require(meetings.meeting(Self.apt)))
    }

    func attach(
        _ participant: ParticipantID, device: String = "tab", resume: Int? = nil, limit: Int = MessageQueue.limit
    ) async throws -> TestClient {
        let queue = MessageQueue(limit: limit)
        let attachment = try await meeting.attach(
            participant: participant, generation: await meeting.state.participants[participant]?.generation ?? 1,
            device: device, resume: resume, sink: queue)
        return TestClient(meeting: meeting, attachment: attachment, queue: queue)
    }

    func submit(_ command: MeetingCommand, _ participant: ParticipantID) async throws {
        try await meeting.submit(command, by: .participant(participant))
    }

    /// The engine tells something; returns when it has been taken in.
    func note(_ event: MediaEvent) async {
        meeting.note(event)
        await meeting.turns.insist {}
    }

    /// Everybody enters, the chair admits and opens.
    func open() async throws {
        for invitee in Self.invitees { try await submit(.enterLobby, invitee.id) }
        try await submit(.admitAll, Self.chair)
        try await submit(.openMeeting, Self.chair)
    }
}

/// A device with its messages.
struct TestClient {
    let meeting: LiveMeeting
    let attachment: ClientAttachment
    let queue: MessageQueue

    func messages() throws -> [ServerMessage] {
        try queue.takeAll().map { try ServerMessage(json: $0) }
    }

    func say(_ message: ClientMessage) async { await meeting.handle(message, from: attachment) }

    func command(_ command: MeetingCommand, id: String = "c") async throws -> [ServerMessage] {
        await say(.command(id: id, command))
        return try messages()
    }

    func leave() async { await meeting.detach(attachment) }
}

extension [ServerMessage] {
    /// Sequence numbers of events, in order.
    var sequences: [Int] {
        compactMap { if case .event(let sequence, _, _, _) = $0 { sequence } else { nil } }
    }

    var events: [MeetingEvent] {
        compactMap { if case .event(_, _, _, .event(let event)) = $0 { event } else { nil } }
    }

    var withheld: Int {
        count { if case .event(_, _, _, .withheld) = $0 { true } else { false } }
    }

    var snapshots: [(sequence: Int, view: MeetingView)] {
        compactMap { if case .snapshot(let sequence, let view) = $0 { (sequence, view) } else { nil } }
    }

    var accepted: [Int] {
        compactMap { if case .accepted(_, let sequence) = $0 { sequence } else { nil } }
    }

    var refusals: [String] {
        compactMap { if case .refused(_, let reason, _, _) = $0 { reason } else { nil } }
    }

    var notes: [String] {
        flatMap { message -> [String] in
            switch message {
            case .note(let note): [note.text]
            case .notes(let notes): notes.map(\.text)
            default: []
            }
        }
    }
}

extension Logger {
    static var quiet: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
