import RTP
import Support
import Wire

/// Reports, names and goodbyes, written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    let report = SenderReport(
        sender: SSRC(input.u32()), ntp: NTPTime(rawValue: input.u64()), timestamp: RTPTimestamp(input.u32()),
        packets: input.u32(), octets: input.u32())
    let blocks = (0..<input.below(40)).map { _ in
        ReportBlock(
            ssrc: SSRC(input.u32()), fractionLost: input.u8(), cumulativeLost: Int32(bitPattern: input.u32()) >> 8,
            highestSequence: input.u32(), jitter: input.u32(), lastSR: input.u32(), delaySinceLastSR: input.u32())
    }
    let names = (0..<input.below(40)).map { _ in (ssrc: SSRC(input.u32()), name: Array(input.piece())) }
    let leaving = names.map(\.ssrc)
    let compound = written(room: 16_384) {
        $0.rtcp(report)
        $0.rtcpReceiverReport(sender: SSRC(1), blocks)
        $0.rtcpCanonicalNames(names)
        $0.rtcpGoodbye(leaving)
    }
    compound.withUnsafeBytes { bytes in
        var reader = RTCPReader(bytes)
        guard case .senderReport(let sent, let none) = reader.next(), none.isEmpty else { fatalError("no SR") }
        check(sent == report, "another SR")
        guard case .receiverReport(SSRC(1), let received) = reader.next() else { fatalError("no RR") }
        check(Array(received) == Array(blocks.prefix(31)), "other blocks")
        guard case .sourceDescription(let chunks) = reader.next() else { fatalError("no SDES") }
        let read = chunks.map { (ssrc: $0.ssrc, name: $0.canonicalName.map(Array.init) ?? []) }
        check(read.elementsEqual(names.prefix(31)) { $0 == $1 }, "other names")
        guard case .goodbye(let gone) = reader.next(), reader.next() == nil, !reader.isMalformed else {
            fatalError("no BYE")
        }
        check(Array(gone) == Array(leaving.prefix(31)), "others leave")
    }
    check(NTPTime(rawValue: report.ntp.rawValue).microseconds >= 0, "before 1900")
    return 0
}
