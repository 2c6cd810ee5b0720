public import Procedure
public import Summit

/// What a synthetic delegate does in a meeting: comes in, asks for the floor now and then, speaks for a while, yields.
/// Pure and the same in every run: it depends on the seat, the time and what the meeting looks like.
public struct DelegateBehaviour: Sendable, Hashable {
    /// What the delegate sees of the meeting.
    public struct Situation: Sendable, Hashable {
        public var isOpen = false
        public var isAdmitted = false
        /// Not here: neither in the room nor in the lobby.
        public var isInvited = false
        /// Waiting for the floor, first to speak first.
        public var speakers: [SeatID] = []
        public var floor: SeatID?
        /// Whether it is this participant who was given the floor.
        public var isMine = false
        public var limitSeconds: Int?

        public init() {}
    }

    /// Every so often, in seconds, one of the delegations raises its flag.
    public static let pace = 20
    /// With so many waiting nobody else asks.
    public static let longestList = 4
    /// A flag that stays up this long without an answer is lowered again.
    public static let patience = 240

    public let seat: SeatID
    /// Place among the synthetic delegates, and how many there are.
    private let index: Int
    private let count: Int
    /// From one turn to the next: without a divisor in common with `count`, so that everyone's turn comes, and not 1,
    /// so that neighbours at the table are not neighbours in time.
    private let stride: Int
    private var openedAt: Int?
    private var raisedAt: Int?
    private var speakingSince: Int?
    private var lastTurn = -1

    public init(seat: SeatID, index: Int, count: Int) {
        self.seat = seat
        self.index = index
        let count = max(1, count)
        self.count = count
        stride = (2...max(3, count + 1)).first { Self.greatestDivisor($0, count) == 1 && $0 * 5 >= count * 2 } ?? 1
    }

    private static func greatestDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestDivisor(b, a % b) }

    /// How long the delegate speaks this time: 20...60 s, and within the limit.
    func length(limit: Int?) -> Int {
        let wanted = 20 + (index &* 17 &+ (lastTurn &+ 1) &* 23) % 41
        return max(5, min(wanted, (limit ?? 3_600) - 5))
    }

    /// The commands to send now. `second`: any clock that counts seconds.
    public mutating func decide(_ situation: Situation, second: Int) -> [MeetingCommand] {
        guard situation.isAdmitted, situation.isOpen else {
            (openedAt, raisedAt, speakingSince) = (nil, nil, nil)
            return []
        }
        let opened = openedAt ?? second
        openedAt = opened
        if situation.floor == seat {
            raisedAt = nil
            guard situation.isMine else { return [] }
            let since = speakingSince ?? second
            speakingSince = since
            return second - since >= length(limit: situation.limitSeconds) ? [.endFloor] : []
        }
        speakingSince = nil
        if situation.speakers.contains(seat) {
            let since = raisedAt ?? second
            raisedAt = since
            guard second - since >= Self.patience + 7 * index else { return [] }
            raisedAt = nil
            return [.lowerFlag]
        }
        raisedAt = nil
        let turn = (second - opened) / Self.pace
        guard (turn &* stride) % count == index % count, turn != lastTurn, situation.speakers.count < Self.longestList
        else {
            return []
        }
        lastTurn = turn
        return [.raiseFlag]
    }
}
