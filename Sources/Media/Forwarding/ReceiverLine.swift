public import Bandwidth
import RTP
import Wire

/// What all slots of one receiver share: the line to it. Numbers their packets, and knows what the line carries.
public final class ReceiverLine {
    public private(set) var bandwidth = BandwidthEstimator()
    /// What the line carries, once the receiver has said anything about it.
    public private(set) var estimate: DataRate?

    public init() {}

    /// The transport-wide number of a packet that is sent now.
    @inline(__always)
    func number(size: Int, now: MediaTime) -> SequenceNumber { bandwidth.record(size: size, now: now) }

    func take(_ feedback: TransportFeedback, now: MediaTime) {
        bandwidth.take(feedback, wanted: .zero, now: now)
        estimate = bandwidth.estimate
    }

    func takeReceiverEstimate(_ rate: DataRate) {
        bandwidth.takeReceiverEstimate(rate)
        estimate = bandwidth.estimate
    }
}
