import RTP
import Support

/// A VP9 payload, and each shorter one: what is found lies within it, and counters are rewritten without harm to the
/// rest.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    let (delta, tl0) = (input.u16(), input.u8())
    let payload = input.rest()
    for length in 0...min(payload.count, 16) {
        let found = PayloadDescription(UnsafeRawBufferPointer(rebasing: payload[..<length]), format: .vp9)
        if let id = found.pictureID { check(Int(id.offset) + (id.isLong ? 2 : 1) <= length, "an id outside") }
        if let offset = found.tl0Offset { check(offset < length, "TL0PICIDX outside") }
    }
    let before = PayloadDescription(payload, format: .vp9)
    var expected = before
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: payload.count, alignment: 1)
    defer { copy.deallocate() }
    copy.copyMemory(from: payload)
    if let id = before.pictureID {
        expected.pictureID?.value = id.advanced(by: delta)
        copy.rewrite(id, to: id.advanced(by: delta), payloadAt: 0)
    }
    if let offset = before.tl0Offset {
        expected.tl0 = tl0
        copy[Int(offset)] = tl0
    }
    check(PayloadDescription(UnsafeRawBufferPointer(copy), format: .vp9) == expected, "rewriting changed more")
    return 0
}
