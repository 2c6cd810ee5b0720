public import Wire

/// When to ask a sender for a key frame: at once, but never twice within half a second, and again while none comes.
public struct KeyframeRequests {
    public static let spacing = MediaInterval.milliseconds(500)
    /// After this many unanswered requests the sender is asked less often.
    public static let patience = 10
    public static let patientSpacing = MediaInterval.milliseconds(2_000)

    private var lastSent: MediaTime?
    private var unanswered = 0
    public private(set) var isWanted = false

    public init() {}

    /// Someone needs a key frame.
    public mutating func want() { isWanted = true }

    /// A key frame came, or nobody waits any more.
    public mutating func satisfied() {
        isWanted = false
        unanswered = 0
    }

    /// When `takeDue` will be true; nil while nothing is wanted.
    public var deadline: MediaTime? {
        guard isWanted else { return nil }
        guard let lastSent else { return .zero }
        return lastSent + (unanswered < Self.patience ? Self.spacing : Self.patientSpacing)
    }

    /// Whether to send a request now; if so, counts it as sent.
    public mutating func takeDue(now: MediaTime) -> Bool {
        guard let deadline, now >= deadline else { return false }
        lastSent = now
        unanswered += 1
        return true
    }
}
