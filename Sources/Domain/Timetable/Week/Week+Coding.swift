import Summit

// Every member that is not known is refused: a misspelt rule would otherwise be no rule.

private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int?
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Decoder {
    fileprivate func members<Key: CodingKey>(_ type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        for key in try container(keyedBy: AnyKey.self).allKeys where Key(stringValue: key.stringValue) == nil {
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath + [key], debugDescription: "no member with this name is known"))
        }
        return try container(keyedBy: type)
    }
}

extension KeyedDecodingContainer {
    fileprivate func value<Value: Decodable>(_ key: Key, or standard: @autoclosure () -> Value) throws -> Value {
        try decodeIfPresent(Value.self, forKey: key) ?? standard()
    }
}

extension Week {
    enum CodingKeys: String, CodingKey {
        case title, sources, zone, grid, days, delegations, principals, rooms, turnaround, gap, interpreters, meetings,
            order
        case lineTests, weights
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            title: try members.value(.title, or: .empty), sources: try members.value(.sources, or: []),
            zone: try members.decode(String.self, forKey: .zone),
            grid: try members.whole(.grid, or: 30), days: try members.decode([Day].self, forKey: .days),
            delegations: try members.decode([Delegation].self, forKey: .delegations),
            principals: try members.value(.principals, or: []), rooms: try members.value(.rooms, or: []),
            turnaround: try members.whole(.turnaround, or: 0), gap: try members.whole(.gap, or: 0),
            interpreters: try members.decodeIfPresent(Interpreters.self, forKey: .interpreters),
            meetings: try members.decode([Meeting].self, forKey: .meetings),
            order: try members.value(.order, or: []),
            lineTests: try members.decodeIfPresent(LineTests.self, forKey: .lineTests),
            weights: try members.value(.weights, or: Weights()))
    }
}

extension Week.Day {
    enum CodingKeys: String, CodingKey { case date, from, to }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            date: try members.word(.date),
            from: try members.word(.from), to: try members.word(.to)
        )
    }
}

extension Week.Delegation {
    enum CodingKeys: String, CodingKey { case id, name, zone, carried, sites }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            id: try members.word(.id), name: try members.value(.name, or: .empty),
            zone: try members.decode(String.self, forKey: .zone), carried: try members.whole(.carried, or: 0),
            sites: try members.value(.sites, or: []))
    }
}

extension Week.Site {
    enum CodingKeys: String, CodingKey { case id, zone }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            id: try members.word(.id), zone: try members.decode(String.self, forKey: .zone))
    }
}

extension Week.Principal {
    enum CodingKeys: String, CodingKey { case id, delegation, level, name, free }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            id: try members.word(.id),
            delegation: try members.word(.delegation),
            level: try members.word(.level), name: try members.value(.name, or: .empty),
            free: try members.decodeIfPresent([Week.Interval].self, forKey: .free))
    }
}

extension Week.Interval {
    enum CodingKeys: String, CodingKey { case from, to }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            from: try members.word(.from),
            to: try members.word(.to)
        )
    }
}

extension Week.Room {
    enum CodingKeys: String, CodingKey { case id, name }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(id: try members.word(.id), name: try members.value(.name, or: .empty))
    }
}

extension Week.Interpreters {
    enum CodingKeys: String, CodingKey { case teams, rest }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(teams: try members.words(.teams), rest: try members.whole(.rest, or: 30))
    }
}

extension Week.Meeting {
    enum CodingKeys: String, CodingKey {
        case id, title, length, level, delegations, principals, chairs, attendance, groups, rooms, interpreted, start
        case earliest, latest, preferredDays, preferredHours
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            id: try members.word(.id), title: try members.value(.title, or: .empty),
            length: try members.whole(.length), level: try members.wordIfPresent(.level) ?? .ministers,
            delegations: try members.words(.delegations),
            principals: try members.wordsIfPresent(.principals), chairs: try members.wordsIfPresent(.chairs),
            attendance: try members.wordIfPresent(.attendance) ?? .all, groups: try members.wordsIfPresent(.groups),
            rooms: try members.wordsIfPresent(.rooms), interpreted: try members.value(.interpreted, or: false),
            start: try members.wordIfPresent(.start),
            earliest: try members.wordIfPresent(.earliest),
            latest: try members.wordIfPresent(.latest),
            preferredDays: try members.wordsIfPresent(.preferredDays),
            preferredHours: try members.decodeIfPresent(Week.Hours.self, forKey: .preferredHours))
    }
}

extension Week.Hours {
    enum CodingKeys: String, CodingKey { case from, to }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            from: try members.word(.from), to: try members.word(.to)
        )
    }
}

extension Week.Order {
    enum CodingKeys: String, CodingKey { case before, after, gap, reason }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            before: try members.word(.before),
            after: try members.word(.after), gap: try members.whole(.gap, or: 0),
            reason: try members.value(.reason, or: .empty))
    }
}

extension Week.LineTests {
    enum CodingKeys: String, CodingKey { case daysBefore, length, atOnce, hours, siteHours }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        let standard = Self()
        self.init(
            daysBefore: try members.whole(.daysBefore, or: standard.daysBefore),
            length: try members.whole(.length, or: standard.length),
            atOnce: try members.whole(.atOnce, or: standard.atOnce),
            hours: try members.value(.hours, or: standard.hours),
            siteHours: try members.value(.siteHours, or: standard.siteHours))
    }
}

extension Week.Weights {
    enum CodingKeys: String, CodingKey {
        case burden, fairness, day, idle, preferredDay, preferredHours, deputy
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init()
        burden = try members.whole(.burden, or: burden)
        fairness = try members.whole(.fairness, or: fairness)
        day = try members.whole(.day, or: day)
        idle = try members.whole(.idle, or: idle)
        preferredDay = try members.whole(.preferredDay, or: preferredDay)
        preferredHours = try members.whole(.preferredHours, or: preferredHours)
        deputy = try members.whole(.deputy, or: deputy)
    }
}
