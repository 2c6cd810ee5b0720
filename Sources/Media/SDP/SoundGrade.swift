import RTP

/// How a sender is to encode its sound, by what its offer says of it.
///
/// A voice over a laptop's microphone: one channel at the encoder's own rate. Interpretation and halls: the full band, and
/// two channels where the sender has two. Who needs more than a voice says so in the parameters of Opus (RFC 7587): an average
/// rate of `fullBandRate` or more, or that it will probably send two channels.
enum SoundGrade: Hashable {
    case voice, fullBand, stereo

    /// Bits per second at which Opus is transparent for one channel, and for two.
    static let fullBandRate = 96_000
    static let stereoRate = 128_000

    init(_ offered: FormatParameters) {
        if offered["sprop-stereo"] == "1" {
            self = .stereo
        } else {
            self = (offered.integer("maxaveragebitrate") ?? 0) >= Self.fullBandRate ? .fullBand : .voice
        }
    }

    /// What the answer asks of the encoder. Never silence suppression: what a room sounds like between words belongs to them.
    var parameters: FormatParameters {
        var parameters = Codec.opus.parameters
        switch self {
        case .voice: break
        case .fullBand: parameters["maxaveragebitrate"] = "\(Self.fullBandRate)"
        case .stereo:
            parameters["maxaveragebitrate"] = "\(Self.stereoRate)"
            parameters["stereo"] = "1"
        }
        return parameters
    }
}
