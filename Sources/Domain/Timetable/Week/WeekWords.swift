public import Summit

/// Days and hours in words, by the host's clock.
struct WeekWords: Sendable {
    let zone: String
    let clocks: any Clocks

    private static let days = Texts.pairs([
        ("Thu", "thứ Năm"), ("Fri", "thứ Sáu"), ("Sat", "thứ Bảy"), ("Sun", "Chủ nhật"), ("Mon", "thứ Hai"),
        ("Tue", "thứ Ba"), ("Wed", "thứ Tư"),
    ])
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Minutes since 1970 as the host's clock shows them.
    func local(_ minute: Int) -> Int {
        let seconds = clocks.offset(of: zone, at: Timestamp(minute: minute)) ?? 0
        return minute + Int((Double(seconds) / 60).rounded(.down))
    }

    /// `Mon 2 Aug 09:00`
    func moment(_ minute: Int) -> Texts {
        let time = time(minute)
        let date = date(local(minute))
        return Texts(en: "\(date["en"]) \(time)", vi: "\(time) \(date["vi"])")
    }

    /// `Mon 2 Aug 09:00-11:00`
    func span(_ from: Int, _ to: Int) -> Texts {
        let date = date(local(from))
        let times = "\(time(from))-\(time(to))"
        return Texts(en: "\(date["en"]) \(times)", vi: "\(times) \(date["vi"])")
    }

    func time(_ minute: Int) -> String {
        let local = local(minute)
        return TimeOfDay(minutes: ((local % 1_440) + 1_440) % 1_440).rawValue
    }

    private func date(_ local: Int) -> Texts {
        let day = (local >= 0 ? local : local - 1_439) / 1_440
        let date = CivilDate(daysSince1970: Int64(day))
        let name = Self.days[((day % 7) + 7) % 7]
        let month = Self.months[Int(max(1, min(12, date.month))) - 1]
        return Texts(
            en: "\(name["en"]) \(date.day) \(month)", vi: "\(name["vi"]) \(date.day)/\(date.month)")
    }
}

extension Texts {
    fileprivate static func pairs(_ words: [(String, String)]) -> [Texts] { words.map { Texts(en: $0.0, vi: $0.1) } }

    /// The texts one after another, as a list.
    static func list(_ parts: [Texts]) -> Texts {
        Texts(
            en: parts.map { $0["en"] }.joined(separator: ", "), vi: parts.map { $0["vi"] }.joined(separator: ", "))
    }
}

/// Of long lists the first names, and how many more there are.
func shortList(_ names: [some CustomStringConvertible]) -> String {
    let shown = names.prefix(12).map(\.description).joined(separator: ", ")
    return names.count > 12 ? "\(shown) +\(names.count - 12)" : shown
}

extension Week {
    /// When something is, by the host's clock: `Mon 2 Aug 09:00-11:00`.
    public func words(from start: Timestamp, length: Int, by clocks: some Clocks) -> Texts {
        WeekWords(zone: zone, clocks: clocks).span(start.minute, start.minute + length)
    }
}
