import ClientProtocol
import Logging
import Record
import Store
public import Summit
import Synchronization
import SystemZones

/// Why a change of the facts has no effect.
public enum FactsFailure: Error, Hashable, Sendable {
    case refused(FactsProblem)
    case unavailable(Unavailable)
}

/// What this installation knows of states, formats and chairs: the facts of the release and what people changed of them, each change an
/// event of a record of its own (docs/facts.md).
public actor FactsBook {
    /// A change that was recorded.
    public struct Entry: Sendable {
        public var sequence: Int
        public var at: Timestamp
        public var by: Author
        public var change: FactsChange
        /// Why it does not count any more: the facts of a later release say otherwise already. Nil: it counts.
        public var problem: FactsProblem?
    }

    /// Most changes of an installation.
    public static let mostChanges = 10_000

    /// Oldest first.
    public private(set) var changes: [Entry]
    private nonisolated let folded: Mutex<Facts>
    private nonisolated let turns = Turns()
    private let environment: MeetingEnvironment
    private let book: RecordBook
    /// The record in the store cannot be read: nothing is added to it.
    private let isDamaged: Bool

    /// Replays the record over the facts of the release.
    init(_ base: Facts, environment: MeetingEnvironment) async throws(StoreError) {
        var replay = Replay(facts: base)
        var isDamaged = false
        do {
            try await replay.read(environment)
        } catch let error as StoreError {
            throw error
        } catch {
            environment.logger.critical(
                "A record is damaged", metadata: ["record": "\(RecordID.facts)", "fault": "\(error)"])
            replay = Replay(facts: base)
            isDamaged = true
        }
        self.environment = environment
        self.isDamaged = isDamaged
        changes = replay.changes
        folded = Mutex(replay.facts)
        book = RecordBook(replay.record, environment: environment)
    }

    /// The facts as they are now.
    public nonisolated var current: Facts { folded.withLock { $0 } }

    /// Records a change, if the facts allow it. When this returns, it is durable, and counts.
    /// - Returns: the sequence number of the change.
    @discardableResult
    public func submit(_ change: FactsChange, by author: Author) async throws(FactsFailure) -> Int {
        let result: Result<Int, FactsFailure>
        do { result = try await turns.take { await self.perform(change.entered(by: author), by: author) } } catch {
            throw .unavailable(error)
        }
        return try result.get()
    }

    /// The facts as a change would make them. Nothing is recorded.
    public func weigh(_ change: FactsChange, by author: Author) throws(FactsFailure) -> Facts {
        try facts(after: change.entered(by: author))
    }

    private func facts(after change: FactsChange) throws(FactsFailure) -> Facts {
        guard !isDamaged else { throw .unavailable(.storage) }
        guard changes.count < Self.mostChanges else {
            throw .refused(.tooMany("changes of the facts", maximum: Self.mostChanges))
        }
        do { return try current.applying(change, zones: environment.zoneNames) } catch { throw .refused(error) }
    }

    /// Called several times a second.
    func tick() async {
        guard !book.isSigned else { return }
        await turns.insist { await self.signIfDue() }
    }

    /// The program stops: the record gets its last checkpoint.
    func shutDown() async { await turns.insist { await self.sign() } }

    // MARK: In a turn

    private func perform(_ change: FactsChange, by author: Author) async -> Result<Int, FactsFailure> {
        let next: Facts
        do { next = try facts(after: change) } catch { return .failure(error) }
        let time = book.nextTime
        do {
            book.take(try await book.keep([Self.bytes(of: change)], at: time, by: author))
        } catch { return .failure(.unavailable(error)) }
        folded.withLock { $0 = next }
        changes.append(Entry(sequence: book.size, at: time, by: author, change: change))
        await book.signIfDue(isOver: false)
        return .success(book.size)
    }

    private func sign() async { await book.sign() }
    private func signIfDue() async { await book.signIfDue(isOver: false) }

    private static func bytes(of change: FactsChange) -> [UInt8] {
        do { return try RecordEntry.bytes(of: change) } catch {
            preconditionFailure("A change of the facts cannot be written as JSON. \(error)")
        }
    }
}

/// The record, folded line by line over the facts of the release.
private struct Replay {
    var facts: Facts
    var changes: [FactsBook.Entry] = []
    var record = StoredRecord(.facts)

    mutating func read(_ environment: MeetingEnvironment) async throws {
        let zones = environment.zoneNames
        var read = self
        read.record = try await StoredRecord(.facts, in: environment) { entries in
            for entry in entries {
                read.fold(try entry.event(as: FactsChange.self), entry.sequence, entry.at, entry.by, zones)
            }
        }
        self = read
        let idle = changes.filter { $0.problem != nil }
        for change in idle {
            environment.logger.notice(
                "A recorded change of the facts does not count with the facts of this release",
                metadata: ["change": "\(change.sequence)", "problem": "\(change.problem?.text(in: facts)["en"] ?? "")"])
        }
    }

    /// What another release's facts do not allow is left out, and said.
    private mutating func fold(
        _ change: FactsChange, _ sequence: Int, _ time: Timestamp, _ author: Author, _ zones: Set<String>
    ) {
        var entry = FactsBook.Entry(sequence: sequence, at: time, by: author, change: change)
        do { facts = try facts.applying(change, zones: zones) } catch { entry.problem = error }
        changes.append(entry)
    }
}

extension MeetingEnvironment {
    fileprivate var zoneNames: Set<String> { Set(clocks.zones?.names ?? []) }
}
