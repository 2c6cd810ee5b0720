import RTP
import Support
import Wire

/// Header extensions: elements of any id and length, in either form, written and read again; and any bytes as an
/// extension.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    var map = HeaderExtensionMap()
    for id in HeaderExtensionMap.ids { map[id] = HeaderExtension(rawValue: input.u8() & 7) }
    let isTwoByte = input.flag()
    if input.flag() {
        let block = input.rest()
        let words = block.count / 4
        let packet = written(room: 1_024 * 64) {
            $0.u8(0x90)
            $0.zeros(11)
            $0.u16(isTwoByte ? 0x1000 : 0xBEDE)
            $0.u16(UInt16(words))
            $0.bytes(block.prefix(4 * words))
        }
        packet.withUnsafeBytes { read($0, map) }
        return 0
    }
    var elements: [(id: UInt8, value: [UInt8])] = []
    let packet = written(room: 32_768) { writer in
        writer.u8(0x90)
        writer.zeros(11)
        let block = HeaderExtensionWriter(into: &writer, twoByteForm: isTwoByte)
        while !input.isAtEnd, elements.count < 20 {
            let (id, value) = (input.u8() & 0x1F, Array(input.piece()))
            if block.add(id: id, value, to: &writer) != nil { elements.append((id, value)) }
        }
        block.finish(&writer)
        writer.u8(9)
    }
    packet.withUnsafeBytes { bytes in
        guard let header = RTPHeader(bytes) else { fatalError("a header that does not read") }
        guard header.payloadRange == packet.count - 1..<packet.count else { fatalError("the payload moved") }
        let values = HeaderExtensionValues(bytes, header: header, map: map)
        func last(_ name: HeaderExtension, _ lengths: ClosedRange<Int>) -> [UInt8]? {
            elements.last { map[$0.id] == name && lengths.contains($0.value.count) }?.value
        }
        check(values.mid.map(Array.init) == last(.mid, 1...255), "mid")
        check(values.rid.map(Array.init) == last(.rid, 1...255), "rid")
        check(values.repairedRid.map(Array.init) == last(.repairedRid, 1...255), "repaired rid")
        check(values.audioLevel == last(.audioLevel, 1...1)?[0], "level")
        check(
            values.absoluteSendTime == last(.absoluteSendTime, 3...3)?.reduce(0) { $0 << 8 | UInt32($1) }, "send time")
        check(
            values.transportSequence?.rawValue
                == last(.transportSequence, 2...255)?.prefix(2).reduce(0) { $0 << 8 | UInt16($1) }, "number")
    }
    return 0
}

private func read(_ packet: UnsafeRawBufferPointer, _ map: HeaderExtensionMap) {
    guard let header = RTPHeader(packet) else { fatalError("a header that does not read") }
    let values = HeaderExtensionValues(packet, header: header, map: map)
    for text in [values.mid, values.rid, values.repairedRid].compactMap(\.self) { _ = text.reduce(0, ^) }
}
