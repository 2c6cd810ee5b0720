import Bandwidth
import RTP
import Support
import Wire

/// Packets on their way and feedback of any bytes: each is reported once at most, with its size.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    var sent = SentPackets()
    var now = MediaTime.zero
    // By the moment of sending, which no two packets share.
    var sizes: [Int64: Int] = [:]
    var inFlight = 0
    for _ in 0..<600 where !input.isAtEnd {
        switch input.u8() % 4 {
        case 0:
            for _ in 0...input.u8() {
                let size = Int(input.u8()) * 5
                now = now + .microseconds(1)
                _ = sent.record(size: size, now: now)
                sizes[now.microseconds] = size
                inFlight += size
            }
        // Moments have 32 bits of microseconds: not longer in all.
        case 1: now = now + min(input.interval(), .seconds(6))
        default:
            guard let feedback = TransportFeedback(input.piece()) else { continue }
            sent.take(feedback, now: now) { result in
                guard let size = sizes.removeValue(forKey: result.sent.microseconds) else {
                    fatalError("a packet that was not sent, or is reported twice")
                }
                check(size == result.size && result.probe == nil, "another packet")
                inFlight -= size
            }
        }
        check((0...inFlight).contains(sent.bytesInFlight), "\(sent.bytesInFlight) bytes in flight")
    }
    return 0
}
