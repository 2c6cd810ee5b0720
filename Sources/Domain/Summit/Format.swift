/// Who sits at the table of a kind of meeting. Memberships are dated; precedence at leaders' meetings is the English
/// alphabetical order of the members' names, then that of the partners'. The chair keeps its alphabetical place.
public struct Format: Sendable, Hashable {
    /// A country's right to the table from a day on.
    struct Membership: Sendable, Hashable {
        let country: Country
        let since: CivilDate
    }

    /// As it stands in a meeting's `format`: `asean-plus-three`.
    public let id: String
    public let name: Texts
    let members: [Membership]
    let partners: [Membership]

    /// The countries at the table on that day, in order of precedence.
    public func table(on day: CivilDate) -> [Country] {
        [members, partners].flatMap { group in
            group.filter { $0.since <= day }.map(\.country).sorted { $0.name["en"] < $1.name["en"] }
        }
    }

    /// The format with this id, among those known.
    public static func known(_ id: String) -> Format? { all.first { $0.id == id } }

    public static let all: [Format] = [.asean, .aseanPlusThree]
}
