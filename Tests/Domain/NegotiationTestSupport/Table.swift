import DomainTestSupport
public import Negotiation
public import Summit

/// A text and those who negotiate it: Viet Nam presides, Indonesia holds the pen.
public struct Table {
    public private(set) var state: TextState
    public private(set) var events: [TextEvent]
    /// Who did each.
    public private(set) var authors: [Author] = [.administration]
    /// And when.
    public private(set) var times = [time(of: 1)]
    /// What time it is; nil: a second after the last act.
    public var clock: Timestamp?
    /// What the record would say; each act a second after the one before.
    public static let start = Timestamp("2020-06-26T01:00:00Z")!

    public static let facts = TextFacts(
        id: TextID("vision")!, conference: ConferenceID("asean-36")!, type: .declaration,
        title: Texts(en: "Vision Statement", vi: "Tuyên bố Tầm nhìn"), body: "asean", pen: .delegation(seat: "ID"),
        chair: "VN", delegations: ["VN", "ID", "MY", "PH", "SG"], numbering: .resolution)

    public static let pen = negotiator("ID")
    public static let chair = negotiator("VN")
    public static let program = Negotiator(author: .system, delegation: nil)
    public static let secretariat = Negotiator(author: "officer", delegation: nil, isSecretariat: true)

    public static func negotiator(_ seat: SeatID) -> Negotiator {
        Negotiator(author: .participant(ParticipantID("\(seat.rawValue.lowercased())-1")!), delegation: seat)
    }

    public init(_ facts: TextFacts = Table.facts) throws {
        events = [.textCreated(text: facts)]
        state = try Self.found(TextState(first: events[0]))
    }

    /// With operative paragraphs of these words.
    public init(operative words: String..., silenceSeconds: Int = TextRules().silenceSeconds) throws {
        var facts = Table.facts
        facts.rules.silenceSeconds = silenceSeconds
        try self.init(facts)
        try run(.addParagraphs(behind: nil, paragraphs: words.map { NewParagraph(kind: .operative, words: $0) }))
    }

    public static func time(of act: Int) -> Timestamp { start.advanced(byMilliseconds: Int64(act) * 1_000) }

    @discardableResult
    public mutating func run(_ command: TextCommand, by negotiator: Negotiator = Table.pen) throws -> TextEvent? {
        guard let event = try state.decide(command, by: negotiator, at: now) else {
            return nil
        }
        let time = now
        try state.evolve(event, at: time)
        times.append(time)
        events.append(event)
        authors.append(negotiator.author)
        return event
    }

    public func refusal(_ command: TextCommand, by negotiator: Negotiator = Table.pen) -> TextRefusal.Reason? {
        do {
            _ = try state.decide(command, by: negotiator, at: now)
            return nil
        } catch { return error.reason }
    }

    /// When the next act would be recorded.
    public var now: Timestamp { clock ?? Self.time(of: state.act + 1) }

    /// The act of the silence procedure that lasts, or of the decision that waits for a capital; 0: there is neither.
    public var asked: Int { state.asked }

    /// - Parameter seconds: from now on.
    public mutating func beginSilence(verb: Outcome = .adopt, lasting seconds: Int64) throws {
        try run(.beginSilence(verb: verb, until: now.advanced(byMilliseconds: seconds * 1_000)), by: Self.chair)
    }

    /// What a meeting decided on the version that is before it.
    public func meetingDecision(
        number: Int = 40, verb: Outcome = .adopt, apart: [SeatID] = [], waiting: [SeatID] = []
    ) -> MeetingDecision {
        MeetingDecision(
            meeting: "summit-36", number: number, verb: verb, digest: state.standing.version?.digest ?? "",
            present: ["VN", "ID", "MY"], apart: apart, waiting: waiting)
    }

    /// The paragraph in this place of the order.
    public func paragraph(_ place: Int) -> ParagraphID { state.order[place] }

    public func wording(_ place: Int = 0) -> Wording { state.paragraphs[paragraph(place)]?.wording ?? Wording() }

    /// As it would be printed, with its brackets.
    public func text(_ place: Int = 0) -> String { wording(place).shown }

    /// The stretch where these words stand now.
    public func stretch(_ words: String, in place: Int = 0) throws -> Stretch {
        let ids = try ids(words, in: place)
        return Stretch(first: try Self.found(ids.first), last: try Self.found(ids.last))
    }

    /// The elements that these words are, as ranges.
    public func ranges(_ words: String, in place: Int = 0) throws -> [ElementRange] {
        try ids(words, in: place).map { try Self.found(ElementRange(act: $0.act, places: $0.place..<$0.place + 1)) }
    }

    /// What a test speaks of has to be there.
    public struct NotFound: Error {}

    private static func found<Value>(_ value: Value?) throws(NotFound) -> Value {
        guard let value else { throw NotFound() }
        return value
    }

    private func ids(_ words: String, in place: Int) throws -> [ElementID] {
        let letters = wording(place).letters
        let wanted = Array(words.unicodeScalars)
        let start = try Self.found(
            (0...letters.count).first { letters.dropFirst($0).prefix(wanted.count).map(\.letter) == wanted })
        return letters[start..<start + wanted.count].map(\.id)
    }
}

extension TextState {
    /// What delegations answer now.
    var asked: Int {
        switch standing {
        case .silence(let silence): silence.act
        case .awaiting(let decision): decision.act
        case .negotiated, .final, .deferred, .decided: 0
        }
    }
}

extension Wording {
    /// The letters that are there, with their names.
    public var letters: [(id: ElementID, letter: Unicode.Scalar)] {
        runs.filter(\.presence.isThere).flatMap { run -> [(id: ElementID, letter: Unicode.Scalar)] in
            guard case .letters(let letters) = run.content else { return [] }
            return letters.enumerated().map {
                (ElementID(act: run.id.act, place: run.id.place + $0.offset), $0.element)
            }
        }
    }

    /// Its words with `[`, `]` for brackets and `…` for placeholders.
    public var shown: String {
        runs.filter(\.presence.isThere).map { run in
            switch run.content {
            case .letters(let letters): String(String.UnicodeScalarView(letters))
            case .open: "["
            case .close: "]"
            case .placeholder: "…"
            case .footnote: "^"
            }
        }.joined()
    }
}
