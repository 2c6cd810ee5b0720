import ClientProtocol
import Store
import Synchronization
import Testing

@testable import Conference

private final class Log: Sendable {
    private let numbers = Mutex<[Int]>([])
    func add(_ number: Int) { numbers.withLock { $0.append(number) } }
    var entries: [Int] { numbers.withLock { $0 } }
}

@Suite struct TurnsTests {
    @Test func turnsDoNotOverlapAndKeepTheirOrder() async throws {
        let turns = Turns()
        let log = Log()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    try await turns.take {
                        log.add(number)
                        await Task.yield()
                        log.add(number)
                    }
                }
            }
            try await group.waitForAll()
        }
        let entries = log.entries
        #expect(entries.count == 400)
        for index in stride(from: 0, to: entries.count, by: 2) { #expect(entries[index] == entries[index + 1]) }
    }

    /// Whoever hangs up half way does not interrupt what they had asked for.
    @Test func aCancelledCallerDoesNotCancelTheTurn() async throws {
        let turns = Turns()
        let (start, started) = AsyncStream<Void>.makeStream()
        let (go, proceed) = AsyncStream<Void>.makeStream()
        let caller = Task {
            try await turns.take {
                started.yield()
                for await _ in go { break }
                return Task.isCancelled
            }
        }
        for await _ in start { break }
        caller.cancel()
        proceed.yield()
        #expect(try await caller.value == false)
    }

    @Test func tooManyWaitingTurnsAreRefused() async throws {
        let turns = Turns()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let (entered, enter) = AsyncStream<Void>.makeStream()
        let refused = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                _ = try? await turns.take {
                    enter.yield()
                    for await _ in gate { break }
                }
                return false
            }
            for await _ in entered { break }
            for _ in 0..<(Turns.limit + 50) {
                group.addTask {
                    do {
                        try await turns.take {}
                        return false
                    } catch { return true }
                }
            }
            var refused = 0
            for await isRefused in group where isRefused {
                refused += 1
                if refused == 50 { open.yield() }
            }
            return refused
        }
        #expect(refused == 50)
    }
}

@Suite struct BoundedFeedTests {
    @Test func whatIsOfferedIsReadInOrder() async {
        let feed = BoundedFeed<Int>(limit: 10)
        for number in 0..<5 { #expect(feed.offer(number)) }
        #expect(await feed.next() == [0, 1, 2, 3, 4])
        feed.offer(5)
        feed.finish()
        #expect(!feed.offer(6))
        #expect(await feed.next() == [5])
        #expect(await feed.next() == nil)
    }

    @Test func anOverflowEndsItAndFreesTheMemory() async {
        let feed = BoundedFeed<Int>(limit: 10)
        #expect(feed.offer(1, cost: 10))
        #expect(!feed.offer(2, cost: 1))
        #expect(feed.overflowed && feed.isFinished)
        #expect(feed.takeAll().isEmpty)
        #expect(await feed.next() == nil)
    }

    @Test func aWaitingReaderGetsWhatComes() async {
        let feed = BoundedFeed<Int>(limit: 10)
        let reader = Task { await feed.next() }
        while !feed.offer(7) { await Task.yield() }
        #expect(await reader.value == [7])
    }

    @Test func aCancelledReaderIsReleased() async {
        let feed = BoundedFeed<Int>(limit: 10)
        let reader = Task { await feed.next() }
        reader.cancel()
        #expect(await reader.value == nil)
    }
}

@Suite struct ConferenceLifeTests {
    @Test func theServiceRunsUntilItIsStoppedAndSaysGoodbye() async throws {
        let fixture = try await Fixture()
        let service = Task { try await fixture.meetings.run() }
        let client = try await fixture.attach(Fixture.chair)
        #expect(await fixture.meetings.isReady())
        service.cancel()
        try await service.value
        #expect(client.queue.ended == .shutdown)
        try await fixture.store.close()
        #expect(await fixture.meetings.isReady() == false)
    }
}
