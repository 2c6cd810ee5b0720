public import RTP
public import Wire

/// The receiving end of one stream, in the server as in a client: takes note of its packets, asks for what is missing,
/// and for a new picture where asking is of no use any more, and reports.
public struct StreamReceiver {
    /// How a packet came.
    public enum Way: Hashable, Sendable {
        case itself
        /// Again, because it was asked for.
        case retransmission
        /// Within a later packet.
        case redundancy
    }

    /// How often to look for what is to be asked for, while anything is missing. Packets that only changed places have
    /// come by then.
    public static let repairInterval = MediaInterval.milliseconds(20)

    public private(set) var reception: Reception
    public private(set) var losses: LossList
    public var keyframes = KeyframeRequests()
    /// The newest SR of the sender, and when it came.
    public private(set) var senderReport: (report: SenderReport, arrival: MediaTime)?
    /// Where the newest key frame began: what is lost before it is of no interest to a decoder.
    private var lastKeyframe: ExtendedSequence?
    private let kind: MediaKind
    private var newestArrival = MediaTime.zero

    public init(of kind: MediaKind) {
        self.kind = kind
        reception = Reception(clockRate: kind.clockRate)
        losses = LossList(of: kind)
    }

    /// Takes note of a packet.
    ///
    /// - Parameters:
    ///   - wantsRepair: whether to ask the sender for what is missing before it.
    public mutating func register(
        _ number: SequenceNumber, by way: Way = .itself, wantsRepair: Bool, now: MediaTime
    ) -> Reception.Arrival {
        let arrival = reception.register(number, isRecovered: way != .itself)
        switch arrival {
        case .newest(let sequence, let gap):
            if wantsRepair, !losses.add(gap: gap, before: sequence, since: newestArrival, now: now) { wantKeyframe() }
            newestArrival = now
        case .late(let sequence):
            losses.remove(sequence, isAnswer: way == .retransmission, now: now)
        case .restarted:
            forgetNumbers()
        case .duplicate, .tooOld, .suspect:
            break
        }
        return arrival
    }

    /// Whether a packet was asked for and has not come yet: if it comes now, it is the answer.
    public func awaits(_ number: SequenceNumber) -> Bool {
        guard !losses.isEmpty, let highest = reception.highest else { return false }
        return losses.awaits(highest.nearest(number))
    }

    /// Sound is sent once more within sound that follows up to so many packets later: it is not asked for before that came.
    public mutating func noteRedundancy(span: Int) { losses.redundancySpan = span }

    /// What a packet carries besides its own needs not come any more.
    public mutating func noteCarried(_ number: SequenceNumber, now: MediaTime) {
        guard !losses.isEmpty, let highest = reception.highest else { return }
        losses.remove(highest.nearest(number), now: now)
    }

    /// Sound has no pictures.
    private mutating func wantKeyframe() { if kind == .video { keyframes.want() } }

    /// Another stream takes this one's place; a wanted key frame stays wanted.
    public mutating func restart() {
        reception = Reception(clockRate: kind.clockRate)
        forgetNumbers()
    }

    private mutating func forgetNumbers() {
        losses.removeAll()
        (lastKeyframe, senderReport) = (nil, nil)
    }

    /// A key frame begins with this packet.
    public mutating func noteKeyframe(_ sequence: ExtendedSequence) {
        lastKeyframe = max(lastKeyframe ?? sequence, sequence)
    }

    /// Updates the jitter with a packet that was no retransmission.
    public mutating func measure(_ timestamp: RTPTimestamp, now: MediaTime) {
        reception.measure(timestamp, arrival: now.microseconds)
    }

    public mutating func take(_ report: SenderReport, now: MediaTime) { senderReport = (report, now) }

    /// Gives up what has been missing for too long; the latest of it, if there was any. A picture that cannot be
    /// completed any more needs a new start.
    public mutating func giveUpLosses(now: MediaTime) -> ExtendedSequence? {
        guard !losses.isEmpty, let lost = losses.giveUp(now: now) else { return nil }
        if lastKeyframe.map({ lost > $0 }) ?? true { wantKeyframe() }
        return lost
    }

    /// Appends a NACK for what is to be asked for now; returns how many packets it names.
    public mutating func writeNACK(now: MediaTime, sender: SSRC, media: SSRC, to writer: inout ByteWriter) -> Int {
        guard !losses.isEmpty else { return 0 }
        let lost = losses.takeDue(newest: reception.highest, now: now)
        if !lost.isEmpty { writer.rtcpNACK(sender: sender, media: media, lost: lost) }
        return lost.count
    }

    /// The report block for the interval since the last one; nil before the first packet.
    public mutating func report(of ssrc: SSRC, now: MediaTime) -> ReportBlock? {
        let delay = senderReport.map { UInt32(clamping: (now - $0.arrival).microseconds * 65_536 / 1_000_000) }
        return reception.report(
            of: ssrc, lastSR: senderReport?.report.ntp.compact ?? 0, delaySinceLastSR: delay ?? 0)
    }
}
