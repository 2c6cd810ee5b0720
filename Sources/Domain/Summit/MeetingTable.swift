/// Who sits at the table of a format on a day, in which orders, and who presides.
public struct MeetingTable: Sendable, Hashable {
    public enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
        case member, partner, secretaryGeneral, guest, observer
    }

    public enum Duty: String, Sendable, Hashable, Codable, CaseIterable {
        case chair, coChair
    }

    /// One delegation's place.
    public struct Place: Sendable, Hashable {
        public var seat: Seat
        public var standing: Standing
        /// At which it is represented; nil: as is usual at this level.
        public var rank: Rank?
        public var duty: Duty?
        public var plate: NamePlate
    }

    public var format: FormatID
    public var name: Texts
    public var day: CivilDate
    public var level: Level
    /// In order of precedence; guests and observers, who are not at the table, at the end.
    public var places: [Place]
    /// Nil when it is not known.
    public var chair: SeatID?
    public var coChairs: [SeatID]
    public var speaking: [SeatID]
    /// Members and partners.
    public var signing: [SeatID]
    /// Around the table, clockwise seen from above; the first sits at its head.
    public var seating: [SeatID]
    /// The orders that were decided otherwise, with the reasons.
    public var overrides: [OrderOverride]

    /// At the table, in order of precedence.
    public var precedence: [SeatID] { places.filter { $0.seat.place == .table }.map(\.seat.id) }
}

/// What stands on a delegation's plate, in every language.
public struct NamePlate: Sendable, Hashable, Codable {
    /// The country, or the office of who sits for an organisation.
    public var name: Texts
    /// Below it: Chair, Co-Chair, or the function of the head of delegation; empty when unknown.
    public var function: Texts

    public init(name: Texts, function: Texts) {
        self.name = name
        self.function = function
    }
}
