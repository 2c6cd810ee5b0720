import Bandwidth
import RTP
import Wire

/// The steps that a stream has within it, by the packets that came, and what each costs.
///
/// Lower frame rates are steps of a track's smallest size alone: a line that does not carry a larger size at its full frame
/// rate shows the next smaller one, in which things move as they do.
public struct StreamSteps {
    /// Pictures in a row without the largest size: so many, and it is sent no more.
    static let patience = 8

    /// Of a track in several streams: whether this is the smallest.
    let isSmallest: Bool
    /// What comes; empty for a stream without layers.
    private var known = LayerSteps.none
    /// What is chosen from.
    private var offered = LayerSteps.none
    /// Whether each size builds on the smaller ones in every picture, so that who gets one has the smaller ones too. With
    /// a size that stands alone between key frames (L3T3_KEY) it is not so.
    private(set) var isNested = true
    private var picturesWithoutTop = 0
    /// Since the last measurement, by the packets' own steps and with all that each needs; allocated for streams that
    /// have steps.
    private var bytes: [Int] = []
    private var rates: [DataRate?] = []

    init(isSmallest: Bool = true) { self.isSmallest = isSmallest }

    var isLayered: Bool { offered.count > 1 }
    /// At least 1: a stream without layers is one step.
    var count: Int { max(offered.count, 1) }

    /// The `index`th step, the cheapest first.
    subscript(index: Int) -> LayerStep { isLayered ? offered[index] ?? .everything : .everything }

    /// At least 1.
    var sizes: Int { isLayered ? (0...3).count { !offered.ofSize($0).isEmpty } : 1 }

    /// How many steps the smallest `number` sizes have together.
    func count(ofSizes number: Int) -> Int {
        guard isLayered else { return number }
        var (steps, left) = (0, number)
        for spatial in 0...3 where left > 0 {
            let found = offered.ofSize(spatial).count
            steps += found
            if found > 0 { left -= 1 }
        }
        return steps
    }

    /// What a step costs; nil before it was measured.
    func rate(of step: LayerStep) -> DataRate? { rates.isEmpty ? nil : rates[Int(step.index)] }

    /// Whether nothing that comes is left out by a step.
    func isWhole(_ step: LayerStep) -> Bool { !isLayered || isNested && step == offered.last }

    /// Whether who is shown one step has all that another needs.
    func has(_ step: LayerStep, within shown: LayerStep) -> Bool {
        step.isWithin(shown) && (isNested || step.spatial == shown.spatial || shown == .everything)
    }

    /// Takes note of a packet of so many bytes. True if the steps are others now, or others build on them.
    mutating func take(_ packet: MediaPacket, bytes size: Int) -> Bool {
        let use = packet.description.layers
        guard use.isKnown else { return false }
        let own = use.step
        let before = (offered, isNested)
        note(own)
        if let top = known.last, top.spatial > own.spatial, use.needed.ofSize(top.spatial).isEmpty { isNested = false }
        if packet.marker { noteEnd(own) }
        if isLayered { count(size, use.needed) }
        return isLayered && (offered, isNested) != before
    }

    private mutating func note(_ step: LayerStep) {
        guard !known.contains(step) else { return }
        known.insert(step)
        chooseOffered()
    }

    private mutating func chooseOffered() {
        offered = .none
        for spatial in 0...3 {
            let rates = known.ofSize(spatial)
            if isSmallest, spatial == known.first?.spatial {
                offered = rates
            } else if let highest = rates.last {
                offered.insert(highest)
            }
        }
    }

    /// The sender ended a picture with a frame of this step.
    private mutating func noteEnd(_ step: LayerStep) {
        guard let top = known.last, step.spatial < top.spatial else { return picturesWithoutTop = 0 }
        picturesWithoutTop += 1
        guard picturesWithoutTop == Self.patience else { return }
        picturesWithoutTop = 0
        known = known.within(LayerStep(spatial: step.spatial, temporal: 3))
        chooseOffered()
    }

    private mutating func count(_ size: Int, _ needed: LayerSteps) {
        if bytes.isEmpty { (bytes, rates) = (Array(repeating: 0, count: 16), Array(repeating: nil, count: 16)) }
        for index in bytes.indices where needed.contains(LayerStep(index: index)) { bytes[index] += size }
    }

    mutating func measure(over time: MediaInterval) {
        for index in bytes.indices where offered.contains(LayerStep(index: index)) {
            let new = DataRate(bytes: bytes[index], in: time)
            rates[index] = rates[index].map { ($0 + new) * 0.5 } ?? new
        }
        forgetBytes()
    }

    /// A rest is no measure.
    mutating func forgetBytes() {
        for index in bytes.indices { bytes[index] = 0 }
    }
}
