import RTP
import Wire

/// The arrivals of the connection's packets until the next transport-wide feedback; bounded.
struct ArrivalLog {
    static let capacity = 512

    private var base: ExtendedSequence?
    private var arrivals: [Int64?] = []
    private var feedbackCount: UInt8 = 0

    /// Units of 250 us, as the feedback counts.
    mutating func record(_ number: SequenceNumber, now: MediaTime) {
        let tick = now.microseconds / 250
        guard let base else {
            base = ExtendedSequence(65_536 + Int64(number.rawValue))
            arrivals = [tick]
            return
        }
        let index = Int(clamping: base.nearest(number).value - base.value)
        guard index >= 0, index < Self.capacity else { return }
        while arrivals.count <= index { arrivals.append(nil) }
        arrivals[index] = arrivals[index] ?? tick
    }

    /// Writes what is known and forgets it; false when there is nothing to say.
    mutating func write(to writer: inout ByteWriter, sender: SSRC, media: SSRC) -> Bool {
        guard let base, !arrivals.isEmpty else { return false }
        let reported = writer.rtcpTransportFeedback(
            sender: sender, media: media, base: base.number, feedbackCount: feedbackCount, arrivals: arrivals)
        feedbackCount &+= 1
        arrivals.removeFirst(min(max(reported, 1), arrivals.count))
        // The next feedback must begin with a packet that came.
        let gap = arrivals.firstIndex { $0 != nil } ?? arrivals.count
        arrivals.removeFirst(gap)
        self.base = arrivals.isEmpty ? nil : ExtendedSequence(base.value + Int64(reported + gap))
        return reported > 0
    }
}
