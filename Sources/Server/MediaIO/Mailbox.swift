import Synchronization

/// Work for the media thread, from any other; a bell wakes the thread.
final class Mailbox: Sendable {
    struct Job: Sendable {
        /// Runs on the media thread.
        let perform: @Sendable (ShardLoop) -> Void
        /// Runs anywhere, instead of `perform`, if the thread ends first.
        let cancel: @Sendable () -> Void
    }

    /// More waiting jobs than any healthy server has.
    static let capacity = 16_384

    private struct State {
        var jobs: [Job] = []
        /// Whether jobs are taken in.
        var isOpen = false
        var isStopping = false
    }

    /// Rung when there is something to do.
    let bell: Bell
    private let state = Mutex(State())

    init() throws { bell = try Bell() }

    func open() { state.withLock { $0.isOpen = true } }

    func post(_ job: Job) throws(MediaIOError) {
        let refusal: MediaIOError? = state.withLock { state in
            if !state.isOpen { return .stopped }
            if state.jobs.count >= Self.capacity { return .overloaded }
            state.jobs.append(job)
            return nil
        }
        if let refusal { throw refusal }
        bell.ring()
    }

    /// Asks the thread to end.
    func requestStop() {
        state.withLock { $0.isStopping = true }
        bell.ring()
    }

    /// Everything that waits; nil: the thread is to end.
    func take() -> [Job]? {
        bell.silence()
        return state.withLock { state in
            if state.isStopping { return nil }
            defer { state.jobs = [] }
            return state.jobs
        }
    }

    /// Takes nothing in any more, and cancels what waits.
    func close() {
        let rest = state.withLock { state in
            state.isOpen = false
            defer { state.jobs = [] }
            return state.jobs
        }
        for job in rest { job.cancel() }
    }
}
