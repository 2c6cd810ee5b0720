import Summit
import Timetable

/// Slots for people, as a table on a terminal.
struct SlotTable {
    private let search: SlotSearch
    private let slots: [Slot]
    private let language: String

    init(_ search: SlotSearch, _ slots: [Slot], language: String) {
        self.search = search
        self.slots = slots
        self.language = language
    }

    private static let minutes = Texts(en: "min", vi: "phút")
    private static let total = Texts(en: "burden", vi: "bất tiện")
    private static let greatest = Texts(en: "greatest", vi: "lớn nhất")

    var text: String {
        let unit = Self.minutes[language]
        return slots.enumerated().map { index, slot in
            let start = CivilTime(at: slot.start, offset: 0)
            let head =
                "\(index + 1). \(start.weekday.name[language]) \(start.date) \(start.clock) UTC, \(search.length) \(unit); "
                + "\(Self.total[language]) \(slot.total) \(unit), \(Self.greatest[language]) \(slot.greatest) \(unit)"
            return ([head] + Self.lines(slot, language: language).map { "   \($0)" }).joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    /// One for each seat.
    static func lines(_ slot: Slot, language: String) -> [String] {
        let zoneWidth = slot.seats.map(\.clock.zone.count).max() ?? 0
        let dayWidth = slot.seats.map { $0.start.weekday.name[language].count }.max() ?? 0
        return slot.seats.map { hours in
            let facts = [
                hours.clock.seat.rawValue.padded(to: 8), hours.clock.zone.padded(to: zoneWidth),
                hours.start.weekday.name[language].padded(to: dayWidth), "\(hours.start.date)",
                "\(hours.start.clock)-\(hours.end.clock)",
            ]
            let burden = hours.burden == 0 ? "" : "  \(hours.burden) \(minutes[language])"
            return facts.joined(separator: "  ") + burden
        }
    }
}
