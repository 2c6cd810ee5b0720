public import Summit

/// A search for a slot that cannot be made so.
public enum SlotProblem: Error, Sendable, Hashable {
    case noSeats
    case tooManySeats(Int)
    case seatTwice(SeatID)
    case unknownZone(SeatClock)
    /// Minutes.
    case length(Int)
    /// The first start is not before the last one.
    case windowEnds(from: Timestamp, to: Timestamp)
    /// Between the two lies no quarter of an hour.
    case windowEmpty(from: Timestamp, to: Timestamp)
    case windowTooLong(from: Timestamp, to: Timestamp)
    /// Carried by a seat that does not sit in the meeting.
    case carriedByNobody(SeatID)
    case carried(SeatID, minutes: Int)
}

extension SlotProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noSeats: "Nobody sits in this meeting: name a format that has members on that day, or a seat."
        case .tooManySeats(let count):
            "\(count) seats are more than the \(SlotSearch.maximumSeats) that a meeting may have."
        case .seatTwice(let seat): "The seat \(seat) is there twice."
        case .unknownZone(let clock):
            "The seat \(clock.seat) is in the zone \"\(clock.zone)\", which the time zone database does not have."
        case .length(let minutes):
            "A meeting lasts between \(SlotSearch.lengths.lowerBound) and \(SlotSearch.lengths.upperBound) minutes, not \(minutes)."
        case .windowEnds(let from, let to): "The window ends (\(to)) before a meeting may start in it (\(from))."
        case .windowEmpty(let from, let to):
            "Meetings start at a quarter of an hour in UTC; there is none between \(from) and \(to)."
        case .windowTooLong(let from, let to):
            "The window from \(from) to \(to) is longer than \(SlotSearch.maximumDays) days."
        case .carriedByNobody(let seat): "The seat \(seat) has carried a burden, but does not sit in this meeting."
        case .carried(let seat, let minutes):
            "The seat \(seat) cannot have carried \(minutes) minutes: from 0 to \(SlotSearch.maximumCarried)."
        }
    }
}
