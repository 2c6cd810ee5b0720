import Summit

extension Week {
    /// What one week may hold; what is beyond is refused before anything is computed.
    public enum Limits {
        public static let days = 14
        /// Before, some clocks were off by odd seconds; after, a day is not all within what a ``Timestamp`` can say.
        public static let years = 1973...9998
        public static let daysApart = 31
        public static let delegations = 80
        public static let sites = 200
        public static let principals = 400
        public static let intervals = 64
        public static let rooms = 40
        public static let teams = 40
        public static let meetings = 100
        public static let orders = 400
        public static let groups = 16
        public static let carried = 100_000
        public static let weight = 1_000_000
        public static let daysOfTests = 30
        /// All times are multiples of it.
        public static let step = 5
    }

    /// Whether everything that is named exists, every number is in its range and the order can be kept.
    public func validate(by clocks: some Clocks) throws(WeekFault) {
        try validateFrame(by: clocks)
        try validateDelegations(by: clocks)
        try validatePrincipals(by: clocks)
        try validateResources()
        try validateMeetings(by: clocks)
        try validateOrder()
    }

    private func validateFrame(by clocks: some Clocks) throws(WeekFault) {
        try Self.check(zone, "zone", by: clocks)
        guard grid == 15 || grid == 30 else {
            throw WeekFault(
                "grid", en: "the grid is 15 or 30 minutes, not \(grid)",
                vi: "bước lưới là 15 hoặc 30 phút, không phải \(grid)")
        }
        try Self.check(count: days.count, "days", 1...Limits.days)
        for (index, day) in days.enumerated() {
            let place = "days[\(index)]"
            if index > 0, day.date <= days[index - 1].date {
                throw WeekFault(
                    "\(place).date", en: "days stand in order, each once",
                    vi: "các ngày phải xếp theo thứ tự, mỗi ngày một lần")
            }
            try Self.check(number: Int(day.date.date.year), "\(place).date", Limits.years)
            try Self.check(day.from, day.to, place)
        }
        let span = days[days.count - 1].date.date.daysSince1970 - days[0].date.date.daysSince1970
        guard span <= Limits.daysApart else {
            throw WeekFault(
                "days", en: "the last day is \(span) days after the first; \(Limits.daysApart) at most",
                vi: "ngày cuối cách ngày đầu \(span) ngày; tối đa \(Limits.daysApart)")
        }
        try Self.check(minutes: gap, "gap", 0...720)
        try Self.check(minutes: turnaround, "turnaround", 0...720)
        let points = [
            ("burden", weights.burden), ("fairness", weights.fairness), ("day", weights.day), ("idle", weights.idle),
            ("preferredDay", weights.preferredDay), ("preferredHours", weights.preferredHours),
            ("deputy", weights.deputy),
        ]
        for (name, value) in points where !(0...Limits.weight).contains(value) {
            throw .range("weights.\(name)", value, 0...Limits.weight)
        }
        if let lineTests {
            try Self.check(number: lineTests.daysBefore, "lineTests.daysBefore", 1...Limits.daysOfTests)
            try Self.check(minutes: lineTests.length, "lineTests.length", 5...240)
            try Self.check(number: lineTests.atOnce, "lineTests.atOnce", 1...Limits.sites)
            try Self.check(lineTests.hours.from, lineTests.hours.to, "lineTests.hours")
            try Self.check(lineTests.siteHours.from, lineTests.siteHours.to, "lineTests.siteHours")
        }
    }

    private func validateDelegations(by clocks: some Clocks) throws(WeekFault) {
        try Self.check(count: delegations.count, "delegations", 1...Limits.delegations)
        var seen: Set<SeatID> = []
        var sites: Set<String> = []
        for (index, delegation) in delegations.enumerated() {
            let place = "delegations[\(index)]"
            guard seen.insert(delegation.id).inserted else { throw .twice("\(place).id", delegation.id) }
            try Self.check(delegation.zone, "\(place).zone", by: clocks)
            try Self.check(number: delegation.carried, "\(place).carried", 0...Limits.carried)
            if delegation.sites.isEmpty, !sites.insert(delegation.id.rawValue).inserted {
                throw .twice("\(place).id", delegation.id)
            }
            for (number, site) in delegation.sites.enumerated() {
                let place = "\(place).sites[\(number)]"
                guard sites.insert(site.id.rawValue).inserted else { throw .twice("\(place).id", site.id) }
                try Self.check(site.zone, "\(place).zone", by: clocks)
            }
        }
        try Self.check(count: sites.count, "delegations", 1...Limits.sites)
    }

