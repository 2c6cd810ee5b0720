import ClientProtocol
import Summit

/// How the seats' lines were in the last two hours: of each ten seconds the worst.
struct LineHistory: Sendable {
    static let interval: Int64 = 10_000
    static let capacity = 720

    private var samples: [SeatID: [LineSample]] = [:]

    /// The samples of each seat, oldest first.
    var all: [SeatID: [LineSample]] { samples }

    mutating func note(_ lines: [SeatID: SeatLine], at now: Timestamp) {
        for (seat, line) in lines {
            var own = samples[seat] ?? []
            if let last = own.last, now.milliseconds(since: last.at) < Self.interval {
                own[own.count - 1].line.join(worse: line)
            } else {
                if own.count == Self.capacity { own.removeFirst(Self.capacity / 8) }
                own.append(LineSample(at: now, line: line))
            }
            samples[seat] = own
        }
    }
}

extension SeatLine {
    /// Takes over what is worse in another moment of the same line; the ways are those of the later one.
    fileprivate mutating func join(worse later: SeatLine) {
        func most(_ path: KeyPath<SeatLine, Double?>) -> Double? {
            [self[keyPath: path], later[keyPath: path]].compactMap(\.self).max()
        }
        self = SeatLine(
            quality: max(quality, later.quality), rtt: most(\.rtt), loss: most(\.loss), jitter: most(\.jitter),
            concealed: most(\.concealed), frozen: most(\.frozen), up: later.up, down: later.down,
            carries: [carries, later.carries].compactMap(\.self).min(), layers: later.layers,
            pictures: [pictures, later.pictures].compactMap(\.self).max(), speaking: speaking || later.speaking)
    }
}
