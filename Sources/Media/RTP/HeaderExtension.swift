/// The header extensions that this program understands.
public enum HeaderExtension: UInt8, Sendable, Hashable, CaseIterable {
    case mid = 1
    /// The RTP stream id: which simulcast layer (RFC 8852).
    case rid
    /// Of a retransmission stream: the RTP stream id that it repairs (RFC 8852).
    case repairedRid
    /// Loudness of the packet's sound and a voice flag (RFC 6464).
    case audioLevel
    /// When the packet left, 24 bits of seconds in 6.18 fixed point.
    case absoluteSendTime
    /// A sequence number over all streams of the connection (draft-holmer-rmcat-transport-wide-cc-extensions-01).
    case transportSequence
    /// What the packet's frame builds on, and who needs it (AV1 RTP payload format, appendix A).
    case dependencyDescriptor

    /// What `a=extmap` calls it.
    public var uri: String {
        switch self {
        case .mid: "urn:ietf:params:rtp-hdrext:sdes:mid"
        case .rid: "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
        case .repairedRid: "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"
        case .audioLevel: "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
        case .absoluteSendTime: "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
        case .transportSequence:
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
        case .dependencyDescriptor:
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension"
        }
    }

    public init?(uri: some StringProtocol) {
        guard let match = Self.allCases.first(where: { $0.uri == uri }) else { return nil }
        self = match
    }
}

/// Which id stands for which extension on one m-line. Ids 1...14, which fit both header forms (RFC 8285).
public struct HeaderExtensionMap: Hashable, Sendable {
    /// Four bits for each id.
    private var packed: UInt64 = 0

    public init() {}

    public static let ids: ClosedRange<UInt8> = 1...14

    /// The extension of `id`; setting an id outside of 1...14 does nothing.
    public subscript(id: UInt8) -> HeaderExtension? {
        get {
            guard Self.ids.contains(id) else { return nil }
            return HeaderExtension(rawValue: UInt8(truncatingIfNeeded: packed >> (4 * UInt64(id))) & 0xF)
        }
        set {
            guard Self.ids.contains(id) else { return }
            let shift = 4 * UInt64(id)
            packed = packed & ~(0xF << shift) | UInt64(newValue?.rawValue ?? 0) << shift
        }
    }

    /// The id of an extension, if it has one here.
    public func id(of wanted: HeaderExtension) -> UInt8? { Self.ids.first { self[$0] == wanted } }
}
