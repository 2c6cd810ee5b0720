public import Summit

/// Looks for the hours that burden those who sit in a meeting least (docs/timetable.md).
public struct SlotSearch: Sendable, Hashable {
    public let seats: [SeatClock]
    /// Minutes.
    public let length: Int
    /// The meeting starts within.
    public let starts: Range<Timestamp>
    /// Minutes that seats have borne before, such as over the year; empty when it does not matter.
    public let carried: [SeatID: Int]

    /// Minutes between two starts; the first of an hour is one.
    public static let grid = 15
    public static let lengths = 1...1_440
    public static let maximumSeats = 100
    public static let maximumDays = 31
    /// Minutes in ten years.
    public static let maximumCarried = 10 * 366 * 1_440

    public init(
        seats: [SeatClock], length: Int, starts from: Timestamp, before to: Timestamp, carried: [SeatID: Int] = [:]
    ) throws(SlotProblem) {
        guard !seats.isEmpty else { throw .noSeats }
        guard seats.count <= Self.maximumSeats else { throw .tooManySeats(seats.count) }
        var known: Set<SeatID> = []
        for clock in seats where !known.insert(clock.seat).inserted { throw .seatTwice(clock.seat) }
        guard Self.lengths.contains(length) else { throw .length(length) }
        guard from < to else { throw .windowEnds(from: from, to: to) }
        guard to.milliseconds(since: from) <= Int64(Self.maximumDays) * 86_400_000 else {
            throw .windowTooLong(from: from, to: to)
        }
        for (seat, minutes) in carried.sorted(by: { $0.key < $1.key }) {
            guard known.contains(seat) else { throw .carriedByNobody(seat) }
            guard (0...Self.maximumCarried).contains(minutes) else { throw .carried(seat, minutes: minutes) }
        }
        self.seats = seats
        self.length = length
        self.starts = from..<to
        self.carried = carried
        guard !moments.isEmpty else { throw .windowEmpty(from: from, to: to) }
    }

    /// Every start that is looked at.
    public var moments: [Timestamp] {
        let step = Int64(Self.grid) * 60_000
        let first = (starts.lowerBound.milliseconds + step - 1).flooring(by: step).quotient * step
        return stride(from: first, to: starts.upperBound.milliseconds, by: Int64.Stride(step))
            .map(Timestamp.init(milliseconds:))
    }

    /// The best slots, the best one first; at most so many.
    public func best(_ count: Int, by clocks: some Clocks) throws(SlotProblem) -> [Slot] {
        var candidates: [SlotCandidate] = []
        for start in moments {
            var burdens: [Int] = []
            for clock in seats {
                guard let burden = Burden.minutes(from: start, length: length, in: clock.zone, by: clocks) else {
                    throw .unknownZone(clock)
                }
                burdens.append(burden)
            }
            let balance = carried.isEmpty ? [] : zip(seats, burdens).map { carried[$0.seat, default: 0] + $1 }
            candidates.append(SlotCandidate(start: start, burdens: burdens, balance: balance))
        }
        var best: [Slot] = []
        for candidate in SlotCandidate.ranked(candidates).prefix(max(count, 0)) {
            best.append(try slot(candidate, by: clocks))
        }
        return best
    }

    private func slot(_ candidate: SlotCandidate, by clocks: some Clocks) throws(SlotProblem) -> Slot {
        let end = candidate.start.advanced(byMilliseconds: Int64(length) * 60_000)
        var hours: [Slot.Hours] = []
        for (clock, burden) in zip(seats, candidate.burdens) {
            guard let first = clocks.offset(of: clock.zone, at: candidate.start),
                let last = clocks.offset(of: clock.zone, at: end)
            else { throw .unknownZone(clock) }
            hours.append(
                Slot.Hours(
                    clock: clock, offset: first, start: CivilTime(at: candidate.start, offset: first),
                    end: CivilTime(at: end, offset: last), burden: burden, carried: carried[clock.seat, default: 0]))
        }
        return Slot(start: candidate.start, end: end, seats: hours)
    }
}
