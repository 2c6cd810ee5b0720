public import Summit

/// How those who work on a text are called in what goes out.
public struct TextNames: Sendable {
    public var language: String
    public var delegations: [SeatID: String]
    /// For whom people speak; whoever is not here is of the secretariat.
    public var people: [ParticipantID: SeatID]
    public var meetings: [MeetingID: String]

    public init(
        language: String, delegations: [SeatID: String], people: [ParticipantID: SeatID],
        meetings: [MeetingID: String] = [:]
    ) {
        self.language = language
        self.delegations = delegations
        self.people = people
        self.meetings = meetings
    }

    public func name(of seat: SeatID) -> String { delegations[seat] ?? seat.rawValue }

    func name(of meeting: MeetingID) -> String { meetings[meeting] ?? meeting.rawValue }

    public func name(of author: Author) -> String {
        author.participant.flatMap { people[$0] }.map(name) ?? Words.secretariat[language]
    }

    func names(of seats: some Sequence<SeatID>) -> String { seats.sorted().map(name).joined(separator: ", ") }
}

/// What is written into texts besides their own words.
enum Words {
    static let secretariat = Texts(en: "Secretariat", vi: "Ban Thư ký")
    static let agreed = Texts(en: "agreed", vi: "đã nhất trí")
    static let adReferendum = Texts(en: "agreed ad ref.", vi: "nhất trí ad ref.")
    static let toCome = Texts(en: "text to come", vi: "sẽ bổ sung")
    static let notTranslated = Texts(en: "not translated", vi: "chưa dịch")
    static let outOfDate = Texts(en: "translation out of date", vi: "bản dịch chưa cập nhật")
    static let unofficial = Texts(en: "unofficial translation", vi: "bản dịch không chính thức")
    static let page = Texts(en: "Page", vi: "Trang")
    static let paragraph = Texts(en: "Paragraph", vi: "Đoạn")
    static let words = Texts(en: "Words", vi: "Nội dung")
    static let table = Texts(en: "Compiled comments and proposals", vi: "Bảng tổng hợp ý kiến và đề xuất")
    static let wholeText = Texts(en: "(new paragraph)", vi: "(đoạn mới)")
}
