public import Convening
import Logging
import Record
public import ServiceLifecycle
public import Store
public import Summit
import Synchronization
public import Timetable

/// Why a conference cannot be called.
public enum ConferenceCreationFailure: Error, Hashable, Sendable {
    case refused(ConferenceRefusal)
    case exists(ConferenceID)
    case template(TemplateProblem)
    case unknownZone(String)
    case tooMany
    case unavailable(Unavailable)
}

/// All conferences of an installation. Add it to the program's service group beside ``Meetings``.
public final class Conferences: Service {
    /// Most conferences of an installation.
    public static let most = 1_000
    private static let pulse = Duration.seconds(1)

    /// Records that could not be replayed.
    public let damaged: [String]
    /// Makes and checks their timetables.
    public let weeks: WeekDesk
    /// What they negotiate.
    public let texts: DraftingRooms
    /// What the clocks of the world show.
    public var clocks: any Zones { meetings.clocks }

    let environment: MeetingEnvironment
    private let meetings: Meetings
    private let live: Mutex<[ConferenceID: LiveConference]>

    /// Replays every conference in the store, and brings its meetings up.
    public init(meetings: Meetings) async throws(StoreError) {
        self.meetings = meetings
        environment = meetings.environment
        weeks = WeekDesk(
            clocks: meetings.clocks, clock: meetings.environment.clock, logger: meetings.environment.logger)
        texts = try await DraftingRooms(environment: meetings.environment)
        var conferences: [ConferenceID: LiveConference] = [:]
        var damaged = texts.damaged
        for record in try await environment.store.records() {
            guard let id = record.id.conference else { continue }
            do {
                conferences[id] = try await Self.replay(id, meetings: meetings, environment: environment)
            } catch let error as StoreError {
                throw error
            } catch {
                damaged.append("\(record.id): \(error)")
                environment.logger.critical(
                    "A record is damaged", metadata: ["record": "\(record.id)", "fault": "\(error)"])
            }
        }
        self.damaged = damaged
        live = Mutex(conferences)
        for conference in conferences.values { await conference.bringUp() }
    }

    public func conference(_ id: ConferenceID) -> LiveConference? { live.withLock { $0[id] } }

    /// The conference of a meeting that belongs to one.
    public func conference(planning meeting: MeetingID) -> LiveConference? {
        meetings.conference(planning: meeting).flatMap(conference)
    }

    /// In alphabetical order.
    public func all() -> [LiveConference] { live.withLock { $0.values.sorted { $0.id < $1.id } } }

    /// Records a new conference, with all that its template plans. It is in the record when this returns.
    public func create(
        _ facts: ConferenceFacts, by template: ConferenceTemplate? = nil, author: Author = .administration
    ) async throws(ConferenceCreationFailure) -> LiveConference {
        guard let zone = clocks.rules(of: facts.timeZone) else { throw .unknownZone(facts.timeZone) }
        var events: [ConferenceEvent]
        var commands: [ConferenceCommand] = []
        do { events = try facts.events() } catch { throw .refused(error) }
        if let template {
            guard let midnight = CivilTime(date: facts.firstDay, hour: 0, minute: 0) else {
                throw .refused(ConferenceRefusal(.outOfRange, "conference.firstDay"))
            }
            do {
                commands = try template.commands(
                    for: facts, by: meetings.facts.current, midnight: zone.moments(of: midnight).chosen)
            } catch { throw .template(error) }
        }
        guard conference(facts.id) == nil else { throw .exists(facts.id) }
        guard live.withLock({ $0.count }) < Self.most else { throw .tooMany }
        guard var state = ConferenceState(first: events[0]) else {
            preconditionFailure("A conference begins with its creation")
        }
        do {
            for command in commands { events += try state.perform(command, by: author, at: environment.clock()) }
        } catch { throw .refused(error) }
        if let taken = state.meetings.first(where: { !meetings.reserve($0.id, for: facts.id) }) {
            throw .refused(ConferenceRefusal(.meetingExists, taken.id.rawValue))
        }
        var chain = RecordChain()
        let lines = chain.seal(LiveConference.bytes(of: events), at: environment.clock(), by: author)
        do { try await environment.store.append(lines.map(\.bytes), to: .conference(facts.id), expecting: 0) } catch {
            if case .conflict(_, _, _) = error { throw .exists(facts.id) }
            throw .unavailable(.storage)
        }
        for line in lines { chain.extend(line) }
        let conference = LiveConference(
            facts.id, state: state, chain: chain, signedSize: 0, meetings: meetings, environment: environment)
        live.withLock { $0[facts.id] = conference }
        return conference
    }

