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

/// Which of a source's simulcast layers a slot wants. A source with one layer serves both.
public enum Quality: String, Sendable, Hashable { case full, thumbnail }
