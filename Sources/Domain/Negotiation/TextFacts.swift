public import Summit

/// What a text is, and who works on it.
public struct TextFacts: Sendable, Hashable, Codable {
    public var id: TextID
    public var conference: ConferenceID
    public var type: TextType
    public var title: Texts
    /// Whose text it will be; nil: not known yet.
    public var body: FormatID?
    /// The meeting that takes it up, and the number of the item there.
    public var meeting: MeetingID?
    public var agendaItem: Int?
    public var pen: PenHolder
    /// The delegation that presides over the negotiation.
    public var chair: SeatID
    /// Everybody who negotiates, the chair among them, in order of precedence.
    public var delegations: [SeatID]
    public var numbering: Numbering
    public var rules: TextRules

    public init(
        id: TextID, conference: ConferenceID, type: TextType, title: Texts, body: FormatID? = nil,
        meeting: MeetingID? = nil, agendaItem: Int? = nil, pen: PenHolder, chair: SeatID, delegations: [SeatID],
        numbering: Numbering = .plain, rules: TextRules = TextRules()
    ) {
        self.id = id
        self.conference = conference
        self.type = type
        self.title = title
        self.body = body
        self.meeting = meeting
        self.agendaItem = agendaItem
        self.pen = pen
        self.chair = chair
        self.delegations = delegations
        self.numbering = numbering
        self.rules = rules
    }
}

extension TextFacts {
    /// Texts that were begun without rules have those that hold where nothing is laid down.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try members.decode(TextID.self, forKey: .id),
            conference: try members.decode(ConferenceID.self, forKey: .conference),
            type: try members.decode(TextType.self, forKey: .type),
            title: try members.decode(Texts.self, forKey: .title),
            body: try members.decodeIfPresent(FormatID.self, forKey: .body),
            meeting: try members.decodeIfPresent(MeetingID.self, forKey: .meeting),
            agendaItem: try members.decodeIfPresent(Int.self, forKey: .agendaItem),
            pen: try members.decode(PenHolder.self, forKey: .pen),
            chair: try members.decode(SeatID.self, forKey: .chair),
            delegations: try members.decode([SeatID].self, forKey: .delegations),
            numbering: try members.decode(Numbering.self, forKey: .numbering),
            rules: try members.decodeIfPresent(TextRules.self, forKey: .rules) ?? TextRules())
    }
}

/// What a text will be when it is adopted.
public enum TextType: String, Sendable, Hashable, Codable, CaseIterable {
    /// The chair's own, after comments.
    case chairStatement
    /// Needs full consensus.
    case jointCommunique, jointStatement
    /// Adopted or signed.
    case declaration
    /// Of two sides.
    case planOfAction
    /// Endorsed or noted.
    case conceptPaper, termsOfReference, guidelines
    /// Signed and ratified.
    case agreement
    case pressStatement

    /// Whether the chair alone answers for it.
    public var isChairs: Bool {
        switch self {
        case .chairStatement, .pressStatement: true
        case .jointCommunique, .jointStatement, .declaration, .planOfAction, .conceptPaper, .termsOfReference,
            .guidelines, .agreement:
            false
        }
    }
}

/// Who owns the base text and alone consolidates it.
public enum PenHolder: Sendable, Hashable, Codable {
    case delegation(seat: SeatID)
    case secretariat
}

/// How the paragraphs of a text are counted.
public enum Numbering: String, Sendable, Hashable, Codable, CaseIterable {
    /// PP1, PP2 … and OP1, OP2 …
    case resolution
    /// 1, 2 … through all of it.
    case plain
    case none
}

/// Somebody at work on a text, as the conference knows them.
public struct Negotiator: Sendable, Hashable {
    public var author: Author
    /// For whom they speak; nil for the secretariat.
    public var delegation: SeatID?
    public var isSecretariat: Bool

    public init(author: Author, delegation: SeatID?, isSecretariat: Bool = false) {
        self.author = author
        self.delegation = delegation
        self.isSecretariat = isSecretariat
    }
}
