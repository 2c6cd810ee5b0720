public import Summit

/// A seat and the clock that hangs where it is held.
public struct SeatClock: Sendable, Hashable {
    public let seat: SeatID
    /// A name of the IANA time zone database.
    public let zone: String

    public init(seat: SeatID, zone: String) {
        self.seat = seat
        self.zone = zone
    }
}

/// A time for a meeting, and what it is to everyone.
public struct Slot: Sendable, Hashable {
    /// What the meeting's hours are to one seat.
    public struct Hours: Sendable, Hashable {
        public let clock: SeatClock
        /// Seconds that the seat's clock is ahead of UTC as the meeting starts.
        public let offset: Int
        public let start: CivilTime
        public let end: CivilTime
        /// Minutes outside the convenient hours (``Burden``).
        public let burden: Int
        /// Minutes that the seat has borne before.
        public let carried: Int
    }

    public let start: Timestamp
    public let end: Timestamp
    /// In the order in which the seats were given.
    public let seats: [Hours]

    /// Of all seats together.
    public var total: Int { seats.reduce(0) { $0 + $1.burden } }
    /// Of the seat that bears most.
    public var greatest: Int { seats.map(\.burden).max() ?? 0 }
}
