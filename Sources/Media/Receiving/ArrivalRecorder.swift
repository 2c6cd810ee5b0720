public import RTP
public import Wire

/// When the packets of one connection arrived, by their transport-wide numbers, until the next feedback tells the sender
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01).
public struct ArrivalRecorder {
    /// Most packets that one feedback interval remembers; what comes beyond it goes unreported.
    public static let limit = 1_024
    private static let ticksMicroseconds: Int64 = 250

    /// `arrivals[i]` is of packet `base + i`, in units of 250 us.
    private var arrivals: [Int64?] = []
    private var base: ExtendedSequence?
    private var nextBase: ExtendedSequence?
    private var feedbackCount: UInt8 = 0

    public init() {}

    public var isEmpty: Bool { arrivals.isEmpty }

    public mutating func record(_ number: SequenceNumber, now: MediaTime) {
        let tick = now.microseconds / Self.ticksMicroseconds
        guard let base else {
            // Packets that were lost before this one, after the last feedback, are reported too.
            let sequence = nextBase?.nearest(number) ?? ExtendedSequence(65_536 + Int64(number.rawValue))
            var start = sequence
            if let expected = nextBase, expected < sequence, sequence.value - expected.value < 256 { start = expected }
            self.base = start
            arrivals.removeAll(keepingCapacity: true)
            arrivals.append(contentsOf: repeatElement(nil, count: Int(sequence.value - start.value)))
            arrivals.append(tick)
            return
        }
        let index = base.nearest(number).value - base.value
        guard index < Int64(Self.limit), index > -256 else { return }
        if index < 0 {
            arrivals.insert(contentsOf: repeatElement(nil, count: Int(-index)), at: 0)
            arrivals[0] = tick
            self.base = ExtendedSequence(base.value + index)
            if arrivals.count > Self.limit { arrivals.removeLast(arrivals.count - Self.limit) }
        } else if index < Int64(arrivals.count) {
            arrivals[Int(index)] = arrivals[Int(index)] ?? tick
        } else {
            arrivals.append(contentsOf: repeatElement(nil, count: Int(index) - arrivals.count))
            arrivals.append(tick)
        }
    }

    /// Appends one feedback about what was recorded; false, and nothing written, when there is nothing left to tell.
    public mutating func writeFeedback(to writer: inout ByteWriter, sender: SSRC, media: SSRC) -> Bool {
        guard let base else { return false }
        let reported = writer.rtcpTransportFeedback(
            sender: sender, media: media, base: base.number, feedbackCount: feedbackCount, arrivals: arrivals)
        guard reported > 0 else {
            arrivals.removeAll(keepingCapacity: true)
            self.base = nil
            return false
        }
        feedbackCount &+= 1
        let next = ExtendedSequence(base.value + Int64(reported))
        arrivals.removeFirst(reported)
        nextBase = next
        self.base = arrivals.isEmpty ? nil : next
        return true
    }
}
