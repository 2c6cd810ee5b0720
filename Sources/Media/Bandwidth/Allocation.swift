public import Wire

/// Shares out what a line carries among the pictures on a screen, by precedence: the first gets the best layer that the
/// screen has use for before the second gets any.
///
/// Down at once, because what the line does not carry would delay the sound; up with care: with room to spare, one larger
/// picture at a time, and the later the more often it did not last.
public struct Allocation {
    /// Room that must be left over for a better layer.
    public static let margin = 1.15
    /// Of the first picture's smallest layer so much must be there.
    static let reluctance = 0.7
    static let shortestWait = MediaInterval.seconds(2)
    static let longestWait = MediaInterval.seconds(32)
    /// A rise that lasts so long was right.
    static let lasting = MediaInterval.seconds(8)

    /// By precedence: 0 is nothing, 1 the least there is: the smallest size, at its lowest frame rate.
    public private(set) var levels: [UInt8] = []
    private var riseAfter = MediaTime(microseconds: .min)
    private var returnAfter = MediaTime(microseconds: .min)
    private var wait = Allocation.shortestWait
    private var lastRise: (time: MediaTime, line: DataRate)?

    public init() {}

    /// Chooses a level for each picture.
    ///
    /// - Parameters:
    ///   - line: what is there for pictures.
    ///   - small: how many levels a picture's smallest size has: its frame rates.
    ///   - rate: what a level costs; nil where a picture has no such level, or the screen no use for it. Levels have no holes.
    public mutating func share(
        _ line: DataRate, among pictures: Int, now: MediaTime, small: (_ picture: Int) -> Int = { _ in 1 },
        rate: (_ picture: Int, _ level: Int) -> DataRate?
    ) {
        while levels.count < pictures { levels.append(0) }
        if levels.count > pictures { levels.removeLast(levels.count - pictures) }
        if let lastRise, now - lastRise.time > Self.lasting { wait = Self.shortestWait }
        var left = line
        var hasFallen = false
        var hasRisen = false
        for picture in 0..<pictures {
            let had = Int(levels[picture])
            let small = small(picture)
            var chosen = 0
            var cost = DataRate.zero
            var level = 1
            while let price = rate(picture, level) {
                let isRise = level > had
                // Something instead of nothing comes soon; a larger one when that has lasted before.
                let isAllowed = !isRise || (level <= small ? now >= returnAfter : now >= riseAfter && !hasRisen)
                let part = share(of: level, isSmall: level <= small, isRise, isFirst: left == line)
                if isAllowed, price * part <= left {
                    (chosen, cost) = (level, price)
                }
                level += 1
            }
            if chosen > max(had, small) { hasRisen = true }
            if chosen < had, level > had { hasFallen = true }
            left = DataRate(bitsPerSecond: max(0, left.bitsPerSecond - cost.bitsPerSecond))
            levels[picture] = UInt8(chosen)
        }
        if hasRisen { lastRise = (now, line) }
        if hasFallen { noteFall(line, now) }
    }

    /// How much of its price must be there. A small picture comes without room to spare, and the first of all stays while
    /// the line is a little short: the estimate errs more often than that the speaker should vanish.
    private func share(of level: Int, isSmall: Bool, _ isRise: Bool, isFirst: Bool) -> Double {
        if isRise { return isSmall ? 1 : Self.margin }
        return level == 1 && isFirst ? Self.reluctance : 1
    }

    /// A rise that the line did not bear makes the next one later.
    private mutating func noteFall(_ line: DataRate, _ now: MediaTime) {
        if let lastRise, now - lastRise.time <= Self.lasting, line < lastRise.line {
            wait = min(.microseconds(wait.microseconds * 2), Self.longestWait)
            self.lastRise = nil
        }
        riseAfter = now + wait
        returnAfter = now + Self.shortestWait
    }
}
