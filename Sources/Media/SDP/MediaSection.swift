public import RTP

/// An m-line with everything that belongs to it.
public struct MediaSection: Hashable, Sendable {
    /// The first word of the m-line: `audio`, `video`, `application` or anything else.
    public var type: String
    /// 9 for "see the candidates", 0 for rejected or stopped (unless `isBundleOnly`).
    public var port: UInt16
    /// For example `UDP/TLS/RTP/SAVPF`.
    public var transportProtocol: String
    /// Payload types, in order of preference; other words for other protocols (`webrtc-datachannel`).
    public var formats: [String]
    public var mid: String?
    public var direction: MediaDirection = .sendrecv
    /// `a=bundle-only` (RFC 9143 section 6): port 0 means "only within the bundle".
    public var isBundleOnly = false
    public var hasRTCPMux = false
    public var hasReducedSizeRTCP = false
    public var transport = TransportDescription()
    /// Candidate lines as they were written, from `candidate:` on.
    public var candidates: [String] = []
    public var hasEndOfCandidates = false
    /// In the order of `formats`.
    public var codecs: [CodecDescription] = []
    public var extensions: [ExtensionMapping] = []
    public var rids: [RestrictionID] = []
    public var simulcast: Simulcast?
    public var streams: [StreamID] = []
    public var sources: [AnnouncedSource] = []
    public var sourceGroups: [SourceGroup] = []
    /// Attributes without a field of their own, as `name` or `name:value`.
    public var otherAttributes: [String] = []

    public init(
        type: String, port: UInt16 = 9, transportProtocol: String = "UDP/TLS/RTP/SAVPF", formats: [String] = []
    ) {
        self.type = type
        self.port = port
        self.transportProtocol = transportProtocol
        self.formats = formats
    }

    public var kind: MediaKind? { MediaKind(rawValue: type) }

    /// RFC 8829 section 5.2.2: a zero port stops the m-line, except under `bundle-only`.
    public var isStopped: Bool { port == 0 && !isBundleOnly }

    public func codec(_ payloadType: PayloadType) -> CodecDescription? {
        codecs.first { $0.payloadType == payloadType }
    }

    /// The RTX payload type that repeats the packets of another.
    public func retransmission(of payloadType: PayloadType) -> CodecDescription? {
        codecs.first { $0.repairs == payloadType }
    }
}
