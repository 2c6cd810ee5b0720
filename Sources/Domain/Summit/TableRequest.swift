/// What a table depends on besides the format and the day.
public struct TableRequest: Sendable, Hashable, Codable {
    /// Nil: the format's usual one.
    public var level: Level?
    /// Who is represented at another rank than the level's.
    public var ranks: [SeatID: Rank]
    /// Invited by the chair; they follow from off stage.
    public var guests: [SeatID]
    public var observers: [SeatID]
    /// Whether the Secretary-General sits at the end of the table.
    public var withSecretaryGeneral: Bool

    public init(
        level: Level? = nil, ranks: [SeatID: Rank] = [:], guests: [SeatID] = [], observers: [SeatID] = [],
        withSecretaryGeneral: Bool = false
    ) {
        self.level = level
        self.ranks = ranks
        self.guests = guests
        self.observers = observers
        self.withSecretaryGeneral = withSecretaryGeneral
    }
}

/// Why no table can be set.
public enum TableProblem: Error, Sendable, Hashable {
    case unknownFormat(FormatID, known: [FormatID])
    /// The format's first meeting is later.
    case tooEarly(FormatID, since: CivilDate)
    /// Nobody was a member on that day.
    case nobody(FormatID, CivilDate)
    case unknownParty(SeatID)
    /// Is at the table already, or named twice.
    case twice(SeatID)
    /// A rank was given for somebody who does not come.
    case absent(SeatID)
    case noSecretaryGeneral(FormatID)
}

extension TableProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownFormat(let id, let known):
            "There is no format \(id); known are \(known.map(\.rawValue).joined(separator: ", "))."
        case .tooEarly(let id, let since): "The format \(id) begins on \(since); before that day it has no table."
        case .nobody(let id, let day): "The format \(id) has no members on \(day)."
        case .unknownParty(let code): "No country or organisation with the code \(code) is known."
        case .twice(let code): "\(code) has a seat already; each delegation has one."
        case .absent(let code): "\(code) is not at this table, so it is not represented at any rank."
        case .noSecretaryGeneral(let id): "The format \(id) has no Secretary-General."
        }
    }
}
