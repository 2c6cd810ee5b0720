/// An order that somebody decided, in place of the rule's.
public struct OrderOverride: Sendable, Hashable {
    public enum Order: String, Sendable, Hashable, Codable, CaseIterable {
        case precedence, speaking, signing
        /// Clockwise around the table, the head first.
        case seating
    }

    public var format: FormatID
    public var order: Order
    /// Who goes first, and so on. Those who are not named follow in the rule's order.
    public var sequence: [SeatID]
    public var period: Period
    public var grounds: Grounds

    public init(format: FormatID, order: Order, sequence: [SeatID], period: Period, grounds: Grounds) {
        self.format = format
        self.order = order
        self.sequence = sequence
        self.period = period
        self.grounds = grounds
    }

    /// Those at the table, as decided. Nobody is lost, nobody comes in.
    func applied(to table: [SeatID]) -> [SeatID] {
        var rest = Set(table)
        let named = sequence.filter { rest.remove($0) != nil }
        return named + table.filter(rest.contains)
    }
}

extension OrderOverride: Codable {
    private enum CodingKeys: String, CodingKey { case format, order, sequence }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        format = try fields.decode(FormatID.self, forKey: .format)
        order = try fields.decode(Order.self, forKey: .order)
        sequence = try fields.decode([SeatID].self, forKey: .sequence)
        period = try Period(from: decoder)
        grounds = try Grounds(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(format, forKey: .format)
        try fields.encode(order, forKey: .order)
        try fields.encode(sequence, forKey: .sequence)
        try period.encode(to: encoder)
        try grounds.encode(to: encoder)
    }
}
