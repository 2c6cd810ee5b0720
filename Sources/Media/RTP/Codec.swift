/// Audio or video: the two kinds of m-line that carry RTP here.
public enum MediaKind: String, Sendable, Hashable, CaseIterable {
    case audio, video

    /// Ticks of the RTP timestamp per second, the same for all formats of a kind that are known here.
    public var clockRate: UInt32 { self == .audio ? 48_000 : 90_000 }
}

/// A media format: what an `a=rtpmap` line and its `a=fmtp` line say, without the payload type.
public struct Codec: Hashable, Sendable {
    /// The formats that this program knows by name; anything else is carried in SDP but never accepted.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        case opus, vp8, vp9, h264, av1
        /// Retransmissions (RFC 4588); `apt` names the payload type they repair.
        case rtx
        /// Sound that carries older packets besides its own (RFC 2198).
        case red

        public var kind: MediaKind? {
            switch self {
            case .opus, .red: .audio
            case .vp8, .vp9, .h264, .av1: .video
            case .rtx: nil
            }
        }
    }

    /// The encoding name as written, such as `VP8`.
    public var name: String
    /// Ticks of the RTP timestamp per second.
    public var clockRate: UInt32
    /// Audio channels as written in the rtpmap; 1 where absent, and for video.
    public var channels: UInt8
    public var parameters: FormatParameters

    public init(name: String, clockRate: UInt32, channels: UInt8 = 1, parameters: FormatParameters = .init()) {
        self.name = name
        self.clockRate = clockRate
        self.channels = channels
        self.parameters = parameters
    }

    /// nil for a format that this program does not know.
    public var format: Format? {
        switch name.lowercased() {
        case "opus": clockRate == 48_000 && channels == 2 ? .opus : nil
        case "vp8": .vp8
        case "vp9": .vp9
        case "h264": .h264
        case "av1": .av1
        case "rtx": .rtx
        case "red": clockRate == 48_000 && channels == 2 ? .red : nil
        default: nil
        }
    }

    /// Whether a receiver that described itself as `self` can decode a stream described as `stream`.
    ///
    /// Name (without regard to case), clock rate and channels must be equal, and the parameters that choose a bit stream
    /// must fit: H.264 `profile-level-id` and `packetization-mode` (RFC 6184), VP9 `profile-id` (RFC 9628), AV1 `profile`
    /// (AV1 RTP payload format, section 7.2.1). Levels are limits of size, which the sender keeps, and are not compared.
    public func decodes(_ stream: Codec) -> Bool {
        guard name.lowercased() == stream.name.lowercased(), clockRate == stream.clockRate, channels == stream.channels
        else { return false }
        switch format {
        case .h264:
            return packetizationMode == stream.packetizationMode && h264Profile.decodes(stream.h264Profile)
        case .vp9:
            return (parameters.integer("profile-id") ?? 0) == (stream.parameters.integer("profile-id") ?? 0)
        case .av1:
            return (parameters.integer("profile") ?? 0) >= (stream.parameters.integer("profile") ?? 0)
        case .opus, .vp8, .rtx, .red, nil:
            return true
        }
    }

    /// H.264: single NAL unit (0, the default), non-interleaved (1) or interleaved (2) mode.
    public var packetizationMode: Int { parameters.integer("packetization-mode") ?? 0 }

    /// H.264: what `profile-level-id` says, or the default without it.
    public var h264Profile: H264ProfileLevel {
        parameters["profile-level-id"].flatMap { H264ProfileLevel(profileLevelID: $0) } ?? .unstated
    }
}

extension Codec {
    /// 48 kHz, always written with two channels (RFC 7587); one is sent, if nothing else is said. In-band FEC on, no silence
    /// suppression.
    public static let opus = Codec(
        name: "opus", clockRate: 48_000, channels: 2,
        parameters: ["minptime": "10", "useinbandfec": "1", "stereo": "0", "usedtx": "0"])
    public static let vp8 = Codec(name: "VP8", clockRate: 90_000)
    /// Constrained baseline, level 3.1, non-interleaved.
    public static let h264 = Codec(
        name: "H264", clockRate: 90_000,
        parameters: ["level-asymmetry-allowed": "1", "packetization-mode": "1", "profile-level-id": "42e01f"])
    public static let vp9 = Codec(name: "VP9", clockRate: 90_000, parameters: ["profile-id": "0"])
    public static let av1 = Codec(name: "AV1", clockRate: 90_000)

    /// A stream of retransmissions for `payloadType` (RFC 4588, section 8).
    public static func rtx(for payloadType: PayloadType, clockRate: UInt32 = 90_000) -> Codec {
        Codec(name: "rtx", clockRate: clockRate, parameters: ["apt": "\(payloadType.rawValue)"])
    }

    /// Sound with older packets of `payloadType` besides its own.
    public static func red(of payloadType: PayloadType) -> Codec {
        Codec(
            name: "red", clockRate: 48_000, channels: 2,
            parameters: FormatParameters(text: "\(payloadType.rawValue)/\(payloadType.rawValue)"))
    }

    /// The payload type that this one repeats (RFC 2198, section 5); nil for anything but `red`.
    public var repeatedPayloadType: PayloadType? {
        guard format == .red, let first = parameters.entries.first?.name.split(separator: "/").first else { return nil }
        return UInt8(first).flatMap { PayloadType(rawValue: $0) }
    }

    /// What this program forwards, best first.
    public static let forwarded: [Codec] = [.opus, .vp8, .h264, .vp9, .av1]
}
