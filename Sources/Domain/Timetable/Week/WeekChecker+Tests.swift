import Summit

extension WeekChecker {
    /// What is wrong with the line tests.
    func testViolations(of tests: [WeekTimetable.Test]) -> [WeekViolation] {
        guard let rules = week.lineTests else {
            return tests.map {
                WeekViolation(
                    .unknown, place: $0.site, en: "The week has no line tests, but \($0.site) has one.",
                    vi: "Tuần này không có thử đường truyền, nhưng \($0.site) lại có.")
            }
        }
        var found: [WeekViolation] = []
        var seen: [WeekName: Set<Int>] = [:]
        let sites = week.delegations.flatMap { delegation in
            delegation.sites.isEmpty
                ? [(WeekName(wellFormed: delegation.id.rawValue), delegation.zone)]
                : delegation.sites.map { ($0.id, $0.zone) }
        }
        let zones = Dictionary(sites, uniquingKeysWith: { first, _ in first })
        let first = Int(week.days[0].date.date.daysSince1970)
        let wanted = first - rules.daysBefore..<first
        let midnight =
            clocks.minute(
                of: WeekDate(CivilDate(daysSince1970: Int64(wanted.lowerBound))), TimeOfDay(minutes: 0), in: week.zone)
            ?? 0
        for test in tests {
            let (from, to) = (test.start.minute, test.start.minute + rules.length)
            guard let zone = zones[test.site] else {
                found.append(
                    WeekViolation(
                        .unknown, place: test.site, en: "\(test.site) is no site of this week.",
                        vi: "\(test.site) không phải điểm cầu của tuần này."))
                continue
            }
            let there = WeekWords(zone: zone, clocks: clocks)
            let local = there.local(from)
            let day = (local >= 0 ? local : local - 1_439) / 1_440
            let time = local - day * 1_440
            let here = words.local(from)
            let hostTime = ((here % 1_440) + 1_440) % 1_440
            let inHours =
                wanted.contains(day) && (from - midnight) % rules.length == 0 && time >= rules.siteHours.from.minutes
                && time + rules.length <= rules.siteHours.to.minutes
                && (rules.hours.to.minutes - rules.hours.from.minutes == 1_440
                    || hostTime >= rules.hours.from.minutes && hostTime + rules.length <= rules.hours.to.minutes)
            let when = words.span(from, to)
            if !inHours || !test.start.isWholeMinute {
                found.append(
                    WeekViolation(
                        .testHours, place: test.site, at: (from, to),
                        en: "The line test of \(test.site) (\(when["en"])) is outside its days, hours or slots.",
                        vi:
                            "Buổi thử đường truyền của \(test.site) (\(when["vi"])) nằm ngoài ngày, giờ hoặc khung quy định."
                    ))
            }
            if !seen[test.site, default: []].insert(day).inserted {
                found.append(
                    WeekViolation(
                        .testTwice, place: test.site, at: (from, to), en: "\(test.site) is tested twice on one day.",
                        vi: "\(test.site) bị thử hai lần trong một ngày."))
            }
            let running = tests.count { $0.start.minute <= from && from < $0.start.minute + rules.length }
            if running > rules.atOnce {
                found.append(
                    WeekViolation(
                        .testsAtOnce, place: test.site, at: (from, to),
                        en: "\(running) line tests run at \(when["en"]); the technicians run \(rules.atOnce).",
                        vi: "\(running) buổi thử cùng lúc \(when["vi"]); kỹ thuật chỉ làm được \(rules.atOnce)."))
            }
        }
        for (site, _) in sites {
            for day in wanted where !(seen[site]?.contains(day) ?? false) {
                let date = CivilDate(daysSince1970: Int64(day))
                found.append(
                    WeekViolation(
                        .testMissing, place: site, en: "\(site) has no line test on \(date).",
                        vi: "\(site) không có buổi thử đường truyền ngày \(date)."))
            }
        }
        return found
    }
}
