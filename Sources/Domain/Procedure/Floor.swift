public import Summit

/// As what somebody speaks.
public enum FloorKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// From the list of speakers, or called by the chair.
    case intervention
    /// A right of reply.
    case reply
    /// A point of order, which interrupts.
    case point
}

/// What the chair rules on a point of order.
public enum Ruling: String, Sendable, Hashable, Codable, CaseIterable {
    case upheld, dismissed
}

extension MeetingState {
    /// A flag that is up.
    public struct Inscription: Sendable, Hashable, Codable {
        public var seat: SeatID
        public var raisedAt: Timestamp

        public init(seat: SeatID, raisedAt: Timestamp) {
            self.seat = seat
            self.raisedAt = raisedAt
        }
    }

    /// A point of order that waits for its ruling.
    public struct Point: Sendable, Hashable, Codable {
        public var seat: SeatID
        public var raisedAt: Timestamp
        /// Whether its seat was called to state it.
        public var heard: Bool

        public init(seat: SeatID, raisedAt: Timestamp, heard: Bool = false) {
            self.seat = seat
            self.raisedAt = raisedAt
            self.heard = heard
        }
    }

    /// What the chair has ruled.
    public struct Ruled: Sendable, Hashable, Codable {
        public var seat: SeatID
        public var ruling: Ruling
        public var at: Timestamp

        public init(seat: SeatID, ruling: Ruling, at: Timestamp) {
            self.seat = seat
            self.ruling = ruling
            self.at = at
        }
    }

    /// The right to speak, or what is left of it while a point of order is heard.
    public struct Floor: Sendable, Hashable {
        public var seat: SeatID
        public var participant: ParticipantID
        public var kind: FloorKind
        /// When it was given, resumed, or interrupted.
        public var since: Timestamp
        /// Nil: unlimited.
        public var limitSeconds: Int?
        /// Milliseconds that were spoken before ``since``.
        public var spokenMilliseconds: Int64

        public init(
            seat: SeatID, participant: ParticipantID, kind: FloorKind = .intervention, since: Timestamp,
            limitSeconds: Int?, spokenMilliseconds: Int64 = 0
        ) {
            self.seat = seat
            self.participant = participant
            self.kind = kind
            self.since = since
            self.limitSeconds = limitSeconds
            self.spokenMilliseconds = spokenMilliseconds
        }

        /// What waits from now on.
        public func interrupted(at time: Timestamp) -> Floor {
            var waiting = resumed(at: time)
            waiting.spokenMilliseconds &+= max(0, time.milliseconds(since: since))
            return waiting
        }

        public func resumed(at time: Timestamp) -> Floor {
            var floor = self
            floor.since = time
            return floor
        }

        /// Whole seconds spoken before ``since``.
        var seconds: Int { Int(max(0, spokenMilliseconds &+ 500)) / 1000 }
    }
}

extension MeetingState.Floor: Codable {
    private enum CodingKeys: String, CodingKey {
        case seat, participant, kind, since, limitSeconds, spokenMilliseconds
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(seat, forKey: .seat)
        try fields.encode(participant, forKey: .participant)
        try fields.encode(kind, forKey: .kind)
        try fields.encode(since, forKey: .since)
        try fields.encode(limitSeconds, forKey: .limitSeconds)
        try fields.encode(spokenMilliseconds, forKey: .spokenMilliseconds)
    }
}

extension MeetingState {
    /// The seat's place on the list of speakers, counted from 0.
    public func position(of seat: SeatID) -> Int? { speakers.firstIndex { $0.seat == seat } }

    /// The seat's point of order, heard or not.
    public func point(of seat: SeatID) -> Point? { points.first { $0.seat == seat } }

    /// The point of order that the meeting turned to and the chair has not ruled on.
    public var openPoint: Point? { points.first(where: \.heard) }

    /// How many replies a seat was given on the item under discussion.
    public func replies(of seat: SeatID) -> Int { replied[item ?? 0]?[seat] ?? 0 }

    /// Whether a seat speaks, or will go on when a point of order is ruled on.
    func hasTurn(_ seat: SeatID) -> Bool { floor?.seat == seat || interrupted?.seat == seat }
}
