public import Wire

/// A wall-clock moment as RTCP writes it: seconds since 1900 in 32.32 fixed point.
public struct NTPTime: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The middle 32 bits, by which reports name a sender report (RFC 3550, section 6.4.1).
    public var compact: UInt32 { UInt32(truncatingIfNeeded: rawValue >> 16) }

    /// The media clock as if its zero were one day after the start of 1900: RTCP needs a steady clock, not the true date.
    public init(_ time: MediaTime) {
        let microseconds = UInt64(bitPattern: time.microseconds &+ 86_400_000_000)
        let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        rawValue = seconds << 32 | (rest << 32) / 1_000_000
    }

    /// Microseconds since 1900, rounded to the nearest. At most 2^52, so differences of two never overflow.
    public var microseconds: Int64 {
        let seconds = Int64(rawValue >> 32)
        let fraction = (rawValue & 0xFFFF_FFFF) * 1_000_000 &+ 0x8000_0000
        return seconds * 1_000_000 + Int64(fraction >> 32)
    }
}
