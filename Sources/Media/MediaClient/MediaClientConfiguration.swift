public import RTP
public import Wire

/// What a client does on its connection. One client either publishes or receives, as everywhere in this system.
public struct MediaClientConfiguration: Hashable, Sendable {
    public enum Purpose: Hashable, Sendable {
        /// Sends Opus, and pictures in the given layers, largest first. No layers: sound only. One layer without rid:
        /// `[""]`.
        case publish(layers: [String])
        /// Receives so many slots of each kind.
        case receive(audio: Int, video: Int)
    }

    public var purpose: Purpose
    /// What is offered for pictures, preferred first.
    public var videoCodecs = [Codec.vp8]
    /// Names our clock in SDES, and our media stream.
    public var canonicalName: String
    /// Where our datagrams leave from. An unspecified address leaves the choice to the shell.
    public var localAddresses: [NetworkAddress]
    /// Whether arrivals are reported to the sender (transport-wide congestion control).
    public var reportsArrivals = true
    /// Whether received sound may carry older packets besides its own (RFC 2198).
    public var takesRedundancy = true
    /// Whether sound that was lost may be asked for.
    public var repairsSound = true
    public var reportInterval = MediaInterval.seconds(1)
    /// Longest RTP payload that is made, bytes.
    public var payloadSize = 1_100

    public init(purpose: Purpose, canonicalName: String, localAddresses: [NetworkAddress]) {
        self.purpose = purpose
        self.canonicalName = canonicalName
        self.localAddresses = localAddresses
    }
}

/// What a client tells its owner.
public enum MediaClientEvent: Hashable, Sendable {
    case connected
    /// The receiver of a layer needs a keyframe as soon as there is one. Layers count from 0 in the order of the
    /// configuration.
    case keyframeWanted(layer: Int)
    case failed(String)
    /// The other side said goodbye.
    case closed
}

/// Why a client cannot go on with an answer.
public enum MediaClientError: Error, Hashable, Sendable {
    /// `accept` without `makeOffer` before it.
    case noOffer
    /// The text of the answer is no usable SDP; what is wrong.
    case unusableAnswer(String)
}