    private func validatePrincipals(by clocks: some Clocks) throws(WeekFault) {
        try Self.check(count: principals.count, "principals", 0...Limits.principals)
        let zones = Dictionary(uniqueKeysWithValues: delegations.map { ($0.id, $0.zone) })
        var standing: [WeekName: (SeatID, Level)] = [:]
        for delegation in delegations {
            for level in Level.allCases { standing[.standing(delegation.id, level)] = (delegation.id, level) }
        }
        var seen: Set<WeekName> = []
        for (index, principal) in principals.enumerated() {
            let place = "principals[\(index)]"
            guard seen.insert(principal.id).inserted else { throw .twice("\(place).id", principal.id) }
            guard let zone = zones[principal.delegation] else {
                throw .unknown("\(place).delegation", "delegation", "đoàn", principal.delegation)
            }
            if let (delegation, level) = standing[principal.id],
                principal.delegation != delegation || principal.level != level
            {
                throw WeekFault(
                    "\(place).id", en: "this id means the principal of \(delegation) for \(level.rawValue)",
                    vi: "mã này chỉ người đại diện của \(delegation) ở cấp \(level.rawValue)")
            }
            let intervals = principal.free ?? []
            try Self.check(count: intervals.count, "\(place).free", 0...Limits.intervals)
            for (number, interval) in intervals.enumerated() {
                let from = clocks.minute(of: interval.from, in: zone) ?? 0
                let to = clocks.minute(of: interval.to, in: zone) ?? 0
                guard from < to else {
                    throw WeekFault(
                        "\(place).free[\(number)]",
                        en: "it ends before it begins: \(interval.from.rawValue) to \(interval.to.rawValue)",
                        vi: "kết thúc trước khi bắt đầu: \(interval.from.rawValue) đến \(interval.to.rawValue)")
                }
            }
        }
    }

    private func validateResources() throws(WeekFault) {
        try Self.check(count: rooms.count, "rooms", 0...Limits.rooms)
        var seen: Set<WeekName> = []
        for (index, room) in rooms.enumerated() {
            guard seen.insert(room.id).inserted else { throw .twice("rooms[\(index)].id", room.id) }
        }
        guard let interpreters else { return }
        try Self.check(count: interpreters.teams.count, "interpreters.teams", 0...Limits.teams)
        try Self.check(minutes: interpreters.rest, "interpreters.rest", 0...720)
        seen = []
        for (index, team) in interpreters.teams.enumerated() {
            guard seen.insert(team).inserted else { throw .twice("interpreters.teams[\(index)]", team) }
        }
    }

    private func validateMeetings(by clocks: some Clocks) throws(WeekFault) {
        try Self.check(count: meetings.count, "meetings", 1...Limits.meetings)
        var seen: Set<MeetingID> = []
        for (index, meeting) in meetings.enumerated() {
            let place = "meetings[\(index)]"
            guard seen.insert(meeting.id).inserted else { throw .twice("\(place).id", meeting.id) }
            if meeting.length > 1_440 {
                throw WeekFault(
                    "\(place).length", en: "\(meeting.length) minutes are longer than a day; divide the meeting",
                    vi: "\(meeting.length) phút dài hơn một ngày; hãy chia cuộc họp")
            }
            if meeting.length <= 0 {
                throw WeekFault(
                    "\(place).length", en: "a meeting takes at least 5 minutes, not \(meeting.length)",
                    vi: "cuộc họp kéo dài ít nhất 5 phút, không phải \(meeting.length)")
            }
            try Self.check(minutes: meeting.length, "\(place).length", 5...1_440)
            if meeting.interpreted, interpreters?.teams.isEmpty ?? true {
                throw WeekFault(
                    "\(place).interpreted", en: "the week has no interpreters; add a team to interpreters.teams",
                    vi: "tuần họp chưa có phiên dịch; hãy thêm một nhóm vào interpreters.teams")
            }
            try validatePeople(of: meeting, place)
            try validateTimes(of: meeting, place, by: clocks)
        }
    }

