/// A member's term as country coordinator of the relations with one partner.
public struct Coordination: Sendable, Hashable {
    public var partner: SeatID
    public var term: Term

    public init(partner: SeatID, term: Term) {
        self.partner = partner
        self.term = term
    }
}

extension Coordination: Codable {
    private enum CodingKeys: String, CodingKey { case partner }

    public init(from decoder: any Decoder) throws {
        partner = try decoder.container(keyedBy: CodingKeys.self).decode(SeatID.self, forKey: .partner)
        term = try Term(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(partner, forKey: .partner)
        try term.encode(to: encoder)
    }
}
