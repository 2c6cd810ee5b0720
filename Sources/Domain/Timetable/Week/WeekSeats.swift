import Summit

/// Who sits in which meeting: the persons of a week by number.
struct WeekSeats {
    /// In order of first appearance.
    private(set) var names: [WeekName] = []
    /// Persons of each meeting, with their delegation's number.
    private(set) var ofMeeting: [[(person: Int, delegation: Int)]] = []

    fileprivate init(_ week: Week) {
        var numbers: [WeekName: Int] = [:]
        let delegations = Dictionary(
            week.delegations.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var standing: [SeatID: [Week.Level: WeekName]] = [:]
        var owners: [WeekName: SeatID] = [:]
        for principal in week.principals {
            standing[principal.delegation, default: [:]][principal.level] = principal.id
            owners[principal.id] = principal.delegation
        }
        for meeting in week.meetings {
            var seats: [(person: Int, delegation: Int)] = []
            let named = Dictionary(grouping: meeting.principals) { owners[$0] }
            for delegation in meeting.delegations {
                guard let place = delegations[delegation] else { continue }
                let names =
                    named[delegation]
                    ?? [standing[delegation]?[meeting.level] ?? .standing(delegation, meeting.level)]
                for name in names {
                    let number = numbers[name] ?? self.names.count
                    if number == self.names.count {
                        numbers[name] = number
                        self.names.append(name)
                    }
                    seats.append((number, place))
                }
            }
            ofMeeting.append(seats)
        }
    }
}

extension Week {
    var seats: WeekSeats { WeekSeats(self) }
}
