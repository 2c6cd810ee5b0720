import Wire

/// Up to which simulcast layer a sender has to send: more at once when somebody has use for it, less only after a while
/// in which nobody had.
public struct LayerDemand: Sendable {
    /// So long a layer is sent for nobody.
    static let patience = MediaInterval.seconds(6)
    /// A layer that has not come so long after it was asked for does not come: the sender's line or machine is too weak.
    static let grace = MediaInterval.seconds(4)

    /// The highest level that the sender was asked for.
    public private(set) var asked: Int
    private var askedAt = MediaTime(microseconds: 0)
    /// When the highest asked level was last of use.
    private var lastUse: MediaTime?
    private var isTold = true

    init(asked: Int) {
        self.asked = asked
    }

    /// Whether there is something to tell the sender at once.
    var isUrgent: Bool { !isTold }

    /// Somebody has use for a level.
    mutating func want(_ level: Int, now: MediaTime) {
        if level >= asked { lastUse = now }
        guard level > asked else { return }
        asked = level
        askedAt = now
        isTold = false
    }

    /// All that is wanted now.
    mutating func settle(_ level: Int, now: MediaTime) {
        let useful = max(level, 1)  // The smallest stays: whoever comes sees something at once.
        let last = lastUse ?? now
        lastUse = last
        if useful >= asked { return lastUse = now }
        guard now - last >= Self.patience else { return }
        asked = useful
        lastUse = now
        isTold = false
    }

    /// Whether a level may come that is not sent now: it was not asked for, or a moment ago.
    func mayStillCome(_ level: Int, _ now: MediaTime) -> Bool {
        level > asked || now - askedAt < Self.grace
    }

    /// The highest level to be sent, if the sender has to be told.
    mutating func takeChange(now: MediaTime) -> Int? {
        guard !isTold else { return nil }
        isTold = true
        return asked
    }
}
