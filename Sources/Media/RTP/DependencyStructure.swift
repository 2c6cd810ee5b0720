/// The templates of a stream's frames: which layer each kind of frame is of, who needs it, and what it builds on (AV1 RTP
/// payload format, appendix A.8). It comes with a key frame, and holds until the next.
public struct DependencyStructure: Hashable, Sendable {
    public struct Template: Hashable, Sendable {
        public var spatial: UInt8
        public var temporal: UInt8
        public internal(set) var indications = Indications()
        public internal(set) var references = FrameReferences()
    }

    /// What a frame is to each decode target.
    public struct Indications: Hashable, Sendable {
        /// Bit i: the frame is part of decode target i; and whoever can decode it can go over to that target.
        public internal(set) var present: UInt32 = 0
        public internal(set) var switches: UInt32 = 0

        init() {}

        init(_ reader: inout BitReader, targets: Int) {
            for target in 0..<targets {
                let indication = reader.read(2)
                if indication != 0 { present |= 1 << UInt32(target) }
                if indication == 2 { switches |= 1 << UInt32(target) }
            }
        }
    }

    /// 64 identifiers, five bits for the number of targets.
    static let maximumTemplates = 64

    public let firstTemplate: UInt8
    public let targets: Int
    /// Chains are read over: what is missing is known here by its sequence number.
    let chains: UInt32
    public private(set) var templates: [Template] = []
    /// The step that each decode target is.
    public private(set) var steps: [LayerStep] = []

    /// nil for more templates than there are identifiers, or a stream that goes on past its end.
    init?(_ reader: inout BitReader) {
        firstTemplate = UInt8(reader.read(6))
        targets = Int(reader.read(5)) + 1
        var (spatial, temporal) = (UInt8(0), UInt8(0))
        var next: UInt32 = 0
        repeat {
            guard templates.count < Self.maximumTemplates, !reader.isOver else { return nil }
            templates.append(Template(spatial: spatial, temporal: temporal))
            next = reader.read(2)
            if next == 1 { temporal += 1 }
            if next == 2 { (spatial, temporal) = (spatial + 1, 0) }
        } while next != 3
        for index in templates.indices {
            templates[index].indications = Indications(&reader, targets: targets)
        }
        for index in templates.indices {
            while reader.flag() { templates[index].references.insert(Int(reader.read(4)) + 1) }
        }
        chains = reader.below(UInt32(targets) + 1)
        if chains > 0 {
            for _ in 0..<targets { _ = reader.below(chains) }
            for _ in templates { for _ in 0..<chains { _ = reader.read(4) } }
        }
        if reader.flag() { for _ in 0...spatial { _ = reader.read(32) } }
        guard !reader.isOver else { return nil }
        steps = (0..<targets).map { target in
            let own = templates.filter { $0.indications.present >> UInt32(target) & 1 != 0 }
            return LayerStep(
                spatial: Int(own.map(\.spatial).max() ?? 0), temporal: Int(own.map(\.temporal).max() ?? 0))
        }
    }

    func template(_ id: UInt8) -> Template? {
        let index = Int((id &- firstTemplate) & 63)
        return index < templates.count ? templates[index] : nil
    }

    /// The steps of a set of decode targets.
    func steps(of set: UInt32) -> LayerSteps {
        var result = LayerSteps.none
        var left = set
        while left != 0 {
            let target = left.trailingZeroBitCount
            if target < steps.count { result.insert(steps[target]) }
            left &= left - 1
        }
        return result
    }

    /// All decode targets.
    public var allTargets: UInt32 { .max >> UInt32(32 - targets) }

    /// The decode targets that can be decoded from what a step needs: all of whose frames it needs as well.
    public func targets(within step: LayerStep) -> UInt32 {
        var result = allTargets
        for template in templates {
            let present = template.indications.present
            if !LayerUse(neededBy: steps(of: present)).needed.contains(step) { result &= ~present }
        }
        return result
    }
}

/// Frames that a frame builds on, by how much smaller their numbers are.
public struct FrameReferences: Hashable, Sendable {
    /// Bit i: the frame i + 1 before.
    public private(set) var near: UInt64 = 0
    /// Whether there is one further back than that.
    public private(set) var isFar = false

    mutating func insert(_ difference: Int) {
        if difference <= 64 { near |= 1 << UInt64(difference - 1) } else { isFar = true }
    }
}
