public import ClientProtocol
import Logging
public import Negotiation
public import Record
import Store
public import Summit

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

    private let environment: MeetingEnvironment
    private nonisolated let turns = Turns()
    private let book: RecordBook
    /// What was told last, for those who come back after a short while.
    private var recent: [(sequence: Int, json: [UInt8])] = []
    private var followers: [TextFeed] = []

    /// Most who follow at a time.
    private static let mostFollowers = 1_000
    /// Most changes that are kept for those who come back; whoever was away longer reads the text anew.
    private static let mostRecent = 2_000
    /// Most acts of one turn that are told one by one: each is held against all of the text.
    private static let mostTold = 16
    /// Bytes that may wait for a slow reader.
    private static let waiting = 4 << 20

    init(_ id: TextID, state: TextState, chain: RecordChain, signedSize: Int, environment: MeetingEnvironment) {
        self.id = id
        conference = state.facts.conference
        self.state = state
        self.environment = environment
        book = RecordBook(.text(id), chain: chain, signedSize: signedSize, environment: environment)
    }

    /// Decides a command and, if the rules allow it, records what comes of it. When this returns, it is durable.
    /// - Returns: the number of the act that came of it, or of the last one if all was so already.
    @discardableResult
    public func submit(_ command: TextCommand, by negotiator: Negotiator) async throws(TextFailure) -> Int {
        let result: Result<Int, TextFailure>
        do { result = try await turns.take { await self.perform(command, by: negotiator) } } catch {
            throw .unavailable(error)
        }
        return try result.get()
    }

    /// Decides several commands, each of which becomes one act. All of them are recorded, or none.
    /// - Parameter commands: what to ask for, given the last act before them.
    /// - Returns: the number of the last act.
    public func submit(
        _ commands: @escaping @Sendable (_ after: Int) -> [TextCommand], by negotiator: Negotiator
    ) async throws(TextFailure) -> Int {
        let result: Result<Int, TextFailure>
        do { result = try await turns.take { await self.perform(commands, by: negotiator) } } catch {
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
        let missed = recent.drop { $0.sequence <= sequence }
        guard missed.count == state.act - sequence else { return nil }
        let feed = TextFeed(limit: Self.waiting)
        for change in missed { feed.offer(change, cost: change.json.count) }
        followers.append(feed)
        return feed
    }

    /// Who did an act, and when; nil if there is none of that number.
    public nonisolated func act(_ number: Int) async throws(Unavailable) -> (at: Timestamp, by: Author)? {
        guard number > 0 else { return nil }
        do {
            guard let line = try await environment.store.lines(of: .text(id), after: number - 1, limit: 1).first,
                let entry = try? RecordEntry(line: line)
            else { return nil }
            return (entry.at, entry.by)
        } catch { throw .storage }
    }

    /// The record up to an act, folded.
    public nonisolated func history(through act: Int) async throws(Unavailable) -> TextHistory {
        var history: TextHistory?
        do {
            var last = 0
            while last < act {
                let lines = try await recordLines(after: last, limit: min(1_000, act - last))
                guard !lines.isEmpty else { break }
                for line in lines {
                    let entry = try RecordEntry(line: line)
                    let event = try entry.event(as: TextEvent.self)
                    if history == nil {
                        history = TextHistory(first: event, at: entry.at, by: entry.by)
                    } else {
                        try history?.evolve(event, at: entry.at, by: entry.by)
                    }
                }
                last += lines.count
            }
        } catch { throw .storage }
        guard let history, history.state.act == act else { throw .storage }
        return history
    }

    /// The bytes of up to `limit` lines of the record after sequence number `sequence`, without line feeds.
    public nonisolated func recordLines(after sequence: Int, limit: Int) async throws(Unavailable) -> [[UInt8]] {
        do { return try await environment.store.lines(of: .text(id), after: sequence, limit: limit) } catch {
            throw .storage
        }
    }

    /// The newest signed checkpoint; signed now if there is none yet.
    public func checkpoint() async throws(Unavailable) -> SignedCheckpoint {
        if let newest = try await book.newestCheckpoint() { return newest }
        try await turns.take { await self.sign() }
        if let newest = try await book.newestCheckpoint() { return newest }
        throw .storage
    }

    /// Called several times a second.
    func tick() async {
        guard !book.isSigned else { return }
        await turns.insist { await self.signIfDue() }
    }

    /// The program stops: the record gets its last checkpoint.
    func shutDown() async {
        for follower in followers { follower.finish() }
        await turns.insist { await self.sign() }
    }

    // MARK: In a turn

    private func perform(_ command: TextCommand, by negotiator: Negotiator) async -> Result<Int, TextFailure> {
        let event: TextEvent?
        do { event = try state.decide(command, by: negotiator) } catch { return .failure(.refused(error)) }
        guard let event else { return .success(state.act) }
        let time = book.nextTime
        do { book.take(try await book.keep([Self.bytes(of: event)], at: time, by: negotiator.author)) } catch {
            return .failure(.unavailable(error))
        }
        tell(fold(event, at: time, by: negotiator.author))
        await book.signIfDue(isOver: false)
        return .success(state.act)
    }

    private func perform(
        _ commands: (Int) -> [TextCommand], by negotiator: Negotiator
    ) async -> Result<Int, TextFailure> {
        var events: [TextEvent] = []
        var rehearsed = state
        let time = book.nextTime
        do {
            for command in commands(state.act) {
                // Those that follow count on an act.
                guard let event = try rehearsed.decide(command, by: negotiator) else { throw TextRefusal(.overtaken) }
                try rehearsed.evolve(event, at: time)
                events.append(event)
            }
        } catch let refusal as TextRefusal {
            return .failure(.refused(refusal))
        } catch {
            preconditionFailure("What was decided cannot be folded. \(error)")
        }
        guard !events.isEmpty else { return .success(state.act) }
        do {
            book.take(try await book.keep(events.map(Self.bytes), at: time, by: negotiator.author))
        } catch {
            return .failure(.unavailable(error))
        }
        if events.count <= Self.mostTold {
            for event in events { tell(fold(event, at: time, by: negotiator.author)) }
        } else {
            state = rehearsed
            readAnew()
        }
        await book.signIfDue(isOver: false)
        return .success(state.act)
    }

    /// Whoever follows is told nothing more, and finds when they come back that they have to read the text anew.
    private func readAnew() {
        recent = []
        for follower in followers { follower.finish() }
        followers = []
    }

    /// - Returns: what readers are told.
    private func fold(_ event: TextEvent, at time: Timestamp, by author: Author) -> TextChange {
        // An edit, which is most of what happens, is told as it is: the text is not copied for it.
        let before: TextState? = if case .edited = event { nil } else { state }
        do { try state.evolve(event, at: time) } catch {
            preconditionFailure("What was decided cannot be folded. \(error)")
        }
        return TextChange(event, at: time, by: author, from: before ?? state, to: state)
    }

    private func tell(_ change: TextChange) {
        let told = (sequence: change.sequence, json: ProtocolJSON.encode(change))
        recent.append(told)
        if recent.count > 2 * Self.mostRecent { recent.removeFirst(Self.mostRecent) }
        for follower in followers { follower.offer(told, cost: told.json.count) }
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
