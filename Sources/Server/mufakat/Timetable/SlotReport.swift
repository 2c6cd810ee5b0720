import Summit
import Timetable

/// What `mufakat slots --json` prints (docs/timetable.md).
struct SlotReport: Encodable {
    struct Found: Encodable {
        let start, end: Timestamp
        let total, greatest: Int
        let seats: [Hours]
    }

    struct Hours: Encodable {
        let seat: SeatID
        let zone: String
        let offset: Int
        let start, end: Local
        let burden, carried: Int
    }

    struct Local: Encodable {
        let date, time: String
        let weekday: Weekday

        init(_ time: CivilTime) {
            date = time.date.description
            self.time = time.clock
            weekday = time.weekday
        }
    }

    let tzdata: String
    let length: Int
    let from, to: Timestamp
    let considered: Int
    let slots: [Found]

    init(_ search: SlotSearch, _ slots: [Slot], release: String) {
        tzdata = release
        length = search.length
        from = search.starts.lowerBound
        to = search.starts.upperBound
        considered = search.moments.count
        self.slots = slots.map { slot in
            Found(
                start: slot.start, end: slot.end, total: slot.total, greatest: slot.greatest,
                seats: slot.seats.map { hours in
                    Hours(
                        seat: hours.clock.seat, zone: hours.clock.zone, offset: hours.offset, start: Local(hours.start),
                        end: Local(hours.end), burden: hours.burden, carried: hours.carried)
                })
        }
    }
}
