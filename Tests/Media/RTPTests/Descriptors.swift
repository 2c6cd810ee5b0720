/// Writes dependency descriptors bit by bit, as appendix A.8.2 of the AV1 RTP payload format has it, independently of the
/// code under test.
struct Bits {
    private(set) var bytes: [UInt8] = []
    private var count = 0

    mutating func add(_ value: Int, _ width: Int) {
        for bit in stride(from: width - 1, through: 0, by: -1) {
            if count % 8 == 0 { bytes.append(0) }
            bytes[count / 8] |= UInt8(value >> bit & 1) << UInt8(7 - count % 8)
            count += 1
        }
    }

    /// ns(n)
    mutating func add(_ value: Int, below limit: Int) {
        var width = 0
        while limit >> width != 0 { width += 1 }
        let short = 1 << width - limit
        if value < short { add(value, width - 1) } else { add(value + short, width) }
    }
}

/// A structure as the specification's tables write it.
struct Structure {
    struct Template {
        var spatial: Int
        var temporal: Int
        var references: [Int]
        var chains: [Int]
        var indications: String

        init(_ spatial: Int, _ temporal: Int, _ references: [Int], _ chains: [Int], _ indications: String) {
            (self.spatial, self.temporal, self.references) = (spatial, temporal, references)
            (self.chains, self.indications) = (chains, indications)
        }
    }

    var first = 0
    var templates: [Template]
    var protectedBy: [Int]
    var resolutions: [(Int, Int)] = []

    static let indications = Array("-DSR")

    func write(to bits: inout Bits) {
        let targets = templates[0].indications.count
        let chains = templates[0].chains.count
        bits.add(first, 6)
        bits.add(targets - 1, 5)
        for (template, next) in zip(templates, templates.dropFirst()) {
            bits.add(next.spatial > template.spatial ? 2 : next.temporal > template.temporal ? 1 : 0, 2)
        }
        bits.add(3, 2)
        for template in templates { Self.write(template.indications, to: &bits) }
        for template in templates {
            for difference in template.references {
                bits.add(1, 1)
                bits.add(difference - 1, 4)
            }
            bits.add(0, 1)
        }
        bits.add(chains, below: targets + 1)
        if chains > 0 {
            for chain in protectedBy { bits.add(chain, below: chains) }
            for template in templates { for chain in template.chains { bits.add(chain, 4) } }
        }
        bits.add(resolutions.isEmpty ? 0 : 1, 1)
        for (width, height) in resolutions {
            bits.add(width - 1, 16)
            bits.add(height - 1, 16)
        }
    }

    static func write(_ indications: String, to bits: inout Bits) {
        for symbol in indications { bits.add(Self.indications.firstIndex(of: symbol)!, 2) }
    }

    /// Section A.10.2.1.
    static let l1t3 = Structure(
        templates: [
            .init(0, 0, [], [0], "SSS"), .init(0, 0, [4], [4], "SSS"), .init(0, 1, [2], [2], "SD-"),
            .init(0, 2, [1], [1], "D--"), .init(0, 2, [1], [3], "D--"),
        ], protectedBy: [0, 0, 0])

    /// Section A.10.2.2.
    static let l3t3 = Structure(
        first: 60,
        templates: [
            .init(0, 0, [], [0, 0, 0], "SSSSSSSSS"), .init(0, 0, [12], [12, 11, 10], "RRRRRRSSS"),
            .init(0, 1, [6], [6, 5, 4], "RR-RR-SD-"), .init(0, 2, [3], [3, 2, 1], "R--R--D--"),
            .init(0, 2, [3], [9, 8, 7], "R--R--D--"), .init(1, 0, [1], [1, 1, 1], "SSSSSS---"),
            .init(1, 0, [12, 1], [1, 1, 1], "RRRSSS---"), .init(1, 1, [6, 1], [7, 6, 5], "RR-SD----"),
            .init(1, 2, [3, 1], [4, 3, 2], "R--D-----"), .init(1, 2, [3, 1], [10, 9, 8], "R--D-----"),
            .init(2, 0, [1], [2, 1, 1], "SSS------"), .init(2, 0, [12, 1], [2, 1, 1], "SSS------"),
            .init(2, 1, [6, 1], [8, 7, 6], "SD-------"), .init(2, 2, [3, 1], [5, 4, 3], "D--------"),
            .init(2, 2, [3, 1], [11, 10, 9], "D--------"),
        ], protectedBy: [2, 2, 2, 1, 1, 1, 0, 0, 0], resolutions: [(320, 180), (640, 360), (1_280, 720)])

    /// Two sizes of which the larger builds on the smaller in key pictures alone.
    static let l2t1Key = Structure(
        templates: [
            .init(0, 0, [], [0, 0], "SS"), .init(0, 0, [2], [2, 1], "-S"), .init(1, 0, [1], [1, 1], "S-"),
            .init(1, 0, [2], [1, 2], "S-"),
        ], protectedBy: [1, 0])
}

func dependencyDescriptor(
    _ template: Int, _ number: Int, begins: Bool = true, ends: Bool = true, structure: Structure? = nil,
    active: (mask: Int, targets: Int)? = nil, indications: String? = nil, references: [Int]? = nil, chains: [Int]? = nil
) -> [UInt8] {
    var bits = Bits()
    bits.add(begins ? 1 : 0, 1)
    bits.add(ends ? 1 : 0, 1)
    bits.add(template, 6)
    bits.add(number, 16)
    guard structure != nil || active != nil || indications != nil || references != nil || chains != nil else {
        return bits.bytes
    }
    for isThere in [structure != nil, active != nil, indications != nil, references != nil, chains != nil] {
        bits.add(isThere ? 1 : 0, 1)
    }
    structure?.write(to: &bits)
    if let active { bits.add(active.mask, active.targets) }
    if let indications { Structure.write(indications, to: &bits) }
    if let references {
        for difference in references {
            let size = difference > 256 ? 3 : difference > 16 ? 2 : 1
            bits.add(size, 2)
            bits.add(difference - 1, 4 * size)
        }
        bits.add(0, 2)
    }
    for chain in chains ?? [] { bits.add(chain, 8) }
    return bits.bytes
}
