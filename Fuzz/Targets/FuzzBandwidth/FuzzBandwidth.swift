import Bandwidth
import RTP
import Support
import Wire

/// What a receiver may say of a line: feedback of its own making and honest ones, between packets and jumps of time.
/// The estimate stays within its limits.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    var estimator = BandwidthEstimator()
    var now = MediaTime(microseconds: Int64(input.u32()) << Int64(input.u8() & 15))
    var newest = SequenceNumber(0)
    for _ in 0..<400 where !input.isAtEnd {
        switch input.u8() % 8 {
        case 0, 1: newest = estimator.record(size: Int(input.u16() % 1_500), now: now)
        case 2:
            for _ in 0..<input.u8() { newest = estimator.record(size: 1_200, now: now) }
        case 3: now = now + input.interval()
        case 4: estimator.takeReceiverEstimate(DataRate(bitsPerSecond: Double(input.u64())))
        case 5:
            if let probe = estimator.nextProbe(wanted: .kilobits(Double(input.u16())), now: now) {
                check(probe.rate > .zero && probe.bytes > 0, "a probe of nothing")
                newest = estimator.record(size: 1_200, probe: probe.id, now: now)
            }
        case 6:
            if let feedback = TransportFeedback(input.piece()) {
                estimator.take(feedback, wanted: .kilobits(1_000), now: now)
            }
        default: report(&estimator, newest, &input, now)
        }
        check(BandwidthEstimator.limits.contains(estimator.estimate), "\(estimator.estimate)")
        check(estimator.roundTrip >= .microseconds(0), "answers before questions")
    }
    return 0
}

/// The last packets, each a little later than the one before, or lost.
private func report(
    _ estimator: inout BandwidthEstimator, _ newest: SequenceNumber, _ input: inout Input, _ now: MediaTime
) {
    let count = 1 + input.below(64)
    var arrival = now.microseconds / 250
    let arrivals: [Int64?] = (0..<count).map { _ in
        let step = input.u8()
        arrival += Int64(step & 0x7F)
        return step == 0xFF ? nil : arrival
    }
    let compound = written {
        _ = $0.rtcpTransportFeedback(
            sender: SSRC(1), media: SSRC(2), base: newest &+ (1 - count), feedbackCount: 0, arrivals: arrivals)
    }
    compound.withUnsafeBytes { bytes in
        var reader = RTCPReader(bytes)
        if case .transportFeedback(_, _, let feedback) = reader.next() {
            estimator.take(feedback, wanted: .kilobits(5_000), now: now)
        }
    }
}
