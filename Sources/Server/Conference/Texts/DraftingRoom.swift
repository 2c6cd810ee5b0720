import ClientProtocol
import Logging
public import Negotiation
public import Record
import Store
public import Summit
import Timetable

/// Why a command to a text has no effect.
public enum TextFailure: Error, Hashable, Sendable {
    case refused(TextRefusal)
    case unavailable(Unavailable)
}

/// One text as it is negotiated: takes commands, records what comes of them, and tells everybody who reads it.
///
/// As with a meeting, all that changes it happens in turns, and nobody learns of anything that is not in the record.
public actor DraftingRoom {
    public nonisolated let id: TextID
    public nonisolated let conference: ConferenceID
    /// The fold of the record.
    public private(set) var state: TextState

    nonisolated let environment: MeetingEnvironment
    private nonisolated let turns = Turns()
    private let book: RecordBook
    private nonisolated let clock: SteadyClock
    /// Nil: whoever wanted to break silence could.
    private var outage: Outage?
    private var recent = RecentChanges()
    private var followers: [TextFeed] = []
    private var gallery = Gallery()
    /// What is shown of paragraphs after the last act, made once however many watch.
    private var staged: [ParagraphID: StagedParagraph] = [:]

    /// Most who follow at a time.
    private static let mostFollowers = 1_000
    /// Most acts of one turn that are told one by one: each is held against all of the text.
    private static let mostTold = 16
    /// Bytes that may wait for a slow reader.
    private static let mostUnread = 4 << 20

    init(_ state: TextState, record: StoredRecord, environment: MeetingEnvironment) {
        id = state.facts.id
        conference = state.facts.conference
        self.state = state
        self.environment = environment
        clock = SteadyClock(environment.clock, uptime: environment.uptime)
        book = RecordBook(record, environment: environment)
        if case .silence = state.standing { outage = .over }
    }

    /// How many commands and turns of the program have not begun.
    nonisolated var waiting: Int { turns.waiting }

    /// The number of the last act.
    var sequence: Int { state.act }

    /// Whether somebody may read it: asked before anything is told, and so without handing out the whole text.
    public func isReader(_ negotiator: Negotiator) -> Bool { state.isReader(negotiator) }

    /// Decides a command and, if the rules allow it, records what comes of it. When this returns, it is durable.
    /// - Returns: the number of the act that came of it, or of the last one if all was so already.
    @discardableResult
    public nonisolated func submit(
        _ command: TextCommand, by negotiator: Negotiator
    ) async throws(TextFailure) -> Int {
        try await turn { await self.perform(command, by: negotiator, at: $0) }
    }

    /// Decides several commands, each of which becomes one act. All of them are recorded, or none.
    /// - Parameter commands: what to ask for, given the last act before them.
    /// - Returns: the number of the last act.
    public nonisolated func submit(
        _ commands: @escaping @Sendable (_ after: Int) -> [TextCommand], by negotiator: Negotiator
    ) async throws(TextFailure) -> Int {
        try await turn { await self.perform(commands, by: negotiator, at: $0) }
    }

    /// It counts when it came, not when its turn comes: whoever objects in time has objected, however long the store takes.
    private nonisolated func turn(
        _ body: @escaping @Sendable (SteadyClock.Reading) async -> Result<Int, TextFailure>
    ) async throws(TextFailure) -> Int {
        let result: Result<Int, TextFailure>
        do { result = try await turns.take(at: { clock.now }, body) } catch {
            await lose()
            throw .unavailable(error)
        }
        return try result.get()
    }

    /// Tells what changes from the act after `sequence` on; nil: from now on. No feed if that is too long ago or has not happened, or
    /// too many follow.
    public func follow(after sequence: Int?) -> TextFeed? {
        let sequence = sequence ?? state.act
        followers.removeAll(where: \.isFinished)
        guard followers.count < Self.mostFollowers, sequence <= state.act else { return nil }
        guard let missed = recent.told(after: sequence, through: state.act) else { return nil }
        let feed = TextFeed(limit: Self.mostUnread)
        for change in missed { feed.offer(change, cost: change.json.count) }
        followers.append(feed)
        return feed
    }

    /// Tells a person of a meeting that speaks about this text that there was an act; nil: too many watch.
    public func watch(by person: Author) -> BoundedFeed<Int>? { gallery.admit(person) }

    /// A paragraph as a meeting is shown it; nil: the text never had it.
    public func staged(_ id: ParagraphID) -> StagedParagraph? {
        if let known = staged[id], known.act == state.act { return known }
        guard state.paragraphs[id] != nil else { return nil }
        staged = staged.filter { $0.value.act == state.act }
        let view = StagedParagraph(
            title: state.facts.title, delegations: state.facts.delegations, number: state.numbers[id],
            words: state.printed(id), act: state.act)
        staged[id] = view
        return view
    }

    /// The newest signed checkpoint; signed now if there is none yet.
    public func checkpoint() async throws(Unavailable) -> SignedCheckpoint {
        if let newest = try await book.newestCheckpoint() { return newest }
        try await turns.take { await self.sign() }
        if let newest = try await book.newestCheckpoint() { return newest }
        throw .storage
    }

    /// The proof that an act is covered by the newest checkpoint, which is made for it if it is newer than that. Nil for an act that does
    /// not exist.
    public func proof(
        of number: Int
    ) async throws(Unavailable) -> (proof: InclusionProof, checkpoint: SignedCheckpoint)? {
        guard number > 0, number <= book.size else { return nil }
        var newest = try await checkpoint()
        if newest.checkpoint.size < number {
            try await turns.take { await self.sign() }
            newest = try await checkpoint()
        }
        let size = newest.checkpoint.size
        return book.chain.tree.proof(of: number - 1, in: size).map { ($0, newest) }
    }

    /// What its negotiators should know since a time. Here, so that nobody holds the whole text while it is written.
    func occasions(since time: Timestamp, zone: ZoneRules?, names: [SeatID: Texts]) -> [Occasion] {
        state.occasions(since: time, zone: zone, names: names)
    }

    /// Every second.
    /// - Parameter isListening: whether people can object; silence does not end before.
    func tick(isListening: Bool) async {
        if isListening, case .silence = state.standing {
            await turns.insist(at: { clock.now }) { await self.endSilence(at: $0) }
        }
        guard !book.isSigned else { return }
        await turns.insist { await self.signIfDue() }
    }

    /// The program stops: the record gets its last checkpoint.
    func shutDown() async {
        for follower in followers { follower.finish() }
        gallery.dismiss()
        await turns.insist { await self.sign() }
    }

    // MARK: Silence

    /// When nobody could break silence: while this server was away, or what they said could not be kept.
    private enum Outage {
        /// Nothing was kept since.
        case lasting
        /// It is over; it is to be seen whether there is time enough left.
        case over
    }

    private func lose() {
        if case .silence = state.standing { outage = .lasting }
    }

    /// As soon as nobody can break it any more, but only when they had time to since the last outage: else it is made longer first.
    private func endSilence(at arrival: SteadyClock.Reading) async {
        guard case .silence(let silence) = state.standing else { return }
        guard outage != nil || arrival.earliest >= silence.until else { return }
        let command: TextCommand = outage == nil ? .concludeSilence : .makeUpSilence
        let program = Negotiator(author: .system, delegation: nil)
        switch await perform(command, by: program, at: arrival) {
        case .success: if outage == .over { outage = nil }
        case .failure(let error):
            environment.logger.error("Silence could not be ended", metadata: ["text": "\(id)", "error": "\(error)"])
        }
    }

    // MARK: In a turn

    private func perform(
        _ command: TextCommand, by negotiator: Negotiator, at arrival: SteadyClock.Reading
    ) async -> Result<Int, TextFailure> {
        let event: TextEvent?
        do {
            event = try state.decide(command, by: negotiator, at: arrival.earliest, latest: latest(arrival))
        } catch {
            return .failure(.refused(error))
        }
        guard let event else { return .success(state.act) }
        if command.takesFromMeeting, await environment.docket.holds(state) {
            return .failure(.refused(.init(.beforeMeeting)))
        }
        let time = book.time(from: arrival.shown)
        do { try await keep([event], at: time, by: negotiator) } catch { return .failure(.unavailable(error)) }
        tell(fold(event, at: time, by: negotiator.author))
        await book.signIfDue(isOver: false)
        return .success(state.act)
    }

    private func perform(
        _ commands: (Int) -> [TextCommand], by negotiator: Negotiator, at arrival: SteadyClock.Reading
    ) async -> Result<Int, TextFailure> {
        var events: [TextEvent] = []
        var rehearsed = state
        let time = book.time(from: arrival.shown)
        do {
            for command in commands(state.act) {
                // Those that follow count on an act.
                guard
                    let event = try rehearsed.decide(
                        command, by: negotiator, at: arrival.earliest, latest: latest(arrival))
                else { throw TextRefusal(.overtaken) }
                try rehearsed.evolve(event, at: time)
                events.append(event)
            }
        } catch let refusal as TextRefusal {
            return .failure(.refused(refusal))
        } catch {
            preconditionFailure("What was decided cannot be folded. \(error)")
        }
        guard !events.isEmpty else { return .success(state.act) }
        do { try await keep(events, at: time, by: negotiator) } catch { return .failure(.unavailable(error)) }
        if events.count <= Self.mostTold {
            for event in events { tell(fold(event, at: time, by: negotiator.author)) }
        } else {
            state = rehearsed
            readAnew()
            gallery.alert(state.act)
        }
        await book.signIfDue(isOver: false)
        return .success(state.act)
    }

    private func latest(_ arrival: SteadyClock.Reading) -> Timestamp { book.time(from: arrival.latest) }

    private func keep(
        _ events: [TextEvent], at time: Timestamp, by negotiator: Negotiator
    ) async throws(Unavailable) {
        do { book.take(try await book.keep(events.map(Self.bytes), at: time, by: negotiator.author)) } catch {
            lose()
            throw error
        }
        if outage == .lasting { outage = .over }
    }

    /// Whoever follows is told nothing more, and finds when they come back that they have to read the text anew.
    private func readAnew() {
        recent = RecentChanges()
        for follower in followers { follower.finish() }
        followers = []
    }

    /// - Returns: what readers are told.
    private func fold(_ event: TextEvent, at time: Timestamp, by author: Author) -> TextChange {
        // An edit, which is most of what happens, is told as it is: the text is not copied for it. With a footnote's mark more changes.
        let before: TextState? =
            if case .edited(_, let edits, _) = event, !state.turnFootnote(edits) { nil } else { state }
        do { try state.evolve(event, at: time) } catch {
            preconditionFailure("What was decided cannot be folded. \(error)")
        }
        if case .silenceBegun = event { outage = nil }
        return TextChange(event, at: time, by: author, from: before ?? state, to: state)
    }

    private func tell(_ change: TextChange) {
        let told = (sequence: change.sequence, json: ProtocolJSON.encode(change))
        recent.append(told)
        for follower in followers { follower.offer(told, cost: told.json.count) }
        gallery.alert(change.sequence)
    }

    private func sign() async { await book.sign() }
    private func signIfDue() async { await book.signIfDue(isOver: false) }

    static func bytes(of event: TextEvent) -> [UInt8] {
        do { return try RecordEntry.bytes(of: event) } catch {
            preconditionFailure("An event cannot be written as JSON. \(error)")
        }
    }
}

/// What changes in a text, act by act.
public typealias TextFeed = BoundedFeed<(sequence: Int, json: [UInt8])>
