public import Summit

/// A rule of a week that can be set aside, to find out which of them collide.
public enum WeekRule: Sendable, Hashable {
    /// The meeting is held.
    case held(MeetingID)
    case fixed(MeetingID)
    /// Its earliest and latest time.
    case window(MeetingID)
    /// It sits in one of its own rooms; without this in any.
    case roomsAllowed(MeetingID)
    /// The person is in one meeting at a time, with the gap between two.
    case onePlace(WeekName)
    case free(WeekName)
    /// The order rule at this place of the list.
    case order(Int)
    /// There are only so many rooms.
    case rooms
    /// There are only so many teams of interpreters.
    case interpreters
    /// A published meeting stays where it is.
    case stays(MeetingID)
    /// The site is tested on that day.
    case test(WeekName, WeekDate)
    /// The technicians run only so many tests at one time.
    case testsAtOnce

    /// `free:VN-FM`, `order:3`: the same in every run.
    public var id: String {
        switch self {
        case .held(let meeting): "held:\(meeting)"
        case .fixed(let meeting): "fixed:\(meeting)"
        case .window(let meeting): "window:\(meeting)"
        case .roomsAllowed(let meeting): "rooms-allowed:\(meeting)"
        case .onePlace(let person): "one-place:\(person)"
        case .free(let person): "free:\(person)"
        case .order(let index): "order:\(index)"
        case .rooms: "rooms"
        case .interpreters: "interpreters"
        case .stays(let meeting): "stays:\(meeting)"
        case .test(let site, let day): "test:\(site):\(day.rawValue)"
        case .testsAtOnce: "tests-at-once"
        }
    }
}

extension Week {
    /// Every rule that stands in the week and could be set aside. Those come first that explain least, as they are
    /// the first to be left out where one of several would do: halls before persons, persons before meetings. Line
    /// tests are apart (`WeekLineTests`).
    public var rules: [WeekRule] {
        var rules: [WeekRule] = []
        if meetings.contains(where: \.interpreted) { rules.append(.interpreters) }
        if !rooms.isEmpty { rules.append(.rooms) }
        rules += meetings.filter { !$0.rooms.isEmpty }.map { .roomsAllowed($0.id) }
        let listed = Dictionary(principals.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for person in seats.names {
            rules.append(.onePlace(person))
            if listed[person]?.free != nil { rules.append(.free(person)) }
        }
        rules += order.indices.map { .order($0) }
        rules += meetings.filter { $0.earliest != nil || $0.latest != nil }.map { .window($0.id) }
        rules += meetings.filter { $0.start != nil }.map { .fixed($0.id) }
        rules += meetings.map { .held($0.id) }
        return rules
    }

    /// The rule in words: what is asked, of whom.
    public func words(for rule: WeekRule, by clocks: some Clocks) -> Texts {
        let words = WeekWords(zone: zone, clocks: clocks)
        func meeting(_ id: MeetingID) -> Meeting? { meetings.first { $0.id == id } }
        func moment(_ moment: WeekMoment?) -> Texts? {
            moment.flatMap { clocks.minute(of: $0, in: zone) }.map(words.moment)
        }
        switch rule {
        case .held(let id):
            let length = meeting(id)?.length ?? 0
            return Texts(en: "\(id) is held, for \(length) min.", vi: "\(id) được tổ chức, dài \(length) phút.")
        case .fixed(let id):
            let start = moment(meeting(id)?.start) ?? .empty
            return Texts(
                en: "\(id) is fixed to begin \(start["en"]).", vi: "\(id) đã ấn định bắt đầu lúc \(start["vi"]).")
        case .window(let id):
            let earliest = moment(meeting(id)?.earliest)
            let latest = moment(meeting(id)?.latest)
            let parts = [
                earliest.map { Texts(en: "does not begin before \($0["en"])", vi: "không bắt đầu trước \($0["vi"])") },
                latest.map { Texts(en: "ends by \($0["en"])", vi: "kết thúc trước \($0["vi"])") },
            ].compactMap { $0 }
            let list = Texts.list(parts)
            return Texts(en: "\(id) \(list["en"]).", vi: "\(id) \(list["vi"]).")
        case .roomsAllowed(let id):
            let list = shortList(meeting(id)?.rooms ?? [])
            return Texts(
                en: "\(id) sits in one of these rooms: \(list).", vi: "\(id) họp ở một trong các phòng: \(list).")
        case .onePlace(let person):
            return Texts(
                en: "\(person) sits in one meeting at a time, with \(gap) min between two.",
                vi: "\(person) mỗi lúc chỉ dự một cuộc họp, cách nhau \(gap) phút.")
        case .free(let person):
            let principal = principals.first { $0.id == person }
            let zone = delegations.first { $0.id == principal?.delegation }?.zone ?? self.zone
            let spans = (principal?.free ?? []).map { interval in
                words.span(
                    clocks.minute(of: interval.from, in: zone) ?? 0, clocks.minute(of: interval.to, in: zone) ?? 0)
            }
            let list = Texts.list(Array(spans.prefix(6)))
            guard !spans.isEmpty else {
                return Texts(en: "\(person) is never free.", vi: "\(person) không có giờ rảnh nào.")
            }
            return Texts(en: "\(person) is free only \(list["en"]).", vi: "\(person) chỉ rảnh \(list["vi"]).")
        case .order(let index):
            guard order.indices.contains(index) else { return .empty }
            let rule = order[index]
            let gap = rule.gap == 0 ? ("", "") : (", at least \(rule.gap) min", ", cách ít nhất \(rule.gap) phút")
            let reason = rule.reason.isEmpty ? ("", "") : (" (\(rule.reason["en"]))", " (\(rule.reason["vi"]))")
            return Texts(
                en: "\(rule.before) ends before \(rule.after) begins\(gap.0)\(reason.0).",
                vi: "\(rule.before) kết thúc trước khi \(rule.after) bắt đầu\(gap.1)\(reason.1).")
        case .rooms:
            return Texts(
                en: "There are \(rooms.count) rooms, each for one meeting at a time.",
                vi: "Có \(rooms.count) phòng, mỗi phòng một cuộc họp một lúc.")
        case .interpreters:
            let teams = interpreters?.teams.count ?? 0
            let rest = interpreters?.rest ?? 0
            return Texts(
                en: "There are \(teams) teams of interpreters, who rest \(rest) min between two meetings.",
                vi: "Có \(teams) nhóm phiên dịch, nghỉ \(rest) phút giữa hai cuộc họp.")
        case .stays(let id):
            return Texts(en: "\(id) stays where it was published.", vi: "\(id) giữ nguyên như đã công bố.")
        case .test(let site, let day):
            return Texts(
                en: "\(site) is tested on \(day.rawValue), within its hours.",
                vi: "\(site) được thử đường truyền ngày \(day.rawValue), trong giờ của mình.")
        case .testsAtOnce:
            let number = lineTests?.atOnce ?? 0
            return Texts(
                en: "The technicians run \(number) line tests at a time, in their hours.",
                vi: "Kỹ thuật chạy \(number) buổi thử cùng lúc, trong giờ làm việc.")
        }
    }
}
