import Bandwidth
import RTP
import Testing
import Wire

@Suite struct SentPacketsTests {
    private func feedback(
        base: UInt16, _ arrivals: [Int64?], reference: Int32? = nil, _ body: (TransportFeedback) -> Void
    ) throws {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 4_096, alignment: 8)
        defer { memory.deallocate() }
        var writer = ByteWriter(memory)
        _ = writer.rtcpTransportFeedback(
            sender: SSRC(1), media: SSRC(2), base: SequenceNumber(base), feedbackCount: 0, arrivals: arrivals)
        body(try #require(TransportFeedback(UnsafeRawBufferPointer(rebasing: writer.written[12...]))))
    }

    @Test func eachPacketIsReportedOnce() throws {
        var sent = SentPackets()
        let start = MediaTime(microseconds: 5_000_000_000_000)
        for index in 0..<5 {
            let number = sent.record(size: 100 + index, now: start + .milliseconds(Int64(index)))
            #expect(number.rawValue == UInt16(index))
        }
        #expect(sent.bytesInFlight == 510)
        var results: [PacketResult] = []
        try feedback(base: 1, [40, nil, 48]) { sent.take($0, now: start + .milliseconds(200)) { results.append($0) } }
        #expect(results.map(\.size) == [101, 102, 103])
        #expect(results.map(\.sent.microseconds) == [1, 2, 3].map { start.microseconds + $0 * 1_000 })
        #expect(results.map { $0.arrival?.microseconds } == [10_000, nil, 12_000])
        #expect(sent.bytesInFlight == 204)
        // The same again, and numbers that were never sent.
        try feedback(base: 1, [40, 41, 48]) { sent.take($0, now: start + .milliseconds(300)) { results.append($0) } }
        try feedback(base: 900, [40]) { sent.take($0, now: start + .milliseconds(300)) { results.append($0) } }
        #expect(results.count == 3)
    }

    @Test func probesKeepTheirNames() throws {
        var sent = SentPackets()
        let now = MediaTime(microseconds: 1_000_000)
        _ = sent.record(size: 10, probe: 0, now: now)
        _ = sent.record(size: 10, probe: nil, now: now)
        _ = sent.record(size: 10, probe: 127, now: now)
        var probes: [Int?] = []
        try feedback(base: 0, [1, 2, 3]) { sent.take($0, now: now) { probes.append($0.probe) } }
        #expect(probes == [0, nil, 127])
    }

    /// A line of seconds at a high rate: the ring grows, up to its bound.
    @Test func theRingGrowsWithTheLine() throws {
        var sent = SentPackets()
        var now = MediaTime(microseconds: 0)
        for _ in 0..<3_000 {
            _ = sent.record(size: 1, now: now)
            now = now + .milliseconds(1)
        }
        #expect(sent.bytesInFlight == 3_000)
        var told = 0
        try feedback(base: 0, Array(repeating: 7, count: 800)) { sent.take($0, now: now) { _ in told += 1 } }
        #expect(told == 800)
        for _ in 0..<100_000 { _ = sent.record(size: 1, now: now) }
        #expect(sent.bytesInFlight == 8_192)
    }

    /// By a hostile receiver: as far ahead as 24 bits can say, again and again.
    @Test func aClockThatNeverStopsJumpingOverflowsNothing() throws {
        var sent = SentPackets()
        let now = MediaTime(microseconds: 1_000_000)
        let jump: Int64 = ((1 << 23) - 1) * 256
        var last: Int64 = 0
        for index in 0..<200_000 {
            let number = sent.record(size: 10, now: now)
            try feedback(base: number.rawValue, [Int64(index) * jump]) {
                sent.take($0, now: now) { last = max(last, abs($0.arrival?.microseconds ?? 0)) }
            }
        }
        #expect(last > 1 << 55)
        #expect(last < 1 << 57)
    }

    @Test func theReferenceTimeMayWrap() throws {
        var sent = SentPackets()
        let now = MediaTime(microseconds: 1_000_000)
        for _ in 0..<4 { _ = sent.record(size: 10, now: now) }
        var arrivals: [Int64] = []
        let wrap: Int64 = (1 << 23) * 256  // where 24 bits, signed, begin anew
        try feedback(base: 0, [wrap - 100, wrap - 50]) {
            sent.take($0, now: now) { arrivals.append(($0.arrival?.microseconds ?? 0) / 250) }
        }
        try feedback(base: 2, [wrap + 50, wrap + 100]) {
            sent.take($0, now: now) { arrivals.append(($0.arrival?.microseconds ?? 0) / 250) }
        }
        #expect(zip(arrivals, arrivals.dropFirst()).map { $1 - $0 } == [50, 100, 50])
    }
}
