/// How much of a description the parser takes, so that no offer grows memory or time without bound.
///
/// The size is set by a browser's own habit: one recvonly video m-line of Chromium lists some forty payload types in
/// 6 kB of text, so a wall of 32 slots is a quarter of a megabyte.
public struct SDPLimits: Hashable, Sendable {
    public var bytes = 256 * 1024
    /// Per line.
    public var lineBytes = 8 * 1024
    public var mediaSections = 200
    /// Per m-line.
    public var payloadTypes = 128
    public var candidates = 100
    public var extensions = 64
    public var rids = 16
    public var fingerprints = 8
    public var synchronizationSources = 64
    public var feedbackPerCodec = 32
    /// Attributes that have no field of their own, per level.
    public var otherAttributes = 128

    public init() {}
}
