public import Summit

/// A sitting that was fixed by the clock of its host, as protocol does: the moment follows from the rules of that clock.
public struct HostedSitting: Sendable, Hashable {
    /// Whatever names it.
    public let id: String
    /// The host's zone.
    public let zone: String
    public let start: CivilTime
    public let seats: [SeatClock]

    public init(id: String, zone: String, start: CivilTime, seats: [SeatClock]) {
        self.id = id
        self.zone = zone
        self.start = start
        self.seats = seats
    }
}

/// What new rules of the world's clocks change about a sitting.
public struct ClockRevision: Sendable, Hashable {
    /// Whose clock will show another time as the sitting starts.
    public struct Seat: Sendable, Hashable {
        public let clock: SeatClock
        public let before: CivilTime
        public let after: CivilTime
    }

    public let sitting: HostedSitting
    public let before: Timestamp
    public let after: Timestamp
    /// How the host's time reads by the new rules: it may have come to lie where clocks jump.
    public let reading: LocalMoments.Kind
    public let seats: [Seat]
}

/// A zone that one of two releases of the tz database does not have.
public struct MissingZone: Error, Sendable, Hashable, CustomStringConvertible {
    public let sitting: String
    public let zone: String
    public var description: String {
        "The sitting \(sitting) needs the zone \"\(zone)\", which one of the two time zone databases does not have."
    }
}

extension ClockRevision {
    /// The sittings that start at another moment by the new rules, or at another time for some seat, in the order given.
    ///
    /// Both happen apart: when the host's rules change the moment moves, and everybody's time but the host's; when a
    /// guest's rules change the moment stays, and only the guest's time moves.
    public static func revisions(
        of sittings: [HostedSitting], from old: some Zones, to new: some Zones
    ) throws(MissingZone) -> [ClockRevision] {
        var revisions: [ClockRevision] = []
        for sitting in sittings {
            func rules(of zone: String) throws(MissingZone) -> (old: ZoneRules, new: ZoneRules) {
                guard let before = old.rules(of: zone), let after = new.rules(of: zone) else {
                    throw MissingZone(sitting: sitting.id, zone: zone)
                }
                return (before, after)
            }
            let host = try rules(of: sitting.zone)
            let before = host.old.moments(of: sitting.start).chosen
            let moments = host.new.moments(of: sitting.start)
            var seats: [Seat] = []
            for clock in sitting.seats {
                let guest = try rules(of: clock.zone)
                let seat = Seat(
                    clock: clock, before: guest.old.civilTime(at: before),
                    after: guest.new.civilTime(at: moments.chosen))
                if seat.before != seat.after { seats.append(seat) }
            }
            if before != moments.chosen || !seats.isEmpty {
                revisions.append(
                    ClockRevision(
                        sitting: sitting, before: before, after: moments.chosen, reading: moments.kind, seats: seats))
            }
        }
        return revisions
    }
}
