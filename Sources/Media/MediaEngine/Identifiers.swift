/// One connection of a client: either it publishes or it receives. Given by the caller, unique within an engine.
public struct PeerID: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// What one peer publishes: one sound and one picture. Given by the caller, unique within an engine.
public struct SourceID: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// How large a slot shows a source: which of its simulcast layers it has use for. A source with one layer serves all.
public enum Quality: String, Sendable, Hashable {
    /// The largest layer.
    case full
    /// About half of its width and height.
    case medium
    /// The smallest.
    case thumbnail

    /// See `OutgoingSlot.reduction`.
    var reduction: Int {
        switch self {
        case .full: 0
        case .medium: 1
        case .thumbnail: 2
        }
    }
}
