import Logging
import Record
import Store
import Summit

/// When checkpoints are signed.
enum CheckpointRule {
    /// After so many lines,
    static let lines = 64
    /// or when nothing was recorded for so many milliseconds.
    static let quiet: Int64 = 10_000
}

/// One record as it grows: keeps what happened, line by line, and signs checkpoints now and then.
///
/// Belongs to the actor that decides what is recorded, and changes in that actor's turns alone.
final class RecordBook {
    let id: RecordID
    private let environment: MeetingEnvironment
    private(set) var chain: RecordChain
    /// How many lines the newest checkpoint covers.
    private(set) var signedSize: Int
    /// When signing failed, it is tried again from here on.
    private var signsAgain = Timestamp(milliseconds: 0)
    private var lastAppend: Timestamp
    /// Set when the record in the store is not the one that was folded: nothing may be recorded any more.
    private var isBroken = false

    init(_ record: StoredRecord, environment: MeetingEnvironment) {
        id = record.id
        chain = record.chain
        signedSize = record.signedSize
        self.environment = environment
        lastAppend = environment.clock()
    }

    /// The number of lines.
    var size: Int { chain.size }
    var isSigned: Bool { signedSize == size }

    /// The time of an act that is recorded next: a clock that was set back must not date it before the one that it follows.
    var nextTime: Timestamp { time(from: environment.clock()) }

    /// The time of an act that was asked for at a moment and is recorded next.
    func time(from moment: Timestamp) -> Timestamp { max(moment, chain.lastTime ?? moment) }

    /// Keeps the next lines, one for each event. They are durable when this returns, and count when they are taken in.
    func keep(
        _ events: [[UInt8]], at time: Timestamp, by author: Author, isolation: isolated (any Actor)? = #isolation
    ) async throws(Unavailable) -> [SealedLine] {
        guard !isBroken else { throw .storage }
        let lines = chain.seal(events, at: time, by: author)
        do {
            try await environment.store.append(lines.map(\.bytes), to: id, expecting: chain.size)
        } catch {
            if case .conflict(_, _, _) = error { isBroken = true }
            environment.logger.critical(
                "A command could not be recorded", metadata: ["record": "\(id)", "error": "\(error)"])
            throw .storage
        }
        return lines
    }

    /// Takes in lines that were kept.
    func take(_ lines: [SealedLine]) {
        for line in lines { chain.extend(line) }
        lastAppend = environment.clock()
        environment.counters.count { $0.linesRecorded += lines.count }
    }

    // MARK: Checkpoints

    /// The origin line of this record's checkpoints.
    static func origin(of id: RecordID, _ environment: MeetingEnvironment) -> String {
        "\(environment.secrets.signer.key.name)/\(id)"
    }

    /// - Parameter isOver: nothing more will be recorded.
    func signIfDue(isOver: Bool, isolation: isolated (any Actor)? = #isolation) async {
        guard !isSigned, environment.clock() >= signsAgain else { return }
        let isDue =
            isOver || size - signedSize >= CheckpointRule.lines
            || environment.clock().milliseconds(since: lastAppend) >= CheckpointRule.quiet
        if isDue { await sign() }
    }

    func sign(isolation: isolated (any Actor)? = #isolation) async {
        guard !isSigned, let checkpoint = chain.checkpoint(origin: Self.origin(of: id, environment)) else { return }
        do {
            try await environment.store.keep(try environment.secrets.signer.sign(checkpoint), of: id)
            signedSize = checkpoint.size
            environment.counters.count { $0.checkpointsSigned += 1 }
        } catch {
            signsAgain = environment.clock().advanced(byMilliseconds: CheckpointRule.quiet)
            environment.logger.error(
                "A checkpoint could not be kept", metadata: ["record": "\(id)", "error": "\(error)"])
        }
    }

    /// The newest signed checkpoint; nil if there is none yet.
    func newestCheckpoint(
        isolation: isolated (any Actor)? = #isolation
    ) async throws(Unavailable) -> SignedCheckpoint? {
        do { return try await environment.store.newestCheckpoint(of: id) } catch { throw .storage }
    }
}
