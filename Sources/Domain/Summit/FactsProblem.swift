/// Why a change of the facts cannot be. Nothing changed.
public enum FactsProblem: Error, Sendable, Hashable {
    case noReason
    case noAuthor
    case tooLong(field: String, maximum: Int)
    case empty(field: String)
    case nothingChanged
    case unknownParty(SeatID)
    case unknownFormat(FormatID)
    case unknownZone(String)
    /// It ends before it begins.
    case reversed(Period)
    /// Another one holds on some of the days.
    case overlaps(SeatID, Period, with: Period)
    /// No membership that could end on this day.
    case noMembership(SeatID, FormatID, CivilDate)
    /// The members of this format do not take turns in the chair.
    case noRotation(FormatID)
    /// A year that the rotation does not reach.
    case yearOutOfReach(Int, from: Int, through: Int)
    /// Only a member can preside, coordinate, or have a turn.
    case noMember(SeatID, of: FormatID, on: CivilDate)
    case repeated(SeatID)
    case tooMany(String, maximum: Int)
}

extension FactsProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noReason: "A change of the facts needs a reason: give one in \"reason\"."
        case .noAuthor: "A change of the facts needs its author: name who enters it in \"author\"."
        case .tooLong(let field, let maximum): "The \(field) may have \(maximum) characters at most."
        case .empty(let field): "The \(field) needs an English text."
        case .nothingChanged: "Nothing would change: give a name, a capital or a time zone."
        case .unknownParty(let code): "No country or organisation with the code \(code) is known."
        case .unknownFormat(let id): "There is no format \(id)."
        case .unknownZone(let zone): "The time zone database has no zone \"\(zone)\"; zones look like Asia/Ho_Chi_Minh."
        case .reversed(let period):
            "It would end on \(period.until ?? period.since), before it begins on \(period.since)."
        case .overlaps(let code, let period, let other):
            "For \(code), \(period) overlaps with \(other), which is on record; end that first or choose other days."
        case .noMembership(let code, let format, let day):
            "\(code) has no membership of its own in \(format) that could end on \(day)."
        case .noRotation(let group): "The chair of \(group) does not rotate here; name a group whose chair does."
        case .yearOutOfReach(let year, let first, let last):
            "The rotation reaches from \(first) to \(last), not to \(year)."
        case .noMember(let code, let format, let day): "\(code) is no member of \(format) on \(day)."
        case .repeated(let code): "\(code) stands in the order twice."
        case .tooMany(let what, let maximum): "There are \(maximum) \(what) already; no more are taken."
        }
    }
}
