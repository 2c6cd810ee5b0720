public import Summit
public import Timetable

/// When delegations' principals are free, as a sheet: one row for each time, by the delegation's own clock.
public enum HoursSheet {
    public static let heading = ["delegation", "level", "from", "to"]
    /// Stands for no hours at all.
    static let never = "never"

    /// What the sheet asks for, or everything that is wrong with it. It replaces the hours of the delegations and levels on it; a row
    /// without times says that they are free whenever the conference is.
    /// - Parameter words: of a refusal.
    public static func importing(
        _ sheet: Sheet, into state: ConferenceState, by author: Author, at time: Timestamp, clocks: some Zones,
        words: (ConferenceRefusal) -> Texts
    ) -> Result<SheetImport, RowProblems> {
        var problems = sheet.problems(columns: heading, needed: heading)
        guard sheet.has(heading) else { return .failure(RowProblems(problems)) }
        var entries: [Place: [Entry]] = [:]
        var order: [Place] = []
        for row in sheet.rows {
            var reader = RowReader(sheet: sheet, row: row)
            if let place = reader.place(in: state, by: author, at: time, words: words),
                let said = reader.hours(of: state.delegation(place.delegation), clocks)
            {
                if entries[place] == nil { order.append(place) }
                entries[place, default: []].append(Entry(row: row.number, said: said))
            }
            problems += reader.problems
        }
        var all: [FreeHours] = []
        var (added, changed) = (0, 0)
        for place in order {
            let hours = hours(of: entries[place] ?? [], &problems)
            all.append(FreeHours(delegation: place.delegation, level: place.level, hours: hours))
            let known = state.delegation(place.delegation)?.freeHours[place.level]
            if known == hours { continue }
            if known == nil { added += 1 } else { changed += 1 }
        }
        guard problems.isEmpty else {
            return .failure(RowProblems(problems.sorted { $0.row < $1.row }))
        }
        return .success(SheetImport(command: .setAllFreeHours(hours: all), added: added, changed: changed))
    }

    /// The same hours again, for a spreadsheet; by UTC where the delegation's clock shows a time twice, or nobody knows its zone.
    public static func text(of delegations: [Delegation], clocks: some Zones) -> String {
        var rows: [[String]] = []
        for delegation in delegations {
            let rules = delegation.seat.timeZone.flatMap(clocks.rules)
            for level in Level.allCases {
                guard let hours = delegation.freeHours[level] else { continue }
                let start = [delegation.id.rawValue, level.rawValue]
                if hours.isEmpty { rows.append(start + [never, ""]) }
                rows += hours.map { start + [SheetTime.text($0.from, by: rules), SheetTime.text($0.to, by: rules)] }
            }
        }
        return Sheet.text(heading: heading, rows: rows)
    }

    /// Whose hours.
    fileprivate struct Place: Hashable {
        var delegation: SeatID
        var level: Level
    }

    fileprivate enum Said: Hashable {
        case always, never
        case from(Timestamp, to: Timestamp)
    }

    private struct Entry {
        var row: Int
        var said: Said
    }

    /// In the order of time; nil: always.
    private static func hours(of entries: [Entry], _ problems: inout [RowProblem]) -> [Interval]? {
        var intervals: [(row: Int, interval: Interval)] = []
        for entry in entries {
            if case .from(let from, let to) = entry.said {
                intervals.append((entry.row, Interval(from: from, to: to)))
            } else if entries.count > 1 {
                problems.append(
                    RowProblem(
                        row: entry.row, column: "from",
                        text: Texts(
                            en:
                                "This row says always or never, but other rows give times for the same delegation and level.",
                            vi:
                                "Hàng này ghi luôn rảnh hoặc không rảnh, nhưng hàng khác lại ghi giờ cho cùng đoàn và cấp đó."
                        )))
            }
        }
        intervals.sort { ($0.interval.from, $0.row) < ($1.interval.from, $1.row) }
        for (one, next) in zip(intervals, intervals.dropFirst()) where one.interval.to > next.interval.from {
            problems.append(
                RowProblem(
                    row: next.row, column: "from",
                    text: Texts(
                        en: "This time overlaps with row \(one.row).", vi: "Thời gian này chồng lên hàng \(one.row).")))
        }
        if let over = intervals.dropFirst(ConferenceLimits.intervals).first {
            problems.append(
                RowProblem(
                    row: over.row, column: "delegation",
                    text: Texts(
                        en: "There may be \(ConferenceLimits.intervals) times for one delegation and level at most.",
                        vi: "Mỗi đoàn ở một cấp có nhiều nhất \(ConferenceLimits.intervals) khoảng thời gian.")))
        }
        return entries.contains { $0.said == .always } ? nil : intervals.map(\.interval)
    }
}

extension RowReader {
    fileprivate mutating func place(
        in state: ConferenceState, by author: Author, at time: Timestamp, words: (ConferenceRefusal) -> Texts
    ) -> HoursSheet.Place? {
        let code = code("delegation")
        let level = choice("level", among: Level.allCases)
        guard let code, let level else { return nil }
        let command = ConferenceCommand.setFreeHours(delegation: code, level: level, hours: nil)
        if let refusal = state.refusal(of: command, by: author, at: time) {
            complain("delegation", refusal.reason == .notAllowed ? notYours(code) : words(refusal))
            return nil
        }
        return HoursSheet.Place(delegation: code, level: level)
    }

    fileprivate mutating func hours(of delegation: Delegation?, _ clocks: some Zones) -> HoursSheet.Said? {
        if cell("to").isEmpty {
            if cell("from").isEmpty { return .always }
            if cell("from").lowercased() == HoursSheet.never { return .never }
        }
        let rules = delegation?.seat.timeZone.flatMap(clocks.rules)
        func read(_ column: String) -> Result<Timestamp, SheetTime.Problem> {
            SheetTime.moment(cell(column), by: rules, zone: delegation?.seat.timeZone ?? "")
        }
        let (from, to) = (read("from"), read("to"))
        for (column, result) in [("from", from), ("to", to)] {
            if case .failure(let problem) = result { complain(column, problem.text) }
        }
        guard case .success(let from) = from, case .success(let to) = to else { return nil }
        guard from < to else {
            complain("to", "This ends before it begins.", "Thời gian kết thúc trước khi bắt đầu.")
            return nil
        }
        return .from(from, to: to)
    }
}
