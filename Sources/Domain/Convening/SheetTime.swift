import Summit
import Timetable

/// Times in sheets: `2021-08-02 08:00` by a delegation's clock, `2021-08-02 00:00Z` by UTC.
enum SheetTime {
    struct Problem: Error {
        var text: Texts

        init(_ en: String, _ vi: String) { text = Texts(en: en, vi: vi) }
    }

    /// - Parameter rules: of the delegation's clock; nil: nobody knows its zone.
    static func moment(_ text: String, by rules: ZoneRules?, zone: String) -> Result<Timestamp, Problem> {
        if text.last == "Z" || text.last == "z" {
            if let moment = Timestamp(text) { return .success(moment) }
            if let time = civilTime(text.dropLast()) { return .success(moment(time, offset: 0)) }
        } else if let time = civilTime(text) {
            guard let rules else {
                return .failure(
                    Problem(
                        "Nobody knows the clock of \(shown(zone)): write the time by UTC, such as 2021-08-02 00:00Z.",
                        "Không rõ múi giờ \(shown(zone)): hãy ghi theo giờ UTC, ví dụ 2021-08-02 00:00Z."))
            }
            return moment(time, by: rules, zone: zone)
        }
        return .failure(
            Problem(
                "\(shown(text)) is no time: write 2021-08-02 08:00 by the delegation's clock, or 2021-08-02 00:00Z by UTC.",
                "\(shown(text)) không phải là thời gian: hãy ghi 2021-08-02 08:00 theo giờ của đoàn, hoặc 2021-08-02 00:00Z theo giờ UTC."
            ))
    }

    private static func moment(_ time: CivilTime, by rules: ZoneRules, zone: String) -> Result<Timestamp, Problem> {
        let moments = rules.moments(of: time)
        switch moments.kind {
        case .once: return .success(moments.chosen)
        case .skipped:
            let meant = words(rules.civilTime(at: moments.chosen))
            return .failure(
                Problem(
                    "\(words(time)) does not exist in \(zone): clocks go forward then. Perhaps \(meant) is meant.",
                    "Không có \(words(time)) ở \(zone) vì lúc đó đồng hồ chỉnh tới. Có thể ý bạn là \(meant)."))
        case .repeated:
            let both = moments.all.map { utc($0) }
            return .failure(
                Problem(
                    "\(words(time)) comes twice in \(zone), since clocks go back: write \(both.joined(separator: " or ")).",
                    "\(words(time)) có hai lần ở \(zone) vì đồng hồ chỉnh lùi: hãy ghi \(both.joined(separator: " hoặc "))."
                ))
        }
    }

    /// As ``moment(_:by:zone:)`` reads it.
    static func text(_ moment: Timestamp, by rules: ZoneRules?) -> String {
        guard moment.milliseconds % 1_000 == 0 else { return moment.rawValue }
        guard let rules else { return utc(moment) }
        let time = rules.civilTime(at: moment)
        return rules.moments(of: time).all == [moment] ? words(time) : utc(moment)
    }

    private static func utc(_ moment: Timestamp) -> String {
        words(CivilTime(at: moment, offset: 0)) + "Z"
    }

    private static func moment(_ time: CivilTime, offset: Int) -> Timestamp {
        let seconds = time.date.daysSince1970 * 86_400 + Int64(time.hour * 3_600 + time.minute * 60 + time.second)
        return Timestamp(milliseconds: (seconds - Int64(offset)) * 1_000)
    }

    private static func words(_ time: CivilTime) -> String {
        let seconds = time.second == 0 ? "" : ":" + (time.second < 10 ? "0" : "") + String(time.second)
        return "\(time.date) \(time.clock)\(seconds)"
    }

    /// `2021-08-02 08:00`, with a `T` or with seconds too; 24:00 is the end of the day.
    private static func civilTime(_ text: some StringProtocol) -> CivilTime? {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == " " || $0 == "T" }
        guard parts.count == 2, let date = CivilDate(parts[0]) else { return nil }
        let numbers = parts[1].split(separator: ":", omittingEmptySubsequences: false).map { part in
            (1...2).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
        }
        guard (2...3).contains(numbers.count), let hour = numbers[0], let minute = numbers[1],
            let second = numbers.count == 3 ? numbers[2] : 0
        else { return nil }
        if hour == 24, minute == 0, second == 0, date.year < 9998 {
            return CivilTime(date: CivilDate(daysSince1970: date.daysSince1970 + 1), hour: 0, minute: 0)
        }
        return CivilTime(date: date, hour: hour, minute: minute, second: second)
    }
}
