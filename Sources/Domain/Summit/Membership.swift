/// A party's right to a table, for a time.
public struct Membership: Sendable, Hashable {
    public enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
        case member
        /// Sits after the members.
        case partner
    }

    public var party: SeatID
    public var standing: Standing
    public var period: Period
    public var grounds: Grounds

    public init(party: SeatID, standing: Standing, period: Period, grounds: Grounds = Grounds()) {
        self.party = party
        self.standing = standing
        self.period = period
        self.grounds = grounds
    }
}

extension Membership: Codable {
    private enum CodingKeys: String, CodingKey { case party, standing }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        party = try fields.decode(SeatID.self, forKey: .party)
        standing = try fields.decode(Standing.self, forKey: .standing)
        period = try Period(from: decoder)
        grounds = try Grounds(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(party, forKey: .party)
        try fields.encode(standing, forKey: .standing)
        try period.encode(to: encoder)
        try grounds.encode(to: encoder)
    }
}
