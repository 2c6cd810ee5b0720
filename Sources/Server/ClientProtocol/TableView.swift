public import Summit

/// A format's table of a day, as docs/facts.md describes it.
public struct TableView: Sendable {
    private let table: MeetingTable
    private let facts: Facts

    /// - Parameter facts: those that the table was set by; they say in words what its overrides rest on.
    public init(of table: MeetingTable, by facts: Facts) {
        self.table = table
        self.facts = facts
    }
}

extension TableView: Encodable {
    private enum Key: String, CodingKey {
        case format, name, on, level, chair, coChairs, seats, orders, seating, arrangement, positions, overrides
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(table.format, forKey: .format)
        try fields.encode(table.name, forKey: .name)
        try fields.encode(table.day, forKey: .on)
        try fields.encode(table.level, forKey: .level)
        try fields.encode(table.chair, forKey: .chair)
        try fields.encode(table.coChairs, forKey: .coChairs)
        try fields.encode(table.places.map(PlaceView.init), forKey: .seats)
        var orders = fields.nestedContainer(keyedBy: OrderKey.self, forKey: .orders)
        try orders.encode(table.precedence, forKey: .precedence)
        try orders.encode(table.speaking, forKey: .speaking)
        try orders.encode(table.signing, forKey: .signing)
        var seating = fields.nestedContainer(keyedBy: Key.self, forKey: .seating)
        try seating.encode(facts.format(table.format)?.seating.arrangement, forKey: .arrangement)
        try seating.encode(table.seating, forKey: .positions)
        try fields.encode(
            table.overrides.map { OverrideView(override: $0, source: facts.source(of: $0.grounds)) },
            forKey: .overrides)
    }

    private enum OrderKey: String, CodingKey { case precedence, speaking, signing }
}

/// A seat, with what it is at this table.
private struct PlaceView: Encodable {
    let place: MeetingTable.Place

    private enum Key: String, CodingKey { case standing, rank, duty, plate }

    func encode(to encoder: any Encoder) throws {
        try place.seat.encode(to: encoder)
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(place.standing, forKey: .standing)
        try fields.encode(place.rank, forKey: .rank)
        try fields.encode(place.duty, forKey: .duty)
        try fields.encode(place.plate, forKey: .plate)
    }
}

/// An order that was decided, by whom and why.
private struct OverrideView: Encodable {
    let override: OrderOverride
    let source: String?

    private enum Key: String, CodingKey { case order, author, reason, source }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(override.order, forKey: .order)
        try fields.encode(override.grounds.author, forKey: .author)
        try fields.encode(override.grounds.reason, forKey: .reason)
        try fields.encode(source, forKey: .source)
    }
}
