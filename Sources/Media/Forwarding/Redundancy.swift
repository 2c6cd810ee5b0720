import Bandwidth
import Wire

/// How much of the sound to a receiver is sent twice and more (RFC 2198), by what its line loses.
///
/// Lines lose several packets in a row: the copies travel 60 ms apart, so that one burst does not take them all. The page
/// gives its jitter buffer the time for them (docs/media/resilience.md).
struct Redundancy {
    /// Loss from which a line gets so many copies.
    static let steps: [(loss: Double, copies: Int)] = [(0.15, 3), (0.02, 2), (0.005, 1)]
    /// Kilobits per second that a line must carry for one copy, two, three: sound comes before every picture. More where
    /// the sound itself is more than `usual`.
    static let room: [Double] = [60, 220, 400]
    /// A voice and its headers.
    static let usual = DataRate.kilobits(60)
    /// Bytes that a packet with copies may have.
    static let longestPacket = 1_200
    /// Packets between a sound and its first copy, and between copies.
    static let distance = 3
    /// So long a line keeps what it needed.
    static let patience = MediaInterval.seconds(10)
    static let smoothing = 100.0

    /// How often each sound is sent again: `distance` packets later, twice as many, and so on.
    private(set) var copies = 0
    private(set) var loss = 0.0
    private var needed = 0
    private var neededAt = MediaTime.zero

    mutating func take(lost: Double, of count: Double, line: DataRate?, sound: DataRate, now: MediaTime) {
        guard count > 0 else { return }
        let weight = count / (count + Self.smoothing)
        loss += (min(lost / count, 1) - loss) * weight
        let wanted = Self.steps.first { loss >= $0.loss }?.copies ?? 0
        if wanted >= needed || now - neededAt > Self.patience { (needed, neededAt) = (wanted, now) }
        // A line that carries little more than the sound itself is not helped by more of it.
        let share = max(sound.kilobits / Self.usual.kilobits, 1)
        let room = line.map { line in Self.room.count { line.kilobits >= $0 * share } } ?? needed
        copies = min(needed, room)
    }
}
