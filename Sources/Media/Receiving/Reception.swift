import Wire
public import RTP

/// The receiving end of one SSRC: extends sequence numbers, finds duplicates, and measures loss and jitter for receiver
/// reports (RFC 3550, sections 6.4.1, A.1, A.3 and A.8).
public struct Reception {
    public enum Arrival: Hashable, Sendable {
        /// Later than everything before; `gap` packets are missing between.
        case newest(ExtendedSequence, gap: Int)
        /// Filled a gap.
        case late(ExtendedSequence)
        case duplicate
        case tooOld
        /// A jump too large to be loss. If the next packet follows it, the sender has restarted.
        case suspect
        /// The sender's numbers have started anew; everything remembered about them is gone.
        case restarted(ExtendedSequence)
    }

    /// How far back duplicates are told from late packets.
    static let window = 1_024
    /// Numbers begin one cycle up, so that packets from just before the first have one above zero.
    private static let firstCycle: Int64 = 65_536
    private static let largestGap = 3_000  // MAX_DROPOUT of RFC 3550, A.1

    private let clockRate: UInt32
    public private(set) var highest: ExtendedSequence?
    private var seen = [UInt64](repeating: 0, count: window / 64)
    private var afterJump: SequenceNumber?

    private var first: Int64 = 0
    private var received: Int64 = 0
    private var expectedAtReport: Int64 = 0
    private var receivedAtReport: Int64 = 0
    private var lastTransit: Int32?
    /// In 16ths of a tick.
    private var jitter: Int64 = 0
    public private(set) var fractionLost: UInt8 = 0

    public init(clockRate: UInt32) { self.clockRate = clockRate }

    /// Milliseconds.
    public var jitterMilliseconds: Double { Double(jitter) / 16 / Double(max(clockRate, 1)) * 1_000 }

    /// Takes note of a packet. `isRecovered`: it came as a retransmission, which is no arrival for the loss statistics.
    public mutating func register(_ number: SequenceNumber, isRecovered: Bool = false) -> Arrival {
        guard let highest else { return isRecovered ? .tooOld : start(at: number) }
        let sequence = highest.nearest(number)
        let distance = sequence.value - highest.value
        if distance > Self.largestGap || distance <= -Int64(Self.window) {
            if isRecovered { return .tooOld }
            if afterJump == number {
                _ = start(at: number)
                return .restarted(self.highest ?? sequence)
            }
            afterJump = number.next
            return distance > 0 ? .suspect : .tooOld
        }
        afterJump = nil
        if distance > 0 {
            if distance >= Self.window {
                for index in seen.indices { seen[index] = 0 }
            } else {
                for step in 1...distance { mark(ExtendedSequence(highest.value + step), false) }
            }
            mark(sequence, true)
            self.highest = sequence
            if !isRecovered { received += 1 }
            return .newest(sequence, gap: Int(distance) - 1)
        }
        guard !isMarked(sequence), sequence.value >= first else { return isMarked(sequence) ? .duplicate : .tooOld }
        mark(sequence, true)
        if !isRecovered { received += 1 }
        return .late(sequence)
    }

    /// Updates the jitter with a packet that was no retransmission. `arrival`: microseconds.
    public mutating func measure(_ timestamp: RTPTimestamp, arrival: Int64) {
        let (ticks, _) = (arrival % 4_294_967_296_000).multipliedReportingOverflow(by: Int64(clockRate))
        let transit = Int32(truncatingIfNeeded: ticks / 1_000_000 &- Int64(timestamp.rawValue))
        if let lastTransit {
            let difference = Int64((transit &- lastTransit).magnitude)
            // A jump of the sender's clock is no jitter.
            if difference < Int64(clockRate) * 5 { jitter += difference - (jitter + 8) / 16 }
        }
        lastTransit = transit
    }

    /// The report about the interval since the last call; nil before the first packet.
    public mutating func report(of ssrc: SSRC, lastSR: UInt32, delaySinceLastSR: UInt32) -> ReportBlock? {
        guard let highest else { return nil }
        let expected = highest.value - first + 1
        let interval = expected - expectedAtReport
        let lost = interval - (received - receivedAtReport)
        fractionLost = interval <= 0 || lost <= 0 ? 0 : UInt8(min(255, (lost << 8) / interval))
        expectedAtReport = expected
        receivedAtReport = received
        return ReportBlock(
            ssrc: ssrc, fractionLost: fractionLost,
            cumulativeLost: Int32(clamping: max(-0x80_0000, min(0x7F_FFFF, expected - received))),
            highestSequence: UInt32(truncatingIfNeeded: highest.value - Self.firstCycle),
            jitter: UInt32(clamping: jitter >> 4),
            lastSR: lastSR, delaySinceLastSR: delaySinceLastSR)
    }

    private mutating func start(at number: SequenceNumber) -> Arrival {
        self = Reception(clockRate: clockRate)
        let sequence = ExtendedSequence(Self.firstCycle + Int64(number.rawValue))
        highest = sequence
        first = sequence.value
        received = 1
        mark(sequence, true)
        return .newest(sequence, gap: 0)
    }

    private func isMarked(_ sequence: ExtendedSequence) -> Bool {
        let bit = Int(truncatingIfNeeded: sequence.value) & (Self.window - 1)
        return seen[bit / 64] & (1 << UInt64(bit % 64)) != 0
    }

    private mutating func mark(_ sequence: ExtendedSequence, _ value: Bool) {
        let bit = Int(truncatingIfNeeded: sequence.value) & (Self.window - 1)
        let mask: UInt64 = 1 << UInt64(bit % 64)
        if value { seen[bit / 64] |= mask } else { seen[bit / 64] &= ~mask }
    }
}
