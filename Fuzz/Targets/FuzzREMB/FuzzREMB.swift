import RTP
import Support

/// A receiver's estimate, in the floating form of its packet.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    let rate = input.u64() >> UInt64(input.u8() & 63)
    var sources: [SSRC] = []
    while !input.isAtEnd, sources.count < 300 { sources.append(SSRC(input.u32())) }
    let packet = written { $0.rtcpMaximumBitrate(sender: SSRC(1), bitsPerSecond: rate, of: sources) }
    packet.withUnsafeBytes { bytes in
        var reader = RTCPReader(bytes)
        guard case .receiverEstimatedMaximumBitrate(let read, let list) = reader.next(), reader.next() == nil,
            !reader.isMalformed
        else { fatalError("no estimate") }
        check(read <= rate && rate - read <= rate >> 17, "\(rate) became \(read)")
        check(Array(list) == Array(sources.prefix(255)), "other sources")
    }
    return 0
}