    private func validatePeople(of meeting: Meeting, _ place: String) throws(WeekFault) {
        try Self.check(count: meeting.delegations.count, "\(place).delegations", 1...Limits.delegations)
        try Self.check(count: meeting.principals.count, "\(place).principals", 0...Limits.principals)
        try Self.check(count: meeting.chairs.count, "\(place).chairs", 0...Limits.delegations)
        try Self.check(count: meeting.rooms.count, "\(place).rooms", 0...Limits.rooms)
        try Self.check(count: meeting.groups.count, "\(place).groups", 0...Limits.groups)
        var seen: Set<SeatID> = []
        for (number, delegation) in meeting.delegations.enumerated() {
            let place = "\(place).delegations[\(number)]"
            guard delegations.contains(where: { $0.id == delegation }) else {
                throw .unknown(place, "delegation", "đoàn", delegation)
            }
            guard seen.insert(delegation).inserted else { throw .twice(place, delegation) }
        }
        for (number, chair) in meeting.chairs.enumerated() where !seen.contains(chair) {
            throw WeekFault(
                "\(place).chairs[\(number)]", en: "\(chair) chairs, but is not among the meeting's delegations",
                vi: "\(chair) chủ trì nhưng không có trong các đoàn dự họp")
        }
        var names: Set<WeekName> = []
        var named: Set<SeatID> = []
        for (number, name) in meeting.principals.enumerated() {
            let place = "\(place).principals[\(number)]"
            guard let principal = principals.first(where: { $0.id == name }) else {
                throw .unknown(place, "principal", "người đại diện", name)
            }
            guard seen.contains(principal.delegation) else {
                throw WeekFault(
                    place, en: "\(name) sits for \(principal.delegation), which is not among the meeting's delegations",
                    vi: "\(name) đại diện \(principal.delegation), đoàn không dự cuộc họp này")
            }
            guard names.insert(name).inserted else { throw .twice(place, name) }
            named.insert(principal.delegation)
        }
        for (number, delegation) in meeting.delegations.enumerated() where !named.contains(delegation) {
            let choices = principals.filter { $0.delegation == delegation && $0.level == meeting.level }
            guard choices.count <= 1 else {
                let list = choices.map(\.id.rawValue).joined(separator: ", ")
                throw WeekFault(
                    "\(place).delegations[\(number)]",
                    en: "\(delegation) has several principals of this level (\(list)); name the one in principals",
                    vi: "\(delegation) có nhiều người ở cấp này (\(list)); hãy nêu tên trong principals")
            }
        }
        for (number, room) in meeting.rooms.enumerated() where !rooms.contains(where: { $0.id == room }) {
            throw .unknown("\(place).rooms[\(number)]", "room", "phòng họp", room)
        }
    }

    private func validateTimes(of meeting: Meeting, _ place: String, by clocks: some Clocks) throws(WeekFault) {
        for (name, moment) in [("start", meeting.start), ("earliest", meeting.earliest), ("latest", meeting.latest)] {
            guard let moment else { continue }
            if case .universal(let timestamp) = moment, timestamp.milliseconds % (Int64(Limits.step) * 60_000) != 0 {
                throw WeekFault(
                    "\(place).\(name)", en: "times are multiples of \(Limits.step) minutes",
                    vi: "thời điểm phải là bội của \(Limits.step) phút")
            }
            if case .local(_, let time) = moment, time.minutes % Limits.step != 0 {
                throw WeekFault(
                    "\(place).\(name)", en: "times are multiples of \(Limits.step) minutes",
                    vi: "thời điểm phải là bội của \(Limits.step) phút")
            }
        }
        if let earliest = meeting.earliest.flatMap({ clocks.minute(of: $0, in: zone) }),
            let latest = meeting.latest.flatMap({ clocks.minute(of: $0, in: zone) }), latest - earliest < meeting.length
        {
            throw WeekFault(
                "\(place).latest", en: "between earliest and latest there is no room for \(meeting.length) minutes",
                vi: "giữa earliest và latest không đủ \(meeting.length) phút")
        }
        for (number, day) in meeting.preferredDays.enumerated() where !days.contains(where: { $0.date == day }) {
            throw .unknown("\(place).preferredDays[\(number)]", "day", "ngày", day.rawValue)
        }
        if let hours = meeting.preferredHours { try Self.check(hours.from, hours.to, "\(place).preferredHours") }
    }

