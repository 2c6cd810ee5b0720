import DomainTestSupport
import Negotiation
import Summit
import Testing

/// A text and those who negotiate it: Viet Nam presides, Indonesia holds the pen.
struct Table {
    private(set) var state: TextState
    private(set) var events: [TextEvent]
    /// What the record would say; each act a second after the one before.
    static let start = Timestamp("2020-06-26T01:00:00Z")!

    static let facts = TextFacts(
        id: TextID("vision")!, conference: ConferenceID("asean-36")!, type: .declaration,
        title: Texts(en: "Vision Statement", vi: "Tuyên bố Tầm nhìn"), body: "asean", pen: .delegation(seat: "ID"),
        chair: "VN", delegations: ["VN", "ID", "MY", "PH", "SG"], numbering: .resolution)

    static let pen = negotiator("ID")
    static let chair = negotiator("VN")
    static let secretariat = Negotiator(author: "officer", delegation: nil, isSecretariat: true)

    static func negotiator(_ seat: SeatID) -> Negotiator {
        Negotiator(author: .participant(ParticipantID("\(seat.rawValue.lowercased())-1")!), delegation: seat)
    }

    init(_ facts: TextFacts = Table.facts) throws {
        events = [.textCreated(text: facts)]
        state = try #require(TextState(first: events[0]))
    }

    /// With operative paragraphs of these words.
    init(operative words: String...) throws {
        try self.init()
        try run(.addParagraphs(behind: nil, paragraphs: words.map { NewParagraph(kind: .operative, words: $0) }))
    }

    static func time(of act: Int) -> Timestamp { start.advanced(byMilliseconds: Int64(act) * 1_000) }

    @discardableResult
    mutating func run(_ command: TextCommand, by negotiator: Negotiator = Table.pen) throws -> TextEvent? {
        guard let event = try state.decide(command, by: negotiator) else { return nil }
        try state.evolve(event, at: Self.time(of: state.act + 1))
        events.append(event)
        return event
    }

    func refusal(_ command: TextCommand, by negotiator: Negotiator = Table.pen) -> TextRefusal.Reason? {
        do {
            _ = try state.decide(command, by: negotiator)
            return nil
        } catch { return error.reason }
    }

    /// The paragraph in this place of the order.
    func paragraph(_ place: Int) -> ParagraphID { state.order[place] }

    func wording(_ place: Int = 0) -> Wording { state.paragraphs[paragraph(place)]?.wording ?? Wording() }

    /// As it would be printed, with its brackets.
    func text(_ place: Int = 0) -> String { wording(place).shown }

    /// The stretch where these words stand now.
    func stretch(_ words: String, in place: Int = 0) throws -> Stretch {
        let ids = try ids(words, in: place)
        return Stretch(first: try #require(ids.first), last: try #require(ids.last))
    }

    /// The elements that these words are, as ranges.
    func ranges(_ words: String, in place: Int = 0) throws -> [ElementRange] {
        try ids(words, in: place).map { try #require(ElementRange(act: $0.act, places: $0.place..<$0.place + 1)) }
    }

    private func ids(_ words: String, in place: Int) throws -> [ElementID] {
        let letters = wording(place).letters
        let wanted = Array(words.unicodeScalars)
        let start = try #require(
            (0...letters.count).first { letters.dropFirst($0).prefix(wanted.count).map(\.letter) == wanted })
        return letters[start..<start + wanted.count].map(\.id)
    }
}

extension Wording {
    /// The letters that are there, with their names.
    var letters: [(id: ElementID, letter: Unicode.Scalar)] {
        runs.filter(\.presence.isThere).flatMap { run -> [(id: ElementID, letter: Unicode.Scalar)] in
            guard case .letters(let letters) = run.content else { return [] }
            return letters.enumerated().map {
                (ElementID(act: run.id.act, place: run.id.place + $0.offset), $0.element)
            }
        }
    }

    /// Its words with `[`, `]` for brackets and `…` for placeholders.
    var shown: String {
        runs.filter(\.presence.isThere).map { run in
            switch run.content {
            case .letters(let letters): String(String.UnicodeScalarView(letters))
            case .open: "["
            case .close: "]"
            case .placeholder: "…"
            }
        }.joined()
    }
}
