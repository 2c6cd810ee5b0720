public import RTP

/// What offer and answer agreed on, for a media engine that does not read SDP.
public struct NegotiatedSession: Hashable, Sendable {
    /// The accepted m-lines, in their order.
    public var media: [NegotiatedMedia]
    /// The other side's credentials and fingerprints: never nil or empty after a successful negotiation.
    public var remote: TransportDescription
    /// Our part in DTLS: `active` opens the connection, `passive` waits.
    public var setup: SetupRole
    /// The other side's candidate lines so far.
    public var remoteCandidates: [String]
    /// Whether the other side is ICE-lite.
    public var isRemoteICELite: Bool
    /// Whether one- and two-byte header extensions may be mixed.
    public var allowsMixedExtensions: Bool
}

/// One agreed m-line.
public struct NegotiatedMedia: Hashable, Sendable {
    /// Place of the m-line in the description, from 0.
    public var index: Int
    /// Place among the m-lines of its kind, stopped and rejected ones counted, from 0: the number of the slot.
    public var slot: Int
    public var mid: String
    public var kind: MediaKind
    /// Seen from us.
    public var direction: MediaDirection
    /// Preferred first; not empty.
    public var codecs: [NegotiatedCodec]
    public var extensions: HeaderExtensionMap
    /// What we send with, if we announced it.
    public var localSource: SourcePair?
    /// What the other side announced; empty when it uses rids, or announces nothing.
    public var remoteSources: [SourcePair]
    /// The simulcast layers of the m-line in the order of the description; empty without simulcast.
    public var rids: [String]
    /// The media stream of the sender, if named.
    public var stream: StreamID?

    /// What the payload types of incoming packets stand for.
    public var payloadTypes: PayloadTypeFormats {
        codecs.reduce(into: PayloadTypeFormats()) { table, codec in
            guard let format = codec.codec.format else { return }
            table[codec.payloadType] = .init(format: format)
            if let rtx = codec.retransmission { table[rtx] = .init(format: format, isRetransmission: true) }
        }
    }

    /// The feedback agreed for any of the codecs.
    public var feedback: FeedbackSet { codecs.reduce(into: FeedbackSet()) { $0.formUnion($1.feedback) } }
}

/// A payload type, what it stands for, and the one that repeats it.
public struct NegotiatedCodec: Hashable, Sendable {
    public var payloadType: PayloadType
    public var codec: Codec
    public var retransmission: PayloadType?
    public var feedback: FeedbackSet

    public init(
        payloadType: PayloadType, codec: Codec, retransmission: PayloadType? = nil, feedback: FeedbackSet = []
    ) {
        self.payloadType = payloadType
        self.codec = codec
        self.retransmission = retransmission
        self.feedback = feedback
    }
}

/// The RTCP feedback agreed for a codec (RFC 4585, RFC 5104 and the transport-wide congestion control draft).
public struct FeedbackSet: OptionSet, Hashable, Sendable {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let nack = FeedbackSet(rawValue: 1)
    public static let pictureLoss = FeedbackSet(rawValue: 2)
    public static let fullIntraRequest = FeedbackSet(rawValue: 4)
    public static let transportWide = FeedbackSet(rawValue: 8)
    public static let receiverEstimate = FeedbackSet(rawValue: 16)

    /// What this program speaks.
    public static let standard: FeedbackSet = [.nack, .pictureLoss, .fullIntraRequest, .transportWide]

    private static let words: [(FeedbackSet, String)] = [
        (.nack, "nack"), (.pictureLoss, "nack pli"), (.fullIntraRequest, "ccm fir"), (.transportWide, "transport-cc"),
        (.receiverEstimate, "goog-remb"),
    ]

    init(lines: [String]) {
        self = Self.words.reduce(into: []) { set, word in
            if lines.contains(word.1) { set.insert(word.0) }
        }
    }

    var lines: [String] { Self.words.filter { contains($0.0) }.map(\.1) }

    /// Sound has no pictures to lose.
    func applicable(to kind: MediaKind) -> FeedbackSet {
        kind == .video ? self : intersection([.nack, .transportWide, .receiverEstimate])
    }
}

/// A stream and the stream of its retransmissions (RFC 4588, session-multiplexed by SSRC).
public struct SourcePair: Hashable, Sendable {
    public var ssrc: SSRC
    public var retransmission: SSRC?

    public init(ssrc: SSRC, retransmission: SSRC? = nil) {
        self.ssrc = ssrc
        self.retransmission = retransmission
    }
}

extension MediaSection {
    /// The announced sources, each with the one that an `FID` group ties to it.
    var sourcePairs: [SourcePair] {
        let pairs = sourceGroups.filter { $0.semantics == "FID" && $0.ssrcs.count == 2 }
        let repairing = Set(pairs.map { $0.ssrcs[1] })
        return sources.filter { !repairing.contains($0.ssrc) }.map { source in
            SourcePair(
                ssrc: source.ssrc, retransmission: pairs.first { $0.ssrcs[0] == source.ssrc }?.ssrcs[1])
        }
    }

    /// The codecs of a finished description, without the repeating ones, which stand beside what they repeat.
    func negotiatedCodecs(feedback: FeedbackSet) -> [NegotiatedCodec] {
        codecs.filter { $0.codec.format != nil && $0.codec.format != .rtx }.map { description in
            NegotiatedCodec(
                payloadType: description.payloadType, codec: description.codec,
                retransmission: retransmission(of: description.payloadType)?.payloadType,
                feedback: FeedbackSet(lines: description.feedback).intersection(feedback))
        }
    }

    var extensionMap: HeaderExtensionMap {
        extensions.reduce(into: HeaderExtensionMap()) { map, mapping in
            guard let name = HeaderExtension(uri: mapping.uri), let id = UInt8(exactly: mapping.id) else { return }
            map[id] = name
        }
    }
}

extension HeaderExtension {
    /// Whether the extension says anything on m-lines of a kind.
    func applies(to kind: MediaKind) -> Bool {
        switch self {
        case .audioLevel: kind == .audio
        case .rid, .repairedRid, .dependencyDescriptor: kind == .video
        case .mid, .absoluteSendTime, .transportSequence: true
        }
    }
}

extension SessionDescription {
    /// Credentials and trust of the bundle: of the first m-line that carries them all.
    func bundledTransport(of sections: [MediaSection]) throws(NegotiationError) -> TransportDescription {
        let candidates = sections.map { transport(of: $0) }
        guard let usable = candidates.first(where: { $0.usernameFragment != nil && $0.password != nil }) else {
            throw .noCredentials
        }
        guard !usable.fingerprints.isEmpty else { throw .noFingerprint }
        return usable
    }
}

/// Why an offer or answer that is well formed cannot be used.
public enum NegotiationError: Error, Hashable, Sendable {
    /// Not one m-line could be accepted.
    case nothingAcceptable
    /// `a=ice-ufrag` or `a=ice-pwd` is missing.
    case noCredentials
    /// `a=fingerprint` is missing.
    case noFingerprint
    /// Several m-lines without one bundle, or without RTCP on the same port: there is one port for all.
    case notBundled
    /// The answer's m-lines are not those of the offer.
    case mismatchedAnswer
}