    private func validateOrder() throws(WeekFault) {
        try Self.check(count: order.count, "order", 0...Limits.orders)
        var after: [[Int]] = Array(repeating: [], count: meetings.count)
        for (index, rule) in order.enumerated() {
            let place = "order[\(index)]"
            try Self.check(minutes: rule.gap, "\(place).gap", 0...40_320)
            for (member, name) in [("before", rule.before), ("after", rule.after)] where called(name).isEmpty {
                throw .unknown("\(place).\(member)", "meeting, group or level", "cuộc họp, nhóm hay cấp", name)
            }
            let later = called(rule.after)
            for earlier in called(rule.before) { after[earlier] += later }
        }
        guard let cycle = Self.cycle(in: after.map { Array(Set($0)).sorted() }) else { return }
        let names = (cycle + [cycle[0]]).map { meetings[$0].id.rawValue }.joined(separator: " < ")
        throw WeekFault(
            "order", en: "no order can be kept: each of these comes before the next: \(names)",
            vi: "không thể giữ thứ tự: mỗi cuộc họp sau đây phải trước cuộc kế tiếp: \(names)")
    }

    /// The meetings that an order rule calls so: by id, by group or by level.
    private func called(_ name: WeekName) -> [Int] {
        meetings.indices.filter {
            meetings[$0].id.rawValue == name.rawValue || meetings[$0].groups.contains(name)
                || meetings[$0].level.rawValue == name.rawValue
        }
    }

    /// Some cycle of a graph, found without recursion.
    private static func cycle(in after: [[Int]]) -> [Int]? {
        enum Mark { case new, open, done }
        var marks = Array(repeating: Mark.new, count: after.count)
        for root in after.indices where marks[root] == .new {
            var path = [root]
            var next = [0]
            marks[root] = .open
            while let node = path.last, let position = next.last {
                guard position < after[node].count else {
                    marks[node] = .done
                    path.removeLast()
                    next.removeLast()
                    continue
                }
                next[next.count - 1] += 1
                let target = after[node][position]
                switch marks[target] {
                case .open: return Array(path[(path.firstIndex(of: target) ?? 0)...])
                case .new:
                    marks[target] = .open
                    path.append(target)
                    next.append(0)
                case .done: break
                }
            }
        }
        return nil
    }

    private static func check(_ zone: String, _ place: String, by clocks: some Clocks) throws(WeekFault) {
        guard clocks.offset(of: zone, at: Timestamp(milliseconds: 0)) != nil else { throw .unknownZone(place, zone) }
    }

    private static func check(count: Int, _ place: String, _ range: ClosedRange<Int>) throws(WeekFault) {
        guard !range.contains(count) else { return }
        throw WeekFault(
            place, en: "there are \(count); a week has \(range.lowerBound) to \(range.upperBound)",
            vi: "có \(count) mục; một tuần họp có từ \(range.lowerBound) đến \(range.upperBound)")
    }

    private static func check(number: Int, _ place: String, _ range: ClosedRange<Int>) throws(WeekFault) {
        guard range.contains(number) else { throw .range(place, number, range) }
    }

    private static func check(minutes: Int, _ place: String, _ range: ClosedRange<Int>) throws(WeekFault) {
        try check(number: minutes, place, range)
        guard minutes % Limits.step == 0 else {
            throw WeekFault(
                place, en: "\(minutes) is no multiple of \(Limits.step) minutes",
                vi: "\(minutes) không phải là bội của \(Limits.step) phút")
        }
    }

    private static func check(_ from: TimeOfDay, _ to: TimeOfDay, _ place: String) throws(WeekFault) {
        guard from < to else {
            throw WeekFault(
                place, en: "the hours end before they begin: \(from.rawValue) to \(to.rawValue)",
                vi: "giờ kết thúc trước giờ bắt đầu: \(from.rawValue) đến \(to.rawValue)")
        }
        guard from.minutes % Limits.step == 0, to.minutes % Limits.step == 0 else {
            throw WeekFault(
                place, en: "times are multiples of \(Limits.step) minutes",
                vi: "thời điểm phải là bội của \(Limits.step) phút")
        }
    }
}

extension WeekName {
    /// Who sits for a delegation at a level when no principal is listed.
    static func standing(_ delegation: SeatID, _ level: Week.Level) -> WeekName {
        WeekName(wellFormed: "\(delegation)-\(level.rawValue)")
    }
}
