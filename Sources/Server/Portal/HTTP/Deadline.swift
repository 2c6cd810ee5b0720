import NIOCore
import NIOPosix
import Synchronization

struct DeadlineExceeded: Error {}

/// The result of `body`, or ``DeadlineExceeded`` after `limit`; then `body` is cancelled, and its end awaited.
///
/// By an event loop's timer: a sleep that is cancelled keeps its memory until it would have ended.
func withDeadline<Result: Sendable>(
    _ limit: Duration, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let task = Task(operation: body)
    let isOver = Atomic(false)
    let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: .init(limit)) {
        isOver.store(true, ordering: .relaxed)
        task.cancel()
    }
    defer { timer.cancel() }
    do {
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    } catch  where isOver.load(ordering: .relaxed) {
        throw DeadlineExceeded()
    }
}
