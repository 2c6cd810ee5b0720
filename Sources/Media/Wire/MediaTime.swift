/// A moment on the media clock: microseconds since an arbitrary start, never going back.
///
/// The shell reads the clock and passes the value in; nothing in Media reads a clock itself.
public struct MediaTime: Hashable, Comparable, Sendable {
    public var microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    public static let zero = MediaTime(microseconds: 0)

    public static func < (a: MediaTime, b: MediaTime) -> Bool { a.microseconds < b.microseconds }

    public static func + (time: MediaTime, interval: MediaInterval) -> MediaTime {
        MediaTime(microseconds: time.microseconds &+ interval.microseconds)
    }

    public static func - (later: MediaTime, earlier: MediaTime) -> MediaInterval {
        MediaInterval(microseconds: later.microseconds &- earlier.microseconds)
    }
}

/// A length of time on the media clock, in microseconds; may be negative.
public struct MediaInterval: Hashable, Comparable, Sendable {
    public var microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    public static let zero = MediaInterval(microseconds: 0)

    public static func microseconds(_ count: Int64) -> MediaInterval { MediaInterval(microseconds: count) }
    public static func milliseconds(_ count: Int64) -> MediaInterval { MediaInterval(microseconds: count * 1_000) }
    public static func seconds(_ count: Int64) -> MediaInterval { MediaInterval(microseconds: count * 1_000_000) }

    public var milliseconds: Double { Double(microseconds) / 1_000 }

    public static func < (a: MediaInterval, b: MediaInterval) -> Bool { a.microseconds < b.microseconds }
}
