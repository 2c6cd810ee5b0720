/// What a meeting's seats show of a country. Facts as of ``Country/asOf``, without personal names.
public struct Country: Sendable, Hashable {
    /// ISO 3166-1 alpha-2.
    public let code: SeatID
    /// The short name in ASEAN's formal usage.
    public let name: Texts
    /// The function of the head of its delegation at a leaders' meeting.
    public let headTitle: Texts
    public let capital: Texts
    /// The capital's zone in the IANA time zone database.
    public let timeZone: String

    /// The day whose offices and names these facts describe.
    public static let asOf = CivilDate(year: 2020, month: 4, day: 14)

    /// Its place in a meeting.
    public func seat(place: Seat.Place = .table) -> Seat {
        Seat(
            id: code, name: name, title: headTitle, flag: code.rawValue.lowercased(), capital: capital,
            timeZone: timeZone, place: place)
    }

    /// The country with this code, among those known.
    public static func known(_ code: SeatID) -> Country? { byCode[code] }

    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
}
