/// Why a change of the facts cannot be. Nothing changed.
public enum FactsProblem: Error, Sendable, Hashable {
    case noReason
    case noAuthor
    case tooLong(field: String, maximum: Int)
    /// It has a character that nobody sees.
    case controlCharacter(field: String)
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
