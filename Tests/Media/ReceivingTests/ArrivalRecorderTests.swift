import RTP
import Receiving
import Testing
import Wire

@Suite struct ArrivalRecorderTests {
    @Test func feedbackTellsEveryArrivalOnce() {
        var recorder = ArrivalRecorder()
        var told: [UInt16: Int] = [:]
        var dice = SystemRandomNumberGenerator()
        for number in UInt32(65_000)..<68_000 where number % 7 != 0 {
            recorder.record(
                SequenceNumber(UInt16(truncatingIfNeeded: number)), now: MediaTime(microseconds: Int64(number) * 900))
            guard Int.random(in: 0..<50, using: &dice) == 0 || number == 67_999 else { continue }
            while true {
                let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1_400, alignment: 8)
                defer { memory.deallocate() }
                var writer = ByteWriter(memory)
                guard recorder.writeFeedback(to: &writer, sender: SSRC(1), media: SSRC(2)) else { break }
                for case .transportFeedback(_, _, let list) in RTCPReader(writer.written) {
                    for entry in list where entry.arrival != nil { told[entry.sequence.rawValue, default: 0] += 1 }
                }
            }
        }
        #expect(told.count == (65_000..<68_000).count { $0 % 7 != 0 })
        #expect(told.values.allSatisfy { $0 == 1 })
    }

    @Test func absurdTransportNumbersStayBounded() {
        var recorder = ArrivalRecorder()
        var number: UInt16 = 0
        for step in 0..<100_000 {
            number = number &* 31_421 &+ 6_927
            recorder.record(SequenceNumber(number), now: MediaTime(microseconds: Int64(step)))
        }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1_400, alignment: 8)
        defer { memory.deallocate() }
        var rounds = 0
        while rounds < 100 {
            var writer = ByteWriter(memory)
            guard recorder.writeFeedback(to: &writer, sender: SSRC(1), media: SSRC(2)) else { break }
            rounds += 1
        }
        #expect(rounds < 100)
        #expect(recorder.isEmpty)
    }
}
