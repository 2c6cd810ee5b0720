public import ClientProtocol
import Logging
import MediaEngine
public import Procedure
import Record
import Store
public import Summit

/// One meeting as it runs: takes commands, records what comes of them, and tells everyone.
///
/// All that changes it happens in turns (`Turns`): decide, append durably, let the media engine follow, evolve, tell.
/// Nobody learns of anything that is not in the record, and nobody hears what the record does not allow.
public actor LiveMeeting {
    public nonisolated let id: MeetingID
    /// The fold of the record.
    public private(set) var state: MeetingState

    let environment: MeetingEnvironment
    nonisolated let turns = Turns()
    let book: RecordBook
    private var recent: RecentEvents

    // Clients
    var clients: [Attachment: Client] = [:]
    var devices: [DeviceKey: Attachment] = [:]
    var nextClient = 1
    var feeds: [Feed] = []
    /// When those without a device will count as disconnected.
    var departures: [ParticipantID: Timestamp] = [:]

    // Media
    var peers: [PeerID: MediaPeer] = [:]
    var plan = MediaPlan()
    /// The engine could not be told the newest plan.
    var isBehindPlan = false
    var resources: [String: MediaResourceState] = [:]
    /// Since when the device of a connection is away.
    var deviceAbsences: [PeerID: Timestamp] = [:]
    var lines = SeatLines()
    var lineHistory = LineHistory()
    var linesSent = Timestamp(milliseconds: 0)
    var mediaSwept = Timestamp(milliseconds: 0)

    var isLookingAfter = false

    // Decisions
    private(set) var questionClock: QuestionClock

    init(
        _ id: MeetingID, state: MeetingState, recent: RecentEvents, record: StoredRecord,
        environment: MeetingEnvironment
    ) {
        self.id = id
        self.state = state
        self.environment = environment
        book = RecordBook(record, environment: environment)
        questionClock = QuestionClock(state.question?.number, now: environment.uptime())
        self.recent = recent
        let now = environment.clock()
        for participant in state.participants.values where participant.connected {
            departures[participant.id] = now.advanced(byMilliseconds: Presence.returnTime)
        }
    }

    var now: Timestamp { environment.clock() }

    /// The number of events in the record.
    public var sequence: Int { book.size }

    // MARK: Commands

    /// Decides a command and, if the rules allow it, records what comes of it. When this returns, it is durable and
    /// everybody has been told.
    /// - Returns: the sequence number of the last event.
    @discardableResult
    public func submit(_ command: MeetingCommand, by author: Author) async throws(CommandFailure) -> Int {
        try await submit([command], by: author)
    }

    /// As ``submit(_:by:)`` for several, one after another: all of them, or none.
    @discardableResult
    func submit(_ commands: [MeetingCommand], by author: Author) async throws(CommandFailure) -> Int {
        let result: Result<Int, CommandFailure>
        do { result = try await turns.take { await self.perform(commands, by: author) } } catch {
            throw .unavailable(error)
        }
        return try result.get()
    }

    /// In a turn.
    func perform(_ command: MeetingCommand, by author: Author) async -> Result<Int, CommandFailure> {
        await perform([command], by: author)
    }

    private func perform(_ commands: [MeetingCommand], by author: Author) async -> Result<Int, CommandFailure> {
        let time = time(of: commands)
        let events: [MeetingEvent]
        do {
            events = try state.decide(commands, by: author, at: time)
            try await hold(commands)
        } catch {
            environment.counters.count { $0.commandsRefused[error.reason.rawValue, default: 0] += 1 }
            return .failure(.refused(error))
        }
        do {
            try await record(events, at: time, by: author)
        } catch {
            environment.counters.count { $0.commandsUnavailable += 1 }
            return .failure(.unavailable(error))
        }
        environment.counters.count { $0.commandsAccepted += commands.count }
        return .success(sequence)
    }

    private func record(_ events: [MeetingEvent], at time: Timestamp, by author: Author) async throws(Unavailable) {
        guard !events.isEmpty else { return }
        let lines = try await book.keep(LiveMeeting.bytes(of: events), at: time, by: author)
        var next = state
        for event in events {
            do { try next.evolve(event, by: author, at: time) } catch {
                preconditionFailure("What was decided cannot be folded. \(error)")
            }
        }
        // Rights first: nobody is told that the floor passed while the former speaker is still heard.
        await follow(next)
        questionClock.follow(next.question?.number, now: environment.uptime())
        state = next
        book.take(lines)
        let recorded = zip(lines, events).map { line, event in
            RecordedEvent(sequence: line.entry.sequence, at: line.entry.at, by: author, event: event)
        }
        recorded.forEach { recent.append($0) }
        for attachment in tell(recorded) { await sendNotes(to: attachment) }
        tellSlots()
        await book.signIfDue(isOver: state.sitting == .closed)
    }

    static func bytes(of events: [MeetingEvent]) -> [[UInt8]] {
        events.map { event in
            do { return try RecordEntry.bytes(of: event) } catch {
                preconditionFailure("\(event.kind) cannot be written as JSON. \(error)")
            }
        }
    }

    // MARK: Reading

    /// What somebody may know of the meeting now; nil for who was not invited.
    public func view(for reader: Author) -> (sequence: Int, view: MeetingView)? {
        switch reader {
        case .participant(let id): MeetingView(of: state, for: id, at: now).map { (sequence, $0) }
        case .administration: (sequence, .room(RoomView(of: state, at: now)))
        case .system: nil
        }
    }

    /// Up to `limit` events after a sequence number, as `reader` may read them.
    public func events(
        after sequence: Int, limit: Int, for reader: Author
    ) async throws(Unavailable) -> [ServerMessage] {
        let limit = min(max(limit, 0), RecentEvents.limit)
        let events: [RecordedEvent]
        if let recent = recent.after(sequence) {
            events = Array(recent.prefix(limit))
        } else {
            events = try await storedEvents(after: max(sequence, 0), limit: limit)
        }
        // Rights as they are now, after the wait.
        return events.map { $0.message(for: reader.participant, in: state) }
    }

    func recentEvents(after sequence: Int) -> ArraySlice<RecordedEvent>? { recent.after(sequence) }

    /// Away from the actor: reading and decoding a long record must not hold up the meeting.
    nonisolated func storedEvents(after sequence: Int, limit: Int) async throws(Unavailable) -> [RecordedEvent] {
        do {
            return try await environment.store.lines(of: record, after: sequence, limit: limit).map { line in
                let entry = try RecordEntry(line: line)
                return RecordedEvent(
                    sequence: entry.sequence, at: entry.at, by: entry.by, event: try entry.event(as: MeetingEvent.self))
            }
        } catch {
            environment.logger.error("The record cannot be read", metadata: ["meeting": "\(id)", "error": "\(error)"])
            throw .storage
        }
    }

    /// Whether a token of this generation lets its participant in.
    public func access(
        _ participant: ParticipantID, generation: Int, admittingClosed: Bool
    ) throws(AccessRefusal) {
        guard let known = state.participants[participant] else { throw .malformed }
        guard known.generation == generation, !known.revoked else { throw .revoked }
        guard known.standing != .removed else { throw .removed }
        guard admittingClosed || state.sitting != .closed else { throw .closed }
    }
}
