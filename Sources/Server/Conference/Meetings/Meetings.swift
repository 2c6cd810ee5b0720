import Foundation
public import Logging
import MediaEngine
public import MediaIO
public import Procedure
import Record
public import ServiceLifecycle
public import StandardFacts
public import Store
public import Summit
import Synchronization
public import SystemZones

/// All meetings of an installation.
///
/// Add it to the program's service group: `run` looks after what comes with time (departures, lost connections, line
/// quality, checkpoints) and hands the media engine's events to their meetings until shutdown, then signs the records.
public final class Meetings: Service {
    /// Most meetings of an installation.
    public static let mostMeetings = 10_000
    /// Between two rounds of upkeep.
    private static let pulse = Duration.milliseconds(250)

    /// Records that could not be replayed; their meetings are closed to everybody.
    public let damaged: [ReplayFault]

    let environment: MeetingEnvironment
    /// What this installation knows of states, formats and chairs.
    public let facts: FactsBook
    private let shards: MediaShards?
    private let live: Mutex<[MeetingID: LiveMeeting]>
    /// The conferences which planned meetings.
    private let planned = Mutex<[MeetingID: ConferenceID]>([:])

    /// Replays every meeting in the store.
    public convenience init(
        store: any RecordStore, media: MediaShards?, secrets: Secrets, relays: RelayAccess? = nil,
        clock: @escaping @Sendable () -> Timestamp = Meetings.systemTime, facts: Facts = .standard,
        clocks: WorldClocks = WorldClocks(),
        logger: Logger, release: String = "0.1.0"
    ) async throws(StoreError) {
        try await self.init(
            store: store, desk: media.map { ShardDesk(shards: $0, logger: logger) }, shards: media, secrets: secrets,
            relays: relays, clock: clock, facts: facts, clocks: clocks, logger: logger, release: release)
    }

    init(
        store: any RecordStore, desk: (any MediaDesk)?, shards: MediaShards? = nil, secrets: Secrets,
        relays: RelayAccess? = nil, clock: @escaping @Sendable () -> Timestamp,
        uptime: @escaping @Sendable () -> Duration = SteadyClock.uptime, facts: Facts = .standard,
        clocks: WorldClocks = WorldClocks(), logger: Logger, release: String = "0.1.0"
    ) async throws(StoreError) {
        environment = MeetingEnvironment(
            store: store, media: desk, secrets: secrets, relays: relays, clock: clock, uptime: uptime,
            clocks: clocks, counters: Counters(),
            directory: MediaDirectory(shards: shards?.shards.count ?? 1), docket: Docket(), logger: logger,
            release: release)
        self.facts = try await FactsBook(facts, environment: environment)
        self.shards = shards
        let environment = environment
        let records = try await environment.replayed(\.meeting) { id in
            var replay = MeetingReplay(id: id)
            let record = try await StoredRecord(.meeting(id), in: environment) { entries in
                for entry in entries { try replay.fold(entry) }
            }
            return replay.state.map {
                LiveMeeting(id, state: $0, recent: replay.recent, record: record, environment: environment)
            }
        }
        damaged = records.faults.map { ReplayFault(meeting: $0.key, description: $0.value) }
        live = Mutex(records.live)
    }

    /// The time of this machine.
    public static let systemTime: @Sendable () -> Timestamp = {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }

    /// The clocks that everything goes by.
    public var clocks: WorldClocks { environment.clocks }

    // MARK: Meetings

    public func meeting(_ id: MeetingID) -> LiveMeeting? { live.withLock { $0[id] } }

    /// In alphabetical order.
    public func all() -> [LiveMeeting] {
        live.withLock { $0.values.sorted { $0.id < $1.id } }
    }

    /// Records a new meeting. It is in the record and can be entered when this returns.
    public func createMeeting(
        _ setup: MeetingSetup, inviting invitees: [Invitee] = [], by author: Author = .administration
    ) async throws(CreationFailure) -> LiveMeeting {
        let now = environment.clock()
        let id = setup.id ?? Meetings.newMeetingID()
        let events: [MeetingEvent]
        do { events = try setup.events(id: id, at: now, facts: facts.current) } catch { throw .invalid(error) }
        guard live.withLock({ $0.count }) + damaged.count < Self.mostMeetings else { throw .tooMany }
        guard meeting(id) == nil, !damaged.contains(where: { $0.meeting == id }) else { throw .exists(id) }
        var replay = MeetingReplay(id: id)
        var chain = RecordChain()
        var lines: [[UInt8]] = []
        func take(_ events: [MeetingEvent]) {
            for line in chain.seal(LiveMeeting.bytes(of: events), at: now, by: author) {
                chain.extend(line)
                do { try replay.fold(line.entry) } catch {
                    preconditionFailure("A meeting that was set up cannot be folded. \(error)")
                }
                lines.append(line.bytes)
            }
        }
        take(events)
        do {
            take(try replay.state?.decide(invitees.map { .inviteParticipant($0) }, by: author, at: now) ?? [])
        } catch { throw .refused(error) }
        guard let state = replay.state else { preconditionFailure("A meeting begins with its creation") }
        do { try await environment.store.append(lines, to: .meeting(id), expecting: 0) } catch {
            if case .conflict(_, _, _) = error { throw .exists(id) }
            environment.logger.critical("A meeting could not be recorded", metadata: ["error": "\(error)"])
            throw .unavailable(.storage)
        }
        environment.counters.count { $0.linesRecorded += lines.count }
        let meeting = LiveMeeting(
            id, state: state, recent: replay.recent, record: StoredRecord(.meeting(id), chain: chain),
            environment: environment)
        live.withLock { $0[id] = meeting }
        return meeting
    }

