public import Wire

/// Bits per second.
public struct DataRate: Hashable, Comparable, Sendable {
    public var bitsPerSecond: Double

    public init(bitsPerSecond: Double) { self.bitsPerSecond = bitsPerSecond }

    public static let zero = DataRate(bitsPerSecond: 0)
    public static func kilobits(_ count: Double) -> DataRate { DataRate(bitsPerSecond: count * 1_000) }

    /// Of so many bytes in so long; zero if no time passed.
    public init(bytes: Int, in time: MediaInterval) {
        bitsPerSecond = time.microseconds > 0 ? Double(bytes) * 8_000_000 / Double(time.microseconds) : 0
    }

    public var kilobits: Double { bitsPerSecond / 1_000 }

    public static func < (a: DataRate, b: DataRate) -> Bool { a.bitsPerSecond < b.bitsPerSecond }
    public static func + (a: DataRate, b: DataRate) -> DataRate {
        DataRate(bitsPerSecond: a.bitsPerSecond + b.bitsPerSecond)
    }
    public static func * (rate: DataRate, factor: Double) -> DataRate {
        DataRate(bitsPerSecond: rate.bitsPerSecond * factor)
    }

    /// What it comes to in that time.
    public func bytes(in time: MediaInterval) -> Double { bitsPerSecond / 8 * Double(time.microseconds) / 1_000_000 }
}
