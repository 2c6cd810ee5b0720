/// What a meeting does with a text. Distinct on purpose: to note is not to welcome, and to welcome is not to endorse.
public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    case adopt, endorse, approve, note, welcome, appreciate, reaffirm, urge, encourage, commit, exchangeViews
}

/// One point of an annotated agenda: what it is about, and what is planned for it.
public struct AnnotatedItem: Sendable, Hashable {
    public var title: Texts
    /// Who introduces it.
    public var lead: SeatID?
    /// Symbols of the documents before the meeting.
    public var documents: [String]
    /// What the meeting is expected to do with it.
    public var action: Outcome?
    public var minutes: Int?
    /// Seconds for each speaker on this item; nil: the meeting's own limit.
    public var speakingLimitSeconds: Int?
    /// Who is to speak on it, in order, after the lead.
    public var speakers: [SeatID]

    public init(
        title: Texts, lead: SeatID? = nil, documents: [String] = [], action: Outcome? = nil, minutes: Int? = nil,
        speakingLimitSeconds: Int? = nil, speakers: [SeatID] = []
    ) {
        self.title = title
        self.lead = lead
        self.documents = documents
        self.action = action
        self.minutes = minutes
        self.speakingLimitSeconds = speakingLimitSeconds
        self.speakers = speakers
    }

    /// The lead first, then the others, each once.
    public var plannedSpeakers: [SeatID] { (lead.map { [$0] } ?? []) + speakers.filter { $0 != lead } }
}

extension AnnotatedItem: Codable {
    private enum CodingKeys: String, CodingKey {
        case title, lead, documents, action, minutes, speakingLimitSeconds, speakers
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        title = try fields.decode(Texts.self, forKey: .title)
        lead = try fields.decodeIfPresent(SeatID.self, forKey: .lead)
        documents = try fields.decodeIfPresent([String].self, forKey: .documents) ?? []
        action = try fields.decodeIfPresent(Outcome.self, forKey: .action)
        minutes = try fields.decodeIfPresent(Int.self, forKey: .minutes)
        speakingLimitSeconds = try fields.decodeIfPresent(Int.self, forKey: .speakingLimitSeconds)
        speakers = try fields.decodeIfPresent([SeatID].self, forKey: .speakers) ?? []
    }

    /// What is not planned is written as null, so that a reader meets every member.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(title, forKey: .title)
        try fields.encode(lead, forKey: .lead)
        try fields.encode(documents, forKey: .documents)
        try fields.encode(action, forKey: .action)
        try fields.encode(minutes, forKey: .minutes)
        try fields.encode(speakingLimitSeconds, forKey: .speakingLimitSeconds)
        try fields.encode(speakers, forKey: .speakers)
    }
}

/// One point of a meeting's agenda. In JSON an annotated item with the member `number`.
public struct AgendaItem: Sendable, Hashable {
    /// Counted from 1 without gaps.
    public var number: Int
    public var item: AnnotatedItem

    public var title: Texts { item.title }

    public init(number: Int, item: AnnotatedItem) {
        self.number = number
        self.item = item
    }

    public init(number: Int, title: Texts) { self.init(number: number, item: AnnotatedItem(title: title)) }
}

extension AgendaItem: Codable {
    private enum CodingKeys: String, CodingKey { case number }

    public init(from decoder: any Decoder) throws {
        number = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .number)
        item = try AnnotatedItem(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        try item.encode(to: encoder)
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(number, forKey: .number)
    }
}

/// A part of a meeting with one class of openness, as it is planned.
public struct PlannedSegment: Sendable, Hashable {
    public var segment: Segment
    public var minutes: Int
    /// Who presides in it; nil: whoever presided before.
    public var chair: SeatID?

    public init(segment: Segment, minutes: Int, chair: SeatID? = nil) {
        self.segment = segment
        self.minutes = minutes
        self.chair = chair
    }
}

extension PlannedSegment: Codable {
    private enum CodingKeys: String, CodingKey { case segment, minutes, chair }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(segment, forKey: .segment)
        try fields.encode(minutes, forKey: .minutes)
        try fields.encode(chair, forKey: .chair)
    }
}
