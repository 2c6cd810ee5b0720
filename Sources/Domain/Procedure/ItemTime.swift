public import Summit

/// How long the items of the agenda have been under discussion while the meeting was open.
public struct ItemTime: Sendable, Hashable {
    /// Since when the clock of the item under discussion runs; nil: it does not.
    public var since: Timestamp?
    /// What each item took before, by its number.
    public var milliseconds: [Int: Int64]

    public init(since: Timestamp? = nil, milliseconds: [Int: Int64] = [:]) {
        self.since = since
        self.milliseconds = milliseconds
    }

    /// What an event of the meeting does to it. `item` is the one under discussion when it happens.
    public mutating func fold(_ event: MeetingEvent, item: Int?, sitting: Sitting, at time: Timestamp) {
        switch event {
        case .meetingOpened, .meetingResumed: since = item == nil ? nil : time
        case .meetingSuspended, .meetingClosed: stop(item, at: time)
        case .itemTaken:
            stop(item, at: time)
            since = sitting == .open ? time : nil
        default: break
        }
    }

    private mutating func stop(_ item: Int?, at time: Timestamp) {
        if let item, let since { milliseconds[item, default: 0] &+= max(0, time.milliseconds(since: since)) }
        since = nil
    }
}

extension ItemTime: Codable {
    private enum CodingKeys: String, CodingKey { case since, milliseconds }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(since, forKey: .since)
        try fields.encode(milliseconds, forKey: .milliseconds)
    }
}
