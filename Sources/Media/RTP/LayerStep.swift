/// How much of a stream with layers within it is shown: up to a spatial and up to a temporal layer, 0...3 each. What the
/// sender numbers higher counts as 3; no mode in use does.
public struct LayerStep: Hashable, Comparable, Sendable {
    /// Steps of one size stand together, so this is also the order of their prices.
    public let index: UInt8

    @inlinable
    public init(spatial: Int, temporal: Int) { index = UInt8(min(spatial, 3) << 2 | min(temporal, 3)) }

    /// 0...15.
    @inlinable public init(index: Int) { self.index = UInt8(truncatingIfNeeded: index & 15) }

    /// All that comes, whatever layers it has.
    public static let everything = LayerStep(spatial: 3, temporal: 3)

    @inlinable public var spatial: Int { Int(index >> 2) }
    @inlinable public var temporal: Int { Int(index & 3) }

    @inlinable public static func < (a: LayerStep, b: LayerStep) -> Bool { a.index < b.index }

    /// Whether neither picture nor frame rate is more than another's.
    @inlinable
    public func isWithin(_ other: LayerStep) -> Bool { spatial <= other.spatial && temporal <= other.temporal }

    /// What two steps have in common.
    public func meet(_ other: LayerStep) -> LayerStep {
        LayerStep(spatial: min(spatial, other.spatial), temporal: min(temporal, other.temporal))
    }
}

/// A set of steps, 16 bits.
public struct LayerSteps: Hashable, Sendable {
    @usableFromInline var bits: UInt16

    @inlinable init(bits: UInt16) { self.bits = bits }

    public static let none = LayerSteps(bits: 0)
    public static let all = LayerSteps(bits: .max)

    /// One size: the steps from a temporal layer on.
    public init(spatial: Int, temporalFrom temporal: Int) {
        bits = (0xF << min(temporal, 3) & 0xF) << (4 * min(spatial, 3))
    }

    /// Every size from one on: the steps from a temporal layer on.
    public init(spatialFrom spatial: Int, temporalFrom temporal: Int) {
        bits = (0xF << min(temporal, 3) & 0xF) &* 0x1111 & .max << (4 * min(spatial, 3))
    }

    @inlinable
    public func contains(_ step: LayerStep) -> Bool { bits >> step.index & 1 != 0 }

    public mutating func insert(_ step: LayerStep) { bits |= 1 << step.index }

    @inlinable public var isEmpty: Bool { bits == 0 }
    @inlinable public var count: Int { bits.nonzeroBitCount }
    public var first: LayerStep? { bits == 0 ? nil : LayerStep(index: bits.trailingZeroBitCount) }
    public var last: LayerStep? { bits == 0 ? nil : LayerStep(index: 15 - bits.leadingZeroBitCount) }

    /// The steps of one size.
    public func ofSize(_ spatial: Int) -> LayerSteps { LayerSteps(bits: bits & 0xF << (4 * min(spatial, 3))) }

    /// The steps that are no more than one.
    public func within(_ step: LayerStep) -> LayerSteps {
        let temporal: UInt16 = (2 << step.temporal - 1) &* 0x1111
        return LayerSteps(bits: bits & temporal & .max >> (12 - 4 * step.spatial))
    }

    /// The `index`th step, the cheapest first.
    public subscript(index: Int) -> LayerStep? {
        var left = bits
        for _ in 0..<index where left != 0 { left &= left - 1 }
        return LayerSteps(bits: left).first
    }

    mutating func formIntersection(_ other: LayerSteps) { bits &= other.bits }
}

/// What a packet is to the steps of its stream.
public struct LayerUse: Hashable, Sendable {
    /// The steps that need it. `everything` always does.
    public private(set) var needed = LayerSteps.all
    /// Whether the packet says of which layer it is.
    public private(set) var isKnown = false
    /// Who is shown one step of the first set may be shown any of the second from this packet on: it begins a frame that
    /// they can decode, and all that follows.
    public var from = LayerSteps.none
    public var to = LayerSteps.none
    /// Whether it is the first and the last packet of a frame: of one spatial layer of a picture.
    public var beginsFrame = false
    public var endsFrame = false

    /// A packet of which nothing is known, or of a stream without layers: everyone needs it.
    public init() {}

    public init(neededBy steps: LayerSteps) {
        needed = steps
        needed.insert(.everything)
        isKnown = true
    }

    /// The least step that it is needed for: its own.
    public var step: LayerStep { needed.first ?? .everything }
}
