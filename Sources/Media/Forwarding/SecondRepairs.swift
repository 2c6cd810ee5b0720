import RTP
import Wire

/// Repairs that are sent a second time, a little later, where the line loses much: what repairs a burst must not be lost
/// in the next one, and asking once more takes another round trip.
struct SecondRepairs {
    static let leastLoss = 0.03
    static let delay = MediaInterval.milliseconds(25)
    static let limit = 64

    private var waiting: [(slot: OutgoingSlot, number: SequenceNumber, due: MediaTime)] = []

    mutating func append(_ slot: OutgoingSlot, _ number: SequenceNumber, line: ReceiverLine, now: MediaTime) {
        guard line.redundancy.loss >= Self.leastLoss, waiting.count < Self.limit else { return }
        waiting.append((slot, number, now + Self.delay))
    }

    /// Called whenever the receiver reports, some ten to twenty times a second.
    mutating func sendDue(now: MediaTime, into outbox: Outbox) {
        guard let first = waiting.first, first.due <= now else { return }
        for repair in waiting where repair.due <= now { _ = repair.slot.resend(repair.number, now: now, into: outbox) }
        waiting.removeAll { $0.due <= now }
    }
}
