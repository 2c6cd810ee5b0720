import RTP
import Support

/// A list of lost packets, written and read again, with other requests around it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    var number = SequenceNumber(input.u16())
    let sequence = input.u8()
    var lost: [SequenceNumber] = []
    while !input.isAtEnd, lost.count < 300 {
        lost.append(number)
        // Ascending, and less than half of all numbers from the first to the last.
        number = number &+ (1 + Int(input.u8() % 100))
    }
    let compound = written {
        $0.rtcpFullIntraRequest(sender: SSRC(1), media: SSRC(2), sequence: sequence)
        $0.rtcpNACK(sender: SSRC(3), media: SSRC(4), lost: lost)
        $0.rtcpPictureLossIndication(sender: SSRC(5), media: SSRC(6))
    }
    compound.withUnsafeBytes { bytes in
        var reader = RTCPReader(bytes)
        guard case .fullIntraRequest(SSRC(1), let entries) = reader.next(), entries.count == 1,
            entries[0].media == SSRC(2), entries[0].sequence == sequence
        else { fatalError("another FIR") }
        guard case .nack(SSRC(3), SSRC(4), let list) = reader.next() else { fatalError("no NACK") }
        check(Array(list) == lost, "other packets are lost now")
        guard case .pictureLossIndication(SSRC(5), SSRC(6)) = reader.next(), reader.next() == nil, !reader.isMalformed
        else { fatalError("another PLI") }
    }
    return 0
}
