public import Summit

/// A text that is decided on unless somebody objects before a certain moment.
public struct Silence: Sendable, Hashable, Codable {
    /// The act with which it began.
    public var act: Int
    public var verb: Summit.Outcome
    public var version: Version
    public var began: Timestamp
    /// From this moment on it cannot be broken.
    public var until: Timestamp
    public var extensions: [Extension] = []
    /// Of every delegation but the chair's.
    public var receipts: [SeatID: Receipt]
    /// When it was over, and the act with which it was; nil: it lasts.
    public var ended: Timestamp?
    public var endAct: Int?
    /// Nil: it lasts.
    public var outcome: Outcome?

    public struct Extension: Sendable, Hashable, Codable {
        public var at: Timestamp
        public var until: Timestamp
        public var reason: String
    }

    public struct Receipt: Sendable, Hashable, Codable {
        /// When it reached a device of somebody of the delegation.
        public var delivered: Timestamp?
        /// When somebody of the delegation opened it, and who.
        public var opened: Timestamp?
        public var person: ParticipantID?

        public init() {}
    }

    public enum Outcome: Sendable, Hashable, Codable {
        /// Nobody objected.
        case kept
        case broken(by: SeatID, reason: String)
        /// It ended while these had not confirmed that they received the text.
        case undelivered(to: [SeatID])
        /// The chair took it back.
        case withdrawn(reason: String)
    }

    /// Who has not confirmed that they received the text.
    public var unconfirmed: [SeatID] { receipts.filter { $0.value.delivered == nil }.keys.sorted() }
}
