public import Negotiation
import Record
public import Summit

/// What one delegation drafts for one text: takes commands, records what comes of them, and tells the delegation's people.
///
/// Its record is its own. Nothing of it is in the text's record, nor counted with what is.
public actor DelegationDrafts {
    public nonisolated let delegation: SeatID
    /// The fold of the record.
    private(set) var state: DraftsState

    private nonisolated let room: DraftingRoom
    private nonisolated let turns = Turns()
    private let book: RecordBook
    private var followers: [BoundedFeed<Int>] = []

    /// Most of a delegation who follow at a time.
    private static let mostFollowers = 100

    init(
        _ state: DraftsState, record: StoredRecord, for room: DraftingRoom, in environment: MeetingEnvironment
    ) {
        delegation = state.delegation
        self.state = state
        self.room = room
        book = RecordBook(record, environment: environment)
    }

    /// Decides a command and, if the rules allow it, records what comes of it. When this returns, it is durable.
    /// - Returns: the number of the last act.
    @discardableResult
    public func submit(_ command: DraftCommand, by negotiator: Negotiator) async throws(TextFailure) -> Int {
        let result: Result<Int, TextFailure>
        do { result = try await turns.take { await self.perform(command, by: negotiator) } } catch {
            throw .unavailable(error)
        }
        return try result.get()
    }

    /// The drafts as they are, with what became of them in the text.
    public func current() async throws(TextFailure) -> DraftsState {
        let result: Result<DraftsState, TextFailure>
        do { result = try await turns.take { await self.noted() } } catch { throw .unavailable(error) }
        return try result.get()
    }

    /// Tells the number of the last act now and after each one, and nothing of what changed: that is for who asks anew, and may. Nil
    /// if too many follow.
    public func follow() -> BoundedFeed<Int>? {
        followers.removeAll(where: \.isFinished)
        guard followers.count < Self.mostFollowers else { return nil }
        let feed = BoundedFeed<Int>(limit: 4_096)
        feed.offer(state.act)
        followers.append(feed)
        return feed
    }

    /// Every second.
    func tick() async {
        guard !book.isSigned else { return }
        await turns.insist { await self.signIfDue() }
    }

    /// The program stops.
    func shutDown() async {
        for follower in followers { follower.finish() }
        await turns.insist { await self.sign() }
    }

    // MARK: In a turn

    private func perform(_ command: DraftCommand, by negotiator: Negotiator) async -> Result<Int, TextFailure> {
        do throws(TextFailure) {
            try await note(by: negotiator.author)
            let text = await room.state
            if case .table(let id) = command {
                try await table(id, by: negotiator, in: text)
            } else {
                let events: [DraftEvent]
                do { events = try state.decide(command, by: negotiator, in: text, key: .random()) } catch {
                    throw .refused(error)
                }
                try await record(events, by: negotiator.author)
            }
            return .success(state.act)
        } catch { return .failure(error) }
    }

    /// The text is first. If this ends between both, the text knows the proposal by its key, and it is noted the next time.
    private func table(_ id: DraftID, by negotiator: Negotiator, in text: TextState) async throws(TextFailure) {
        let asked: TextCommand?
        do { asked = try state.tabling(id, by: negotiator, in: text) } catch { throw .refused(error) }
        guard let asked else { return }
        try await room.submit(asked, by: negotiator)
        try await note(by: negotiator.author)
    }

    /// Records of drafts that are in the text already that they are.
    private func note(by author: Author) async throws(TextFailure) {
        try await record(state.unnoted(in: await room.state), by: author)
    }

    private func noted() async -> Result<DraftsState, TextFailure> {
        do throws(TextFailure) {
            try await note(by: .system)
            return .success(state)
        } catch { return .failure(error) }
    }

    private func record(_ events: [DraftEvent], by author: Author) async throws(TextFailure) {
        guard !events.isEmpty else { return }
        let time = book.nextTime
        do { book.take(try await book.keep(events.map(Self.bytes), at: time, by: author)) } catch {
            throw .unavailable(error)
        }
        for event in events {
            do { try state.evolve(event, at: time, by: author) } catch {
                preconditionFailure("What was decided cannot be folded. \(error)")
            }
        }
        for follower in followers { follower.offer(state.act) }
        await book.signIfDue(isOver: false)
    }

    private func sign() async { await book.sign() }
    private func signIfDue() async { await book.signIfDue(isOver: false) }

    private static func bytes(of event: DraftEvent) -> [UInt8] {
        do { return try RecordEntry.bytes(of: event) } catch {
            preconditionFailure("An event cannot be written as JSON. \(error)")
        }
    }
}

extension ProposalKey {
    /// Nobody guesses it: 128 bits.
    fileprivate static func random() -> ProposalKey {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        guard let key = ProposalKey(rawValue: Hexadecimal.text(of: bytes)) else {
            preconditionFailure("Hexadecimal digits are a key")
        }
        return key
    }
}
