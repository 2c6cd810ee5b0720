/// A synchronization source: one stream of packets within a connection (RFC 3550, section 3).
public struct SSRC: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
    @inlinable public init(_ rawValue: UInt32) { self.rawValue = rawValue }
}

/// The number by which the two ends of an m-line call a codec, 0...127.
public struct PayloadType: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8

    /// nil above 127: there are seven bits for it.
    @inlinable
    public init?(rawValue: UInt8) {
        guard rawValue < 128 else { return nil }
        self.rawValue = rawValue
    }

    @inlinable public init(lowBits value: UInt8) { rawValue = value & 0x7F }
}

extension PayloadType: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: UInt8) {
        precondition(value < 128, "a payload type has seven bits")
        rawValue = value
    }
}

/// The 16-bit number of a packet in its stream. Order is that of serial numbers (RFC 1982): of two numbers the one that
/// is reached by counting up at most 32,767 times is the later one.
public struct SequenceNumber: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
    @inlinable public init(_ rawValue: UInt16) { self.rawValue = rawValue }

    @inlinable public var next: SequenceNumber { SequenceNumber(rawValue &+ 1) }

    /// How often `other` must be counted up to reach this one: -32,768...32,767.
    @inlinable
    public func distance(from other: SequenceNumber) -> Int {
        Int(Int16(bitPattern: rawValue &- other.rawValue))
    }

    @inlinable
    public func isAfter(_ other: SequenceNumber) -> Bool { distance(from: other) > 0 }

    @inlinable
    public static func &+ (number: SequenceNumber, count: Int) -> SequenceNumber {
        SequenceNumber(number.rawValue &+ UInt16(truncatingIfNeeded: count))
    }
}

/// The 32-bit media time of a packet, in ticks of its codec's clock, from a random start.
public struct RTPTimestamp: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
    @inlinable public init(_ rawValue: UInt32) { self.rawValue = rawValue }

    /// Ticks from `other` to this one, the shorter way round.
    @inlinable
    public func distance(from other: RTPTimestamp) -> Int {
        Int(Int32(bitPattern: rawValue &- other.rawValue))
    }

    @inlinable
    public static func &+ (time: RTPTimestamp, ticks: Int) -> RTPTimestamp {
        RTPTimestamp(time.rawValue &+ UInt32(truncatingIfNeeded: ticks))
    }
}

/// A packet's number without wrapping: how many times the 16 bits have wrapped, and the 16 bits (RFC 3550, appendix A.1).
public struct ExtendedSequence: Hashable, Comparable, Sendable {
    public var value: Int64
    @inlinable public init(_ value: Int64) { self.value = value }
    @inlinable public var number: SequenceNumber { SequenceNumber(UInt16(truncatingIfNeeded: value)) }
    @inlinable public static func < (a: ExtendedSequence, b: ExtendedSequence) -> Bool { a.value < b.value }

    /// The extended number nearest to this one whose low 16 bits are `number`.
    @inlinable
    public func nearest(_ number: SequenceNumber) -> ExtendedSequence {
        ExtendedSequence(value &+ Int64(number.distance(from: self.number)))
    }
}
