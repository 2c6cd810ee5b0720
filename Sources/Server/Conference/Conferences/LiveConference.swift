public import Convening
import Logging
import Procedure
import Record
import Store
public import Summit
import SystemZones

/// Why a command to a conference has no effect.
public enum ConferenceFailure: Error, Hashable, Sendable {
    case refused(ConferenceRefusal)
    case unavailable(Unavailable)
}

/// One conference as it is prepared: takes commands, records what comes of them, and lets its meetings follow.
///
/// As with a meeting, all that changes it happens in turns, and nobody learns of anything that is not in the record.
public actor LiveConference {
    public nonisolated let id: ConferenceID
    /// The fold of the record.
    public private(set) var state: ConferenceState

    let environment: MeetingEnvironment
    private let meetings: Meetings
    private nonisolated let turns = Turns()
    private let book: RecordBook
    private var times: PublicationTimes
    /// Of the clocks that are kept beside the record.
    private var clocks = ClocksCare()
    private var followers: [BoundedFeed<Int>] = []

    /// Most who are told of changes at a time.
    private static let mostFollowers = 500

    init(
        _ state: ConferenceState, record: StoredRecord, times: PublicationTimes = PublicationTimes(),
        meetings: Meetings,
        environment: MeetingEnvironment
    ) {
        id = state.facts.id
        self.state = state
        self.times = times
        self.meetings = meetings
        self.environment = environment
        book = RecordBook(record, environment: environment)
    }

    /// The number of events in the record.
    public var sequence: Int { book.size }

    /// The state, and the sequence number of the last event in it.
    public var now: (sequence: Int, state: ConferenceState) { (sequence, state) }

    /// The state, and when each meeting of the published timetable changed last.
    var publication: (state: ConferenceState, changed: [MeetingID: Timestamp]) { (state, times.times) }

    /// Decides a command and, if the rules allow it, records what comes of it. When this returns, it is durable.
    /// - Returns: the sequence number of the last event.
    @discardableResult
    public func submit(_ command: ConferenceCommand, by author: Author) async throws(ConferenceFailure) -> Int {
        let result: Result<Int, ConferenceFailure>
        do { result = try await turns.take { await self.perform(command, by: author) } } catch {
            throw .unavailable(error)
        }
        return try result.get()
    }

    /// Tells the sequence number now and after each change, and nothing of what changed: that is for the view, which knows who
    /// may see what. Nil if too many follow.
    public func follow() -> BoundedFeed<Int>? {
        followers.removeAll(where: \.isFinished)
        guard followers.count < Self.mostFollowers else { return nil }
        let feed = BoundedFeed<Int>(limit: 4_096)
        feed.offer(sequence)
        followers.append(feed)
        return feed
    }

    /// The bytes of up to `limit` lines after sequence number `sequence`, without line feeds.
    public nonisolated func recordLines(
        after sequence: Int = 0, limit: Int = 1_000
    ) async throws(Unavailable) -> [[UInt8]] {
        do {
            return try await environment.store.lines(
                of: .conference(id), after: max(sequence, 0), limit: min(max(limit, 0), 5_000))
        } catch { throw .storage }
    }

    /// Called several times a second.
    func tick() async {
        if clocks.areDue(for: state, environment.clocks, now: environment.clock()) {
            await turns.insist { await self.bringUpClocks() }
        }
        guard !book.isSigned else { return }
        await turns.insist { await self.signIfDue() }
    }

    /// The program stops: the record gets its last checkpoint.
    func shutDown() async {
        for follower in followers { follower.finish() }
        await turns.insist { await self.sign() }
    }

    /// Brings the live meetings up to what the record says, as after a restart.
    func bringUp() async {
        await turns.insist {
            await self.bringUpClocks()
            await self.bringUpMeetings()
        }
    }

    // MARK: In a turn

    private func perform(_ command: ConferenceCommand, by author: Author) async -> Result<Int, ConferenceFailure> {
        let events: [ConferenceEvent]
        let time = book.nextTime
        do { events = try state.decide(command, by: author, at: time) } catch { return .failure(.refused(error)) }
        for case .meetingPlanned(let meeting) in events where !meetings.reserve(meeting.id, for: id) {
            return .failure(.refused(ConferenceRefusal(.meetingExists, meeting.id.rawValue)))
        }
        guard !events.isEmpty else { return .success(sequence) }
        await keepClocks(before: events)
        do { try await record(events, at: time, by: author) } catch { return .failure(.unavailable(error)) }
        await bringUpMeetings()
        await book.signIfDue(isOver: false)
        return .success(sequence)
    }

    /// Keeps events and folds them; then whoever follows is told.
    private func record(_ events: [ConferenceEvent], at time: Timestamp, by author: Author) async throws(Unavailable) {
        book.take(try await book.keep(Self.bytes(of: events), at: time, by: author))
        for event in events {
            let published = state.published
            do { try state.evolve(event) } catch {
                preconditionFailure("What was decided cannot be folded. \(error)")
            }
            times.note(published, state.published, at: time)
        }
        for follower in followers { follower.offer(sequence) }
    }

    /// Keeps the clocks of the published timetable, and where another release of the time zone database has come since, what it
    /// moves. A failure is made good later.
    private func bringUpClocks() async {
        let now = environment.clock()
        guard let zones = clocks.zones(for: state, environment.clocks, now: now) else { return }
        do {
            let old = try await environment.store.value(for: clocks.key(of: id)).flatMap(PublishedClocks.init)
            if let old, old.release != zones.release, state.revisedClocks?.release != zones.release,
                let revision = state.revision(from: old, to: zones, now: now)
            {
                try await record([.clocksRevised(revision: revision)], at: book.nextTime, by: .system)
                clocks.tell(revision, of: id, to: environment.logger)
            }
            try await keep(state.zonesInUse, of: zones)
        } catch {
            report(error)
        }
    }

    /// Before the timetable, or who reads it by another clock, is recorded: whatever happens then, the clocks by which it was made are
    /// known. A failure is made good later.
    private func keepClocks(before events: [ConferenceEvent]) async {
        var next = state
        do { for event in events { try next.evolve(event) } } catch { return }
        guard let (zones, names) = clocks.zones(from: state, to: next, environment.clocks) else { return }
        do { try await keep(names, of: zones) } catch { report(error) }
    }

    private func keep(_ names: Set<String>, of zones: SystemZones) async throws {
        try await environment.store.setValue(PublishedClocks(names, of: zones).bytes, for: clocks.key(of: id))
        clocks.keep(zones.release, names)
    }

    private func report(_ error: any Error) {
        environment.logger.error(
            "The clocks of a timetable could not be kept", metadata: ["conference": "\(id)", "error": "\(error)"])
    }

    private func sign() async { await book.sign() }
    private func signIfDue() async { await book.signIfDue(isOver: false) }

    static func bytes(of events: [ConferenceEvent]) -> [[UInt8]] {
        events.map { event in
            do { return try RecordEntry.bytes(of: event) } catch {
                preconditionFailure("An event cannot be written as JSON. \(error)")
            }
        }
    }

    /// Every published meeting exists, with the people who take part in it and no others. A failure is made good by the next
    /// change or restart: what is missing is asked for again.
    private func bringUpMeetings() async {
        for (id, published) in (state.published ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let plan = state.meeting(id) else {
                if let live = meetings.meeting(id) { await revoke(everybodyBut: [], in: live) }
                continue
            }
            do {
                let live: LiveMeeting
                if let known = meetings.meeting(id) {
                    live = known
                } else {
                    live = try await meetings.createMeeting(
                        state.setup(of: plan, at: published.placement.start, ranks: meetings.facts.current.ranks),
                        inviting: state.invitees(of: plan))
                }
                guard await live.state.sitting != .closed else { continue }
                await revoke(everybodyBut: Set(state.invitees(of: plan).map(\.id)), in: live)
                let commands = state.commands(
                    bringing: await live.state, to: plan, at: published.placement.start,
                    ranks: meetings.facts.current.ranks)
                try await live.submit(commands, by: .administration)
            } catch {
                environment.logger.error(
                    "A meeting does not follow its conference",
                    metadata: ["conference": "\(self.id)", "meeting": "\(id)", "error": "\(error)"])
            }
        }
    }

    private func revoke(everybodyBut wanted: Set<ParticipantID>, in live: LiveMeeting) async {
        let outdated = await live.state.participantsInOrder.filter {
            !$0.revoked && !wanted.contains($0.id) && state.people[$0.id] != nil
        }
        guard !outdated.isEmpty else { return }
        do {
            try await live.submit(outdated.map { .revokeInvitation($0.id) }, by: .administration)
        } catch {
            environment.logger.error(
                "Invitations could not be withdrawn", metadata: ["meeting": "\(live.id)", "error": "\(error)"])
        }
    }
}
