import RTP
import Support
import Wire

/// The body of a transport-wide feedback: read, written again, and read the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let feedback = TransportFeedback(UnsafeRawBufferPointer(start: start, count: count)) else { return 0 }
    let packets = Array(feedback)
    check(packets.count == feedback.packetCount, "promised \(feedback.packetCount), gave \(packets.count)")
    let arrivals = packets.map(\.arrival)
    var reported = 0
    let again = written(room: 1_200) {
        reported = $0.rtcpTransportFeedback(
            sender: SSRC(1), media: SSRC(2), base: feedback.baseSequence, feedbackCount: feedback.feedbackCount,
            arrivals: arrivals)
    }
    guard reported > 0 else { return 0 }
    check(again.count <= 1_100, "\(again.count) bytes")
    again.withUnsafeBytes { bytes in
        var reader = RTCPReader(bytes)
        guard case .transportFeedback(SSRC(1), SSRC(2), let copy) = reader.next(), reader.next() == nil,
            !reader.isMalformed, copy.baseSequence == feedback.baseSequence,
            copy.feedbackCount == feedback.feedbackCount
        else { fatalError("what was written reads as something else") }
        check(copy.packetCount == reported, "told of \(reported), wrote \(copy.packetCount)")
        for (one, other) in zip(packets, copy) {
            check(one.sequence == other.sequence, "another number")
            // The reference time has 24 bits, so that arrivals are equal in 32.
            let (a, b) = (
                one.arrival.map { Int32(truncatingIfNeeded: $0) }, other.arrival.map { Int32(truncatingIfNeeded: $0) }
            )
            check(a == b, "another arrival")
        }
    }
    return 0
}