    /// Keeps a meeting's id for a conference that plans it. False if it is another's, or that of a meeting which belongs to none.
    func reserve(_ id: MeetingID, for conference: ConferenceID) -> Bool {
        let exists = meeting(id) != nil
        return planned.withLock { planned in
            if let owner = planned[id] { return owner == conference }
            guard !exists else { return false }
            planned[id] = conference
            return true
        }
    }

    /// The conference that planned a meeting; nil for one that was created by itself.
    func conference(planning id: MeetingID) -> ConferenceID? { planned.withLock { $0[id] } }

    /// As ``reserve(_:for:)``, for what a record says: its meetings are there already.
    func note(_ ids: [MeetingID], of conference: ConferenceID) {
        planned.withLock { planned in for id in ids { planned[id] = conference } }
    }

    private static func newMeetingID() -> MeetingID {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let name = "m-" + String((0..<10).map { _ in letters[Int.random(in: letters.indices)] })
        return MeetingID(wellFormed: name)
    }

    // MARK: Invitations

    /// Invites somebody and gives the link to hand out.
    public func invite(
        _ invitee: Invitee, to meeting: LiveMeeting, by author: Author
    ) async throws(CommandFailure) -> Invitation {
        try await meeting.submit(.inviteParticipant(invitee), by: author)
        guard let invitation = await invitation(of: invitee.id, to: meeting) else {
            throw .refused(Refusal(.removed))
        }
        return invitation
    }

    /// The link of somebody who is invited, the same each time; nil if they are not or no longer.
    public func invitation(of participant: ParticipantID, to meeting: LiveMeeting) async -> Invitation? {
        guard let known = await meeting.state.participant(participant), known.standing != .removed else { return nil }
        return invitation(of: known, to: meeting)
    }

    /// All that are valid, in order of invitation.
    public func invitations(to meeting: LiveMeeting) async -> [Invitation] {
        await meeting.state.participantsInOrder.filter { $0.standing != .removed }.map {
            invitation(of: $0, to: meeting)
        }
    }

    private func invitation(of participant: MeetingState.Participant, to meeting: LiveMeeting) -> Invitation {
        let token = InvitationToken(
            record: meeting.record, participant: participant.id, generation: participant.generation)
        return Invitation(participant: participant.id, token: token.text(key: environment.secrets.invitationKey))
    }

    /// Whose token this is. A meeting that is over lets nobody in, but with `admittingClosed` its record may be read.
    public func authenticate(
        token: String, admittingClosed: Bool = false
    ) async throws(AccessRefusal) -> (meeting: LiveMeeting, participant: ParticipantID, generation: Int) {
        guard let parsed = InvitationToken(text: token, key: environment.secrets.invitationKey),
            let meeting = parsed.record.meeting.flatMap(meeting)
        else { throw .malformed }
        try await meeting.access(
            parsed.participant, generation: parsed.generation, admittingClosed: admittingClosed)
        return (meeting, parsed.participant, parsed.generation)
    }

    /// Whose token this was made for, valid or not: to say kindly why a door stays shut. Nil if it is not ours.
    public func holder(ofToken token: String) -> (meeting: MeetingID, participant: ParticipantID)? {
        InvitationToken(text: token, key: environment.secrets.invitationKey).flatMap { token in
            token.record.meeting.map { ($0, token.participant) }
        }
    }

    // MARK: Operations

    public func statistics() async -> MeetingsStatistics {
        var statistics = environment.counters.now
        let meetings = all()
        statistics.meetings = meetings.count
        for meeting in meetings {
            let (clients, relayed, lines) = await meeting.census
            statistics.clients += clients
            statistics.relayed.merge(relayed, uniquingKeysWith: +)
            statistics.lines += lines.sorted { $0.key < $1.key }.map { (meeting.id, $0.key, $0.value) }
        }
        statistics.mediaPeers = environment.directory.peerCount
        statistics.media = await environment.media?.totals()
        statistics.sockets = try? await shards?.statistics()
        return statistics
    }

    /// Whether the store answers.
    public func isReady() async -> Bool {
        do {
            _ = try await environment.store.value(for: "readiness")
            return true
        } catch { return false }
    }

    /// One round of upkeep in every meeting.
    func tick() async {
        await withDiscardingTaskGroup { group in
            for meeting in all() { group.addTask { await meeting.tick() } }
        }
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.keepTicking() }
                for shard in self.shards?.shards ?? [] { group.addTask { await self.hand(on: shard.events) } }
            }
        }
        await shutDown()
    }

    /// Says goodbye to every client and signs every record.
    public func shutDown() async {
        for meeting in all() { await meeting.shutDown() }
        await facts.shutDown()
    }

    /// A meeting that cannot go on (its turn waits for the disk) holds up no other one.
    private func keepTicking() async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                for meeting in all() { group.addTask { await meeting.tick() } }
                group.addTask { await self.facts.tick() }
                try? await Task.sleep(for: Self.pulse)
            }
        }
    }

    private func hand(on events: AsyncStream<MediaEvent>) async {
        for await event in events {
            environment.directory.meeting(of: event)?.note(event)
        }
    }
}
