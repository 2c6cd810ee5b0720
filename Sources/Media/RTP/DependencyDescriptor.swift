import Wire

/// The dependency descriptor of one packet: its bytes, and where in them lies what changes on the way to a receiver.
public struct DependencyDescriptor {
    /// Flags, template and frame number: what every descriptor has.
    public static let leastLength = 3
    /// The most that an element of a header extension has.
    static let longest = 255

    /// Everything about it but the bytes themselves.
    public struct Layout: Hashable, Sendable {
        /// Bits before the mask of active decode targets, or before where it would be; and before the padding.
        var mask: UInt16
        var end: UInt16
        var hasMask: Bool
        var targets: UInt8
        /// Whether the structure comes with it.
        public var hasStructure: Bool
        /// The decode targets that the sender sends at present.
        public var activeTargets: UInt32
    }

    /// A view of the packet's memory.
    public var bytes: UnsafeRawBufferPointer
    public var layout: Layout

    public init(bytes: UnsafeRawBufferPointer, layout: Layout) {
        self.bytes = bytes
        self.layout = layout
    }

    /// Frames count in the order of decoding, modulo 65,536.
    public var frameNumber: UInt16 { bytes.u16(at: 1) }

    /// The length with a mask of its own.
    var maskedLength: Int {
        let bits =
            Int(layout.end) + (bytes.count == Self.leastLength ? 5 : 0) + (layout.hasMask ? 0 : Int(layout.targets))
        return (bits + 7) / 8
    }

    /// The length of what `write` writes.
    public func length(targets: UInt32) -> Int {
        let masked = maskedLength
        return targets == 0 || masked > Self.longest ? bytes.count : masked
    }

    /// Writes it with another frame number, and with those decode targets as the active ones; 0: as the sender says. The
    /// memory has room for `length` bytes.
    public func write(to memory: UnsafeMutableRawBufferPointer, frameNumber: UInt16, targets: UInt32) {
        if targets == 0 || maskedLength > Self.longest {
            memory.copyMemory(from: bytes)
        } else {
            writeMasked(to: memory, targets & layout.activeTargets)
        }
        memory.store(u16: frameNumber, at: 1)
    }

    private func writeMasked(to memory: UnsafeMutableRawBufferPointer, _ targets: UInt32) {
        var reader = BitReader(bytes)
        var writer = BitWriter(memory)
        writer.copy(8 * Self.leastLength, from: &reader)
        if bytes.count == Self.leastLength {
            writer.write(0b01000, 5)
        } else {
            let flags = reader.read(5)
            writer.write(flags | 0b01000, 5)
            writer.copy(Int(layout.mask) - reader.position, from: &reader)
        }
        writer.write(targets, Int(layout.targets))
        if layout.hasMask { _ = reader.read(Int(layout.targets)) }
        writer.copy(Int(layout.end) - reader.position, from: &reader)
    }
}

/// Reads the descriptors of one stream. Keeps the structure, which only key frames bring, and who needed the last frames.
public struct DependencyReader {
    /// Frames back that are remembered.
    static let memory = 64

    public private(set) var structure: DependencyStructure?
    /// The frame that it came with.
    private var start: UInt16 = 0
    private var activeTargets: UInt32 = 0
    /// For each of the last frames its number, and the steps that need it: 16 bits each; `needed` is never 0.
    private var frames: [UInt32] = []

    public init() {}

    /// nil for a descriptor that is malformed, or makes no sense with the structure that is known; it changes nothing.
    ///
    /// - Parameter isLate: later packets of the stream came before it: what they changed stays.
    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLate: Bool = false
    ) -> (descriptor: DependencyDescriptor, use: LayerUse)? {
        guard bytes.count >= DependencyDescriptor.leastLength else { return nil }
        var reader = BitReader(bytes)
        let (begins, ends) = (reader.flag(), reader.flag())
        let template = UInt8(reader.read(6))
        let number = UInt16(reader.read(16))
        // Structure, active targets, own indications, own references, own chains.
        let flags = bytes.count > DependencyDescriptor.leastLength ? reader.read(5) : 0
        let attached = flags & 0x10 != 0
        var (structure, active) = (structure, activeTargets)
        if attached {
            guard let new = DependencyStructure(&reader), new.template(template) != nil,
                !isLate || structure == nil || Int16(bitPattern: number &- start) >= 0
            else { return nil }
            (structure, active) = (new, new.allTargets)
        }
        guard let structure, var frame = structure.template(template) else { return nil }
        let mask = reader.position
        if flags & 0x08 != 0 { active = reader.read(structure.targets) }
        if flags & 0x04 != 0 {
            frame.indications = DependencyStructure.Indications(&reader, targets: structure.targets)
        }
        if flags & 0x02 != 0 { frame.references = Self.ownReferences(&reader) }
        if flags & 0x01 != 0 { for _ in 0..<structure.chains { _ = reader.read(8) } }
        guard !reader.isOver else { return nil }
        if attached { (self.structure, start, activeTargets) = (structure, number, structure.allTargets) }
        if !isLate { activeTargets = active }

        var use = LayerUse(neededBy: structure.steps(of: frame.indications.present))
        (use.beginsFrame, use.endsFrame) = (begins, ends)
        if begins {
            use.from = decodable(frame.references, before: number)
            use.to = structure.steps(of: frame.indications.switches)
        }
        remember(number, use.needed)
        let layout = DependencyDescriptor.Layout(
            mask: UInt16(mask), end: UInt16(reader.position), hasMask: flags & 0x08 != 0,
            targets: UInt8(structure.targets), hasStructure: attached, activeTargets: active)
        return (DependencyDescriptor(bytes: bytes, layout: layout), use)
    }

    private static func ownReferences(_ reader: inout BitReader) -> FrameReferences {
        var references = FrameReferences()
        while !reader.isOver {
            let size = Int(reader.read(2))
            guard size > 0 else { break }
            references.insert(Int(reader.read(4 * size)) + 1)
        }
        return references
    }

    /// The steps that need, and so have, everything that a frame builds on. Nobody has what never came here.
    private func decodable(_ references: FrameReferences, before number: UInt16) -> LayerSteps {
        guard !references.isFar else { return .none }
        var result = LayerSteps.all
        var left = references.near
        while left != 0 {
            let earlier = number &- UInt16(left.trailingZeroBitCount + 1)
            result.formIntersection(needed(earlier))
            left &= left - 1
        }
        return result
    }

    private func needed(_ number: UInt16) -> LayerSteps {
        guard !frames.isEmpty else { return .none }
        let entry = frames[Int(number) % Self.memory]
        return entry >> 16 == UInt32(number) ? LayerSteps(bits: UInt16(truncatingIfNeeded: entry)) : .none
    }

    private mutating func remember(_ number: UInt16, _ steps: LayerSteps) {
        if frames.isEmpty { frames = Array(repeating: 0, count: Self.memory) }
        frames[Int(number) % Self.memory] = UInt32(number) << 16 | UInt32(steps.bits)
    }
}
