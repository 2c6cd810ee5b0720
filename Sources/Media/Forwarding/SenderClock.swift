public import RTP
public import Wire

/// When a moment of a stream's timestamps was, in microseconds of the media clock.
struct CaptureReference: Sendable {
    var timestamp: RTPTimestamp
    var microseconds: Int64
}

/// One sender's wall clock against the media clock, learnt from its sender reports.
///
/// The estimate is the least delay seen, which lets it rise slowly: clocks drift and routes change. All streams of the
/// sender share it, so the distance between its sound and its picture stays exact.
public final class SenderClock {
    /// Media clock minus sender's clock, microseconds.
    private var offset: Int64?
    private static let jump: Int64 = 5_000_000

    public init() {}

    public func observe(_ ntp: NTPTime, arrival: MediaTime) {
        let measured = arrival.microseconds &- ntp.microseconds
        guard let old = offset, abs(measured &- old) < Self.jump else {
            offset = measured
            return
        }
        offset = measured < old ? measured : old + (measured - old) / 16
    }

    /// When the sender's clock showed `ntp`, in microseconds of the media clock; nil before the first report.
    public func mediaMicroseconds(of ntp: NTPTime) -> Int64? { offset.map { ntp.microseconds &+ $0 } }
}
