import Bandwidth
import RTP
import Simulation
import Wire

/// A line in virtual time with a sender that follows the estimate and a receiver that reports every 100 ms.
///
/// Bytes queue in front of the bottleneck, up to a limit; what is not lost comes after the queue, the delay and a jitter.
struct SimulatedLine {
    // The line.
    var capacity: DataRate
    var delay = MediaInterval.milliseconds(50)
    /// Packets keep their order.
    var jitter = MediaInterval.milliseconds(0)
    var loss = 0.0
    var queueLimit = MediaInterval.milliseconds(300)
    // The sender.
    var wanted = DataRate.kilobits(5_000)
    var packetSize = 1_000
    /// What is to be sent leaves so far apart, all at once.
    var burst = MediaInterval.milliseconds(5)
    var estimator = BandwidthEstimator()

    private(set) var now = MediaTime(microseconds: 3_600_000_000)
    private(set) var sentBytes = 0
    /// Of the newest packet that was not lost.
    private(set) var queued = MediaInterval.milliseconds(0)
    private(set) var history: [(time: Double, estimate: DataRate)] = []
    private let start = MediaTime(microseconds: 3_600_000_000)

    private var random = SplitMix(state: 1)
    private var credit = 0.0
    /// When the bottleneck is free again.
    private var free = MediaTime(microseconds: 0)
    private var lastArrival = MediaTime(microseconds: 0)
    /// On their way: number and arrival, on a clock that is 1,000 s behind.
    private var flying: [(number: SequenceNumber, arrival: MediaTime)] = []
    private var arrived: [(number: SequenceNumber, arrival: MediaTime)] = []
    private var reports: [(at: MediaTime, bytes: [UInt8])] = []
    private var nextBase: ExtendedSequence?
    private var reportCount: UInt8 = 0
    private var nextReport = MediaTime(microseconds: 3_600_000_000)

    init(capacity: DataRate) { self.capacity = capacity }

    var estimate: DataRate { estimator.estimate }
    var elapsed: Double { (now - start).milliseconds / 1_000 }

    mutating func run(seconds: Double) {
        let end = now + .microseconds(Int64(seconds * 1_000_000))
        while now < end {
            now = now + .milliseconds(5)
            send()
            receive()
            if Int64((now - start).milliseconds) % 100 == 0 { history.append((elapsed, estimate)) }
        }
    }

    private mutating func send() {
        credit += min(estimate, wanted).bytes(in: .milliseconds(5))
        let isTime = (now - start).microseconds % burst.microseconds == 0
        while isTime, credit >= Double(packetSize) {
            credit -= Double(packetSize)
            transmit(size: packetSize, at: now, probe: nil)
        }
        guard let probe = estimator.nextProbe(wanted: wanted, now: now) else { return }
        let count = max(Probe.leastPackets, (probe.bytes + packetSize - 1) / packetSize)
        for _ in 0..<count { transmit(size: packetSize, at: now, probe: probe.id) }
    }

    private mutating func transmit(size: Int, at time: MediaTime, probe: Int?) {
        let number = estimator.record(size: size, probe: probe, now: time)
        sentBytes += size
        let begin = max(free, time)
        guard begin - time <= queueLimit, !(random.unit() < loss) else { return }
        free = begin + .microseconds(Int64(Double(size * 8) / capacity.bitsPerSecond * 1_000_000))
        queued = free - time
        let jittered = MediaInterval.microseconds(Int64(random.unit() * Double(jitter.microseconds)))
        lastArrival = max(lastArrival, free + delay + jittered)
        flying.append((number, lastArrival))
    }

    private mutating func receive() {
        let here = now
        arrived += flying.filter { $0.arrival <= here }
        flying.removeAll { $0.arrival <= here }
        if now >= nextReport {
            nextReport = now + .milliseconds(100)
            report()
        }
        for report in reports where report.at <= here {
            report.bytes.withUnsafeBytes {
                guard let feedback = TransportFeedback(UnsafeRawBufferPointer(rebasing: $0[12...])) else { return }
                estimator.take(feedback, wanted: wanted, now: here)
            }
        }
        reports.removeAll { $0.at <= here }
    }

    /// As a receiver writes it: everything from the last report on, with holes for what has not come.
    private mutating func report() {
        guard let first = arrived.first, let last = arrived.last else { return }
        let base = nextBase ?? ExtendedSequence(65_536 + Int64(first.number.rawValue))
        let end = base.nearest(last.number)
        guard end >= base else { return arrived.removeAll() }
        var arrivals = [Int64?](repeating: nil, count: Int(end.value - base.value) + 1)
        for packet in arrived {
            let index = base.nearest(packet.number).value - base.value
            if index >= 0 { arrivals[Int(index)] = (packet.arrival.microseconds - 1_000_000_000) / 250 }
        }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 8_192, alignment: 8)
        defer { memory.deallocate() }
        var writer = ByteWriter(memory)
        let told = writer.rtcpTransportFeedback(
            sender: SSRC(1), media: SSRC(2), base: base.number, feedbackCount: reportCount, arrivals: arrivals,
            limit: 8_000)
        reportCount &+= 1
        nextBase = ExtendedSequence(base.value + Int64(told))
        arrived.removeAll()
        reports.append((now + delay, Array(writer.written)))
    }
}
