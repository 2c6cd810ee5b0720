import RTP
import Receiving
import Support
import Wire

/// Packets with transport-wide numbers in any order; the feedback says of each what was recorded.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    var recorder = ArrivalRecorder()
    var now = MediaTime.zero
    var number = SequenceNumber(input.u16())
    var ticks: [SequenceNumber: Set<Int64>] = [:]
    for _ in 0..<1_000 where !input.isAtEnd {
        switch input.u8() {
        case 0: now = now + min(input.interval(), .seconds(60))
        case 1: number = number &+ input.i16()
        case 2: write(&recorder, ticks)
        case let step:
            number = number &+ Int(Int8(bitPattern: step &- 3)) % 16
            ticks[number, default: []].insert(now.microseconds / 250)
            recorder.record(number, now: now)
        }
    }
    while !recorder.isEmpty { write(&recorder, ticks) }
    return 0
}

private func write(_ recorder: inout ArrivalRecorder, _ ticks: [SequenceNumber: Set<Int64>]) {
    let wasEmpty = recorder.isEmpty
    var hasWritten = false
    let compound = written { hasWritten = recorder.writeFeedback(to: &$0, sender: SSRC(1), media: SSRC(2)) }
    check(hasWritten == !wasEmpty, "arrivals that nobody is told of")
    guard hasWritten else { return }
    compound.withUnsafeBytes { bytes in
        var reader = RTCPReader(bytes)
        guard case .transportFeedback(_, _, let feedback) = reader.next() else { fatalError("no feedback") }
        for packet in feedback {
            guard let arrival = packet.arrival else { continue }
            check(ticks[packet.sequence]?.contains(arrival) == true, "an arrival that was none")
        }
    }
}
