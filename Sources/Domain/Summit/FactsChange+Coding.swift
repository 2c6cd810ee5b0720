extension FactsChange: Codable {
    /// The `type` in JSON.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case partyChanged, membershipAdded, membershipEnded, chairChanged, coordinatorNamed, orderOverridden
    }

    public var kind: Kind {
        switch self {
        case .partyChanged: .partyChanged
        case .membershipAdded: .membershipAdded
        case .membershipEnded: .membershipEnded
        case .chairChanged: .chairChanged
        case .coordinatorNamed: .coordinatorNamed
        case .orderOverridden: .orderOverridden
        }
    }

    private enum Key: String, CodingKey { case type, format, group }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        switch try fields.decode(Kind.self, forKey: .type) {
        case .partyChanged: self = .partyChanged(try PartyChange(from: decoder))
        case .membershipAdded:
            self = .membershipAdded(
                to: try fields.decode(FormatID.self, forKey: .format), try Membership(from: decoder))
        case .membershipEnded: self = .membershipEnded(try MembershipEnd(from: decoder))
        case .chairChanged:
            self = .chairChanged(
                group: try fields.decode(FormatID.self, forKey: .group), try Chairmanship.Exception(from: decoder))
        case .coordinatorNamed: self = .coordinatorNamed(try Coordination(from: decoder))
        case .orderOverridden: self = .orderOverridden(try OrderOverride(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(kind, forKey: .type)
        switch self {
        case .partyChanged(let change): try change.encode(to: encoder)
        case .membershipAdded(let format, let membership):
            try fields.encode(format, forKey: .format)
            try membership.encode(to: encoder)
        case .membershipEnded(let end): try end.encode(to: encoder)
        case .chairChanged(let group, let exception):
            try fields.encode(group, forKey: .group)
            try exception.encode(to: encoder)
        case .coordinatorNamed(let coordination): try coordination.encode(to: encoder)
        case .orderOverridden(let override): try override.encode(to: encoder)
        }
    }
}

extension PartyChange: Codable {
    private enum CodingKeys: String, CodingKey { case party, name, capital, timeZone }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        party = try fields.decode(SeatID.self, forKey: .party)
        name = try fields.decodeIfPresent(Texts.self, forKey: .name)
        capital = try fields.decodeIfPresent(Texts.self, forKey: .capital)
        timeZone = try fields.decodeIfPresent(String.self, forKey: .timeZone)
        grounds = try Grounds(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(party, forKey: .party)
        try fields.encodeIfPresent(name, forKey: .name)
        try fields.encodeIfPresent(capital, forKey: .capital)
        try fields.encodeIfPresent(timeZone, forKey: .timeZone)
        try grounds.encode(to: encoder)
    }
}

extension MembershipEnd: Codable {
    private enum CodingKeys: String, CodingKey { case format, party, until }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        format = try fields.decode(FormatID.self, forKey: .format)
        party = try fields.decode(SeatID.self, forKey: .party)
        until = try fields.decode(CivilDate.self, forKey: .until)
        grounds = try Grounds(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(format, forKey: .format)
        try fields.encode(party, forKey: .party)
        try fields.encode(until, forKey: .until)
        try grounds.encode(to: encoder)
    }
}
