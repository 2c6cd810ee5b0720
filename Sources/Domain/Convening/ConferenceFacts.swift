public import Summit

/// What was laid down when a conference was called: an occasion with a host and a range of days.
public struct ConferenceFacts: Sendable, Hashable, Codable {
    public var id: ConferenceID
    public var title: Texts
    public var theme: Texts
    /// Its clock is the conference's.
    public var host: SeatID
    /// A name of the IANA time zone database.
    public var timeZone: String
    /// Of the host's calendar.
    public var firstDay: CivilDate
    public var lastDay: CivilDate
    /// Where the hall is; nil: online alone.
    public var venue: Texts?

    public init(
        id: ConferenceID, title: Texts, theme: Texts = .empty, host: SeatID, timeZone: String, firstDay: CivilDate,
        lastDay: CivilDate, venue: Texts? = nil
    ) {
        self.id = id
        self.title = title
        self.theme = theme
        self.host = host
        self.timeZone = timeZone
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.venue = venue
    }
}
