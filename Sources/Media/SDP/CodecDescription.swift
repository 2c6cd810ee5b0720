public import RTP

/// One payload type of an m-line: its `a=rtpmap`, `a=fmtp` and `a=rtcp-fb` lines.
public struct CodecDescription: Hashable, Sendable {
    public var payloadType: PayloadType
    public var codec: Codec
    /// For example `nack pli`, in the order of the text; those given for `*` included.
    public var feedback: [String]

    public init(payloadType: PayloadType, codec: Codec, feedback: [String] = []) {
        self.payloadType = payloadType
        self.codec = codec
        self.feedback = feedback
    }

    /// For an RTX payload type, the one whose packets it repeats (RFC 4588 section 8.1).
    public var repairs: PayloadType? {
        guard codec.format == .rtx else { return nil }
        return codec.parameters["apt"].flatMap { UInt8($0) }.flatMap { PayloadType(rawValue: $0) }
    }
}
