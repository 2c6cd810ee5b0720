public import Convening
public import Documents
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
    /// Their papers.
    public let libraries: Libraries
    /// What their people are told.
    let notices: NoticeDesk
    /// What delegations prepare for it among themselves.
    public let drafts: DraftsBook
    /// What the clocks of the world show.
    public var clocks: any Zones { meetings.clocks }

    let environment: MeetingEnvironment
    let meetings: Meetings
    private let live: Mutex<[ConferenceID: LiveConference]>

    /// Replays every conference in the store, and brings its meetings up.
    /// - Parameters:
    ///   - archive: the files of its libraries; nil: they go with the process.
    ///   - capacity: of libraries.
    ///   - notices: where they are kept; nil: they go with the process.
    ///   - post: how they go out as letters; nil: they do not.
    public init(
        meetings: Meetings, archive: DocumentArchive? = nil, capacity: Libraries.Capacity = Libraries.Capacity(),
        notices: (any NoticeStore)? = nil, post: Post? = nil
    ) async throws(StoreError) {
        self.meetings = meetings
        environment = meetings.environment
        weeks = WeekDesk(
            clocks: meetings.clocks, clock: meetings.environment.clock, logger: meetings.environment.logger)
        texts = try await DraftingRooms(environment: meetings.environment)
        drafts = try await DraftsBook(texts: texts, environment: meetings.environment)
        let files: DocumentArchive
        do { files = try archive ?? DocumentArchive.temporary() } catch { throw .failed(reason: "\(error)") }
        libraries = try await Libraries(environment: meetings.environment, archive: files, capacity: capacity)
        let noticeStore: any NoticeStore
        if let notices { noticeStore = notices } else { noticeStore = try SQLiteStore.inMemory() }
        self.notices = NoticeDesk(store: noticeStore, post: post)
        let environment = environment
        let records = try await environment.replayed(\.conference) {
            try await Self.replay($0, meetings: meetings, environment: environment)
        }
        damaged = texts.damaged + drafts.damaged + libraries.damaged + records.damaged
        live = Mutex(records.live)
        environment.docket.open(self)
        for conference in records.live.values { await conference.bringUp() }
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
            state, record: StoredRecord(.conference(facts.id), chain: chain), meetings: meetings,
            environment: environment)
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
            await withTaskGroup { group in
                group.addTask { await self.libraries.run() }
                group.addTask {
                    while !Task.isCancelled {
                        for conference in self.all() { await conference.tick() }
                        await self.texts.tick()
                        await self.drafts.tick()
                        await self.carryDecisions()
                        await self.openAwaited()
                        await self.libraries.tick()
                        await self.look()
                        try? await Task.sleep(for: Self.pulse)
                    }
                }
                group.addTask {
                    while !Task.isCancelled {
                        await self.deliver()
                        try? await Task.sleep(for: Self.pulse)
                    }
                }
            }
        }
        notices.shutDown()
        weeks.shutDown()
        for conference in all() { await conference.shutDown() }
        await drafts.shutDown()
        await texts.shutDown()
        await libraries.shutDown()
    }

    private static func replay(
        _ id: ConferenceID, meetings: Meetings, environment: MeetingEnvironment
    ) async throws -> LiveConference? {
        var state: ConferenceState?
        var times = PublicationTimes()
        let record = try await StoredRecord(.conference(id), in: environment) { entries in
            for entry in entries {
                let event = try entry.event(as: ConferenceEvent.self)
                let published = state?.published
                if state == nil { state = ConferenceState(first: event) } else { try state?.evolve(event) }
                times.note(published, state?.published, at: entry.at)
            }
        }
        guard let state else { return nil }
        meetings.note(state.meetings.map(\.id) + (state.published ?? [:]).keys, of: id)
        return LiveConference(state, record: record, times: times, meetings: meetings, environment: environment)
    }
}
