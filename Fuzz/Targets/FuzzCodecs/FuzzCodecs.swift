import RTP
import Support

/// What an fmtp line says, of any codec, and the tables of payload types.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    let mine = codec(&input)
    let theirs = codec(&input)
    for codec in [mine, theirs] {
        let parameters = codec.parameters
        check(FormatParameters(text: parameters.text).entries == parameters.entries, "reads differently: \(parameters)")
        check(codec.decodes(codec), "does not decode itself: \(codec)")
    }
    _ = mine.decodes(theirs)

    var formats = PayloadTypeFormats()
    var types = FormatPayloadTypes()
    while !input.isAtEnd {
        let type = PayloadType(lowBits: input.u8())
        let entry = PayloadTypeFormats.Entry(
            format: input.one(of: Codec.Format.allCases), isRetransmission: input.flag())
        formats[type] = input.u8() == 0 ? nil : entry
        check(formats[type] == nil || formats[type] == entry, "another entry")
        if entry.isRetransmission {
            types[rtxOf: entry.format] = type
            check(types[rtxOf: entry.format] == type, "another payload type")
        } else {
            types[entry.format] = type
            check(types[entry.format] == type, "another payload type")
        }
    }
    return 0
}

private func codec(_ input: inout Input) -> Codec {
    let known = input.one(of: Codec.forwarded + [.rtx(for: 96)])
    let text = String(decoding: input.piece(), as: UTF8.self)
    return Codec(
        name: known.name, clockRate: known.clockRate, channels: known.channels, parameters: FormatParameters(text: text)
    )
}
