import RTP
import Wire

/// A decrypted media packet: header, header extensions, and the payload as each codec would have it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let packet = UnsafeRawBufferPointer(start: start, count: count)
    guard let header = RTPHeader(packet) else { return 0 }
    var map = HeaderExtensionMap()
    for (id, name) in zip(HeaderExtensionMap.ids, HeaderExtension.allCases) { map[id] = name }
    _ = HeaderExtensionValues(packet, header: header, map: map)

    let payload = UnsafeRawBufferPointer(rebasing: packet[header.payloadRange])
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(packet.count, 1), alignment: 8)
    defer { copy.deallocate() }
    copy.copyMemory(from: packet)
    for format in Codec.Format.allCases {
        let description = PayloadDescription(payload, format: format)
        if let id = description.pictureID {
            let next = id.advanced(by: 1)
            copy.rewrite(id, to: next, payloadAt: header.payloadRange.lowerBound)
            let again = PayloadDescription(
                UnsafeRawBufferPointer(rebasing: copy[header.payloadRange]), format: format)
            guard again.pictureID?.value == next else { fatalError("a rewritten picture id reads differently") }
        }
        copy.copyMemory(from: packet)
    }
    return 0
}