    /// Of this machine.
    public var now: Timestamp { environment.clock() }

    /// The links into the room of a meeting of the conference; nil before it is published.
    public func invitations(to id: MeetingID, in conference: LiveConference) async -> [Invitation]? {
        guard await conference.state.published?[id] != nil, let meeting = meetings.meeting(id) else { return nil }
        return await meetings.invitations(to: meeting)
    }

    // MARK: Tokens

    /// What lets somebody work on their part of the preparation; nil if they are not registered, or revoked.
    public func token(of person: ParticipantID, in conference: LiveConference) async -> String? {
        guard let known = await conference.state.people[person], known.accreditation != .revoked else { return nil }
        let token = InvitationToken(
            record: .conference(conference.id), participant: person, generation: known.generation)
        return token.text(key: environment.secrets.invitationKey)
    }

    /// Of a link that opens the organiser's desk for the administration, from the root of the server.
    public func administrationPath() -> String {
        "/d/\(AdministrationPass(from: environment.clock()).text(key: environment.secrets.invitationKey))"
    }

    /// Whether this opens the desk for the administration now.
    public func isPass(_ text: String) -> Bool {
        AdministrationPass(text: text, key: environment.secrets.invitationKey, now: environment.clock()) != nil
    }

    /// Whose token this is, if it is one of a conference.
    public func authenticate(
        token: String
    ) async throws(AccessRefusal) -> (conference: LiveConference, person: ParticipantID) {
        guard let parsed = InvitationToken(text: token, key: environment.secrets.invitationKey),
            let conference = parsed.record.conference.flatMap(conference),
            let known = await conference.state.people[parsed.participant]
        else { throw .malformed }
        guard known.accreditation != .revoked, known.generation == parsed.generation else { throw .revoked }
        return (conference, parsed.participant)
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                for conference in self.all() { await conference.tick() }
                await self.texts.tick()
                try? await Task.sleep(for: Self.pulse)
            }
        }
        weeks.shutDown()
        for conference in all() { await conference.shutDown() }
        await texts.shutDown()
    }

    private static func replay(
        _ id: ConferenceID, meetings: Meetings, environment: MeetingEnvironment
    ) async throws -> LiveConference? {
        var chain = RecordChain()
        var state: ConferenceState?
        var times = PublicationTimes()
        while true {
            let lines = try await environment.store.lines(of: .conference(id), after: chain.size, limit: 1_000)
            for line in lines {
                let entry = try chain.verify(line).entry
                let event = try entry.event(as: ConferenceEvent.self)
                let published = state?.published
                if state == nil { state = ConferenceState(first: event) } else { try state?.evolve(event) }
                times.note(published, state?.published, at: entry.at)
            }
            if lines.count < 1_000 { break }
        }
        guard let state else { return nil }
        let newest = try await environment.store.newestCheckpoint(of: .conference(id))
        if let newest, newest.isSigned(by: environment.secrets.recordKey) {
            try chain.verify(newest, origin: nil, by: environment.secrets.recordKey)
        }
        meetings.note(state.meetings.map(\.id) + (state.published ?? [:]).keys, of: id)
        return LiveConference(
            id, state: state, times: times, chain: chain, signedSize: newest?.checkpoint.size ?? 0, meetings: meetings,
            environment: environment)
    }
}
