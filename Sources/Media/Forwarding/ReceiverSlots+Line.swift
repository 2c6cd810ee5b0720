import Bandwidth
import RTP
public import Wire

/// What the line to a receiver carries, shared out among its slots. Sound is never held back.
extension ReceiverSlots {
    /// Gives each picture what the line has for it, the lowest slot first. Call it about once a second, and when the
    /// receiver has said something. `wake` is called with the owner of each stream that may be asked for a key frame.
    public func followLine(now: MediaTime, wake: (UInt32) -> Void) {
        switch line.knowledge(now) {
        case .learning: return
        case .silent:
            for slot in video { allow(slot, .max, now, wake) }
        case .carries(let rate):
            // What a receiver estimates by itself hardly exceeds what it gets: as long as that comes through, more is
            // tried, a picture at a time, and nothing is taken away altogether.
            let isItsWord = line.isByReceiverAlone
            let isThrough = isItsWord && rate > sentRate * Self.comesThrough
            let room = isThrough ? BandwidthEstimator.limits.upperBound : rate
            let left = DataRate(bitsPerSecond: max(room.bitsPerSecond - soundRate.bitsPerSecond, 0))
            allocation.share(
                left, among: video.count, now: now, small: { video[$0]?.track?.usefulLevel(2) ?? 1 },
                rate: { video[$0]?.rate(ofLevel: $1, now: now) })
            for (number, level) in allocation.levels.enumerated() {
                allow(video[number], max(Int(level), isItsWord ? 1 : 0), room: isItsWord ? nil : left, now, wake)
            }
        }
    }

    private func allow(
        _ slot: OutgoingSlot?, _ level: Int, room: DataRate? = nil, _ now: MediaTime, _ wake: (UInt32) -> Void
    ) {
        guard let slot, slot.allow(level, room: room, now: now), let owner = slot.pending?.owner else { return }
        wake(owner)
    }

    /// The video slots whose pictures the line does not carry now, if they are others than at the last call.
    public func takeHeldChange() -> Set<Int>? {
        let held = Set(video.indices.filter { video[$0]?.isHeld == true })
        guard held != toldHeld else { return nil }
        toldHeld = held
        return held
    }

    /// Pictures that the line does not carry, and those that it carries smaller than they could be.
    public func shortage(now: MediaTime) -> (held: Int, reduced: Int) {
        video.reduce(into: (0, 0)) { counts, slot in
            if slot?.isHeld == true { counts.0 += 1 } else if slot?.isReduced(now: now) == true { counts.1 += 1 }
        }
    }

    private static let comesThrough = 1.1

    /// What is sent now.
    private var sentRate: DataRate { video.reduce(soundRate) { $0 + ($1?.shownRate ?? .zero) } }

    private var soundRate: DataRate { sound(copies: line.redundancy.copies) }

    /// What is heard, each once.
    var sound: DataRate { sound(copies: 0) }

    private func sound(copies: Int) -> DataRate {
        audio.reduce(.zero) { sum, slot in
            guard let track = slot?.track, track.isPermitted else { return sum }
            let rate = track.layers.first?.rate ?? .kilobits(40)
            // A copy travels in another's packet.
            let copy = max(rate.kilobits - Self.headers.kilobits, 0)
            return sum + rate + .kilobits(copy * Double(copies))
        }
    }

    /// Of fifty packets a second.
    private static let headers = DataRate.kilobits(10)

    /// What would be sent if the line carried everything.
    func wanted(_ now: MediaTime) -> DataRate {
        video.reduce(soundRate) { sum, slot in
            guard let slot else { return sum }
            var best = DataRate.zero
            var level = 1
            while let rate = slot.rate(ofLevel: level, now: now) {
                best = max(best, rate * Allocation.margin)
                level += 1
            }
            return sum + best
        }
    }

    /// Sends the `number`th packet of a probe, of so many bytes: what was sent last once more, or else padding. Its length; nil
    /// where there is nothing to send it on.
    func probe(_ number: Int, bytes: Int, now: MediaTime, into outbox: Outbox) -> Int? {
        guard
            let slot = video.lazy.compactMap(\.self).first(where: { $0.current != nil && $0.canRepeat })
                ?? video.lazy.compactMap(\.self).first(where: \.canRepeat)
        else { return nil }
        return slot.sendProbe(number, bytes: bytes, now: now, into: outbox)
    }
}
