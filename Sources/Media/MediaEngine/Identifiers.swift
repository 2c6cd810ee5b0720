/// One connection of a client: either it publishes or it receives. Given by the caller; it names the shard on which the
/// peer lives, and is unique within it.
public struct PeerID: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// What one peer publishes: one sound and one picture. Given by the caller, unique; it names the shard of its publisher.
public struct SourceID: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// One of the engines that share the work of a process, by its number.
public enum Shard {
    /// Numbers are below; one character of a username fragment says as much.
    public static let limit = 64
    /// The high bits of an id are the shard's number, the low bits are the caller's.
    static let shift: UInt32 = 26
    public static let lowBits: UInt32 = (1 << shift) - 1
}

/// Names something that lives on one shard.
public protocol PlacedID: Hashable, Sendable {
    var rawValue: UInt32 { get }
    init(rawValue: UInt32)
}

extension PlacedID {
    /// - Parameter number: its high bits are not used.
    public init(shard: Int, number: UInt32) {
        precondition((0..<Shard.limit).contains(shard), "there is no such shard")
        self.init(rawValue: UInt32(shard) << Shard.shift | number & Shard.lowBits)
    }

    public var shard: Int { Int(rawValue >> Shard.shift) }
}

extension PeerID: PlacedID {}
extension SourceID: PlacedID {}

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
