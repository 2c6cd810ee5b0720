import RTP
import Support

/// Where an H.264 or AV1 picture can be begun: what the start of a payload says, more bytes behind it do not take back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let payload = UnsafeRawBufferPointer(start: start, count: min(count, 256))
    for format in [Codec.Format.h264, .av1, .opus, .rtx] {
        var hasStarted = false
        for length in 0...payload.count {
            let found = PayloadDescription(UnsafeRawBufferPointer(rebasing: payload[..<length]), format: format)
            check(found.startsKeyframe || !hasStarted, "\(format): a start that is none any more")
            check(found.pictureID == nil && found.tl0Offset == nil, "\(format) has no counters")
            hasStarted = found.startsKeyframe
        }
    }
    return 0
}
