import Testing

@testable import Portal

@Suite struct DeadlineTests {
    private struct Failure: Error {}

    @Test func whatIsDoneInTimeIsTheResult() async throws {
        #expect(try await withDeadline(.seconds(60)) { 1 } == 1)
        await #expect(throws: Failure.self) { try await withDeadline(.seconds(60)) { throw Failure() } }
    }

    @Test func whatTakesTooLongIsCancelled() async throws {
        await #expect(throws: DeadlineExceeded.self) {
            try await withDeadline(.milliseconds(1)) { try await Task.sleep(for: .seconds(600)) }
        }
    }

    @Test func whoGivesUpEndsWhatIsUnderWay() async throws {
        let (begun, report) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await withDeadline(.seconds(600)) {
                report.yield()
                try await Task.sleep(for: .seconds(600))
            }
        }
        for await _ in begun { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
