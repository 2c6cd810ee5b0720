/// A moment: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time), between the
/// years 0000 and 9999, the range that RFC 3339 can write.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00.000Z.
    public let milliseconds: Int64

    /// A moment beyond the years 0000 to 9999 becomes the nearest one within.
    public init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.firstMillisecond), Self.lastMillisecond)
    }

    /// 0000-01-01T00:00:00.000Z
    static let firstMillisecond: Int64 = -62_167_219_200_000
    /// 9999-12-31T23:59:59.999Z
    static let lastMillisecond: Int64 = 253_402_300_799_999

    // Where these are not written out, RawRepresentable's are taken: by the text, made anew each time.
    public static func == (left: Self, right: Self) -> Bool { left.milliseconds == right.milliseconds }
    public func hash(into hasher: inout Hasher) { hasher.combine(milliseconds) }
    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// Milliseconds from `earlier` to this moment; negative when it is the later one. Both lie within ten
    /// thousand years, so the difference always fits.
    public func milliseconds(since earlier: Timestamp) -> Int64 { milliseconds - earlier.milliseconds }

    /// Whole seconds from `earlier`, rounded to the nearest, never negative: clocks may be set back, speeches may not.
    public func seconds(since earlier: Timestamp) -> Int {
        Int(max(0, milliseconds(since: earlier) + 500) / 1000)
    }

    /// The moment so many milliseconds later.
    public func advanced(byMilliseconds distance: Int64) -> Timestamp {
        let (sum, overflow) = milliseconds.addingReportingOverflow(distance)
        return Timestamp(milliseconds: overflow ? (distance < 0 ? .min : .max) : sum)
    }
}
