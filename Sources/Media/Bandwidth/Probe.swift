public import Wire

/// A short burst at a rate to be tried, and what came of it.
public struct Probe: Hashable, Sendable {
    /// Names it in `PacketResult.probe`.
    public var id: Int
    public var rate: DataRate

    /// A burst of less says nothing.
    public static let leastPackets = 5
    /// So long the line needs for the burst if it carries the rate.
    public static let length = MediaInterval.milliseconds(15)

    /// What it takes, sent at once.
    public var bytes: Int { max(Int(rate.bytes(in: Self.length).rounded(.up)), 1) }
}

/// Reads the results of one probe. Its packets leave together, and the narrowest place on the way pulls them apart: how
/// fast they come is what that place carries.
struct ProbeResults {
    /// Packets that come closer together have been held and let go in one burst, or the clock is too coarse to tell.
    static let finest = MediaInterval.microseconds(250)

    private var packets = 0
    private var bytes = 0
    private var firstArrival = MediaTime(microseconds: .max), lastArrival = MediaTime(microseconds: .min)
    private var firstSize = 0

    /// The rate that the line can carry, once enough of the probe has come.
    mutating func add(_ result: PacketResult, of probe: Probe) -> DataRate? {
        guard let arrival = result.arrival else { return nil }
        packets += 1
        bytes += result.size
        if arrival < firstArrival { (firstArrival, firstSize) = (arrival, result.size) }
        lastArrival = max(lastArrival, arrival)
        // Lines that lose much must be learnt too; what is lost from the middle only makes the rate look smaller.
        guard packets * 5 >= Probe.leastPackets * 3, bytes * 5 >= probe.bytes * 3 else { return nil }
        // The first packet to come lies outside of the time between the first and the last.
        let came = DataRate(bytes: bytes - firstSize, in: max(lastArrival - firstArrival, Self.finest))
        // Slower than was tried: this is the line's capacity, and a little less leaves no queue.
        return came < probe.rate * 0.9 ? came * 0.95 : min(came, probe.rate)
    }
}
