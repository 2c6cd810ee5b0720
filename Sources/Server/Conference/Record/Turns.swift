import Synchronization

/// The work of one meeting, strictly one piece after another.
///
/// An actor alone does not promise that: while one of its methods waits for the disk, another may begin. A turn runs
/// to its end, waits included, before the next one starts; and it runs in a task of its own, so that a client who
/// hangs up does not cancel what they had asked for half way.
final class Turns: Sendable {
    /// Most turns from outside that may wait.
    static let limit = 4_096

    private struct State {
        var waiting: [@Sendable () async -> Void] = []
        var isRunning = false
    }

    private let state = Mutex(State())

    /// Waits for its turn, runs `body` and returns its result.
    /// - Throws: `.busy` if too many are waiting already; `body` does not run then.
    func take<Result: Sendable>(
        _ body: @escaping @Sendable () async -> Result
    ) async throws(Unavailable) -> Result {
        try await take(at: {}, { await body() })
    }

    /// As `take`, for what depends on when it came: `moment` is asked as the turn is queued, so that who comes earlier has the earlier one,
    /// however long they wait.
    func take<Moment: Sendable, Result: Sendable>(
        at moment: @Sendable () -> Moment, _ body: @escaping @Sendable (Moment) async -> Result
    ) async throws(Unavailable) -> Result {
        let result: Result? = await withCheckedContinuation { continuation in
            let isAccepted = add(limit: Self.limit) {
                let moment = moment()
                return { continuation.resume(returning: await body(moment)) }
            }
            if !isAccepted { continuation.resume(returning: nil) }
        }
        guard let result else { throw .busy }
        return result
    }

    /// As `take`, for what the program itself has to do and nobody can ask for at will: it is never refused.
    func insist(_ body: @escaping @Sendable () async -> Void) async { await insist(at: {}, { await body() }) }

    /// As `take(at:_:)`, never refused.
    func insist<Moment: Sendable>(
        at moment: @Sendable () -> Moment, _ body: @escaping @Sendable (Moment) async -> Void
    ) async {
        await withCheckedContinuation { continuation in
            _ = add(limit: .max) {
                let moment = moment()
                return {
                    await body(moment)
                    continuation.resume()
                }
            }
        }
    }

    /// As `insist`, without waiting for it. What is posted one after another happens one after another.
    func post(_ body: @escaping @Sendable () async -> Void) { _ = add(limit: .max) { body } }

    /// How many have not begun.
    var waiting: Int { state.withLock { $0.waiting.count } }

    private func add(limit: Int, _ turn: () -> @Sendable () async -> Void) -> Bool {
        let (isAccepted, isFirst) = state.withLock { state in
            guard state.waiting.count < limit else { return (false, false) }
            state.waiting.append(turn())
            defer { state.isRunning = true }
            return (true, !state.isRunning)
        }
        if isFirst { Task { await run() } }
        return isAccepted
    }

    private func run() async {
        while let turns = next() {
            for turn in turns { await turn() }
        }
    }

    private func next() -> [@Sendable () async -> Void]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isRunning = false
                return nil
            }
            defer { state.waiting.removeAll() }
            return state.waiting
        }
    }
}
