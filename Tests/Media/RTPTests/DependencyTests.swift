import RTP
import Testing

/// Dependency descriptors of the specification's examples.
@Suite struct DependencyTests {
    private func step(_ spatial: Int, _ temporal: Int) -> LayerStep { LayerStep(spatial: spatial, temporal: temporal) }

    private func set(_ steps: (Int, Int)...) -> LayerSteps {
        steps.reduce(into: .none) { $0.insert(step($1.0, $1.1)) }
    }

    /// With `everything`, which always needs it.
    private func needed(_ steps: (Int, Int)...) -> LayerSteps {
        var result = LayerSteps.none
        result.insert(.everything)
        for (spatial, temporal) in steps { result.insert(step(spatial, temporal)) }
        return result
    }

    private final class Stream {
        var reader = DependencyReader()
        var structure: DependencyStructure? { reader.structure }

        func read(_ bytes: [UInt8], isLate: Bool = false) -> LayerUse? {
            bytes.withUnsafeBytes { reader.read($0, isLate: isLate)?.use }
        }
    }

    private func start(_ structure: Structure, _ number: Int = 100) -> Stream {
        let stream = Stream()
        _ = stream.read(dependencyDescriptor(structure.first, number, structure: structure))
        return stream
    }

    @Test func framesOfThreeTemporalLayers() throws {
        let stream = start(.l1t3)
        #expect(stream.structure?.steps == [step(0, 2), step(0, 1), step(0, 0)])
        let last = try #require(stream.read(dependencyDescriptor(3, 101)))
        #expect(last.needed == needed((0, 2)) && last.to == .none)
        // Who has had the least until here may have all from the middle layer's frame on.
        let middle = try #require(stream.read(dependencyDescriptor(2, 102)))
        #expect(middle.needed == needed((0, 1), (0, 2)))
        #expect(middle.to == set((0, 2)) && middle.from.contains(step(0, 0)))
        #expect(middle.beginsFrame && middle.endsFrame)
        let more = try #require(stream.read(dependencyDescriptor(4, 103, begins: false, ends: false)))
        #expect(more.to == .none && more.from == .none && !more.beginsFrame && !more.endsFrame)
        let base = try #require(stream.read(dependencyDescriptor(1, 104)))
        #expect(base.needed == needed((0, 0), (0, 1), (0, 2)) && base.to == set((0, 0), (0, 1), (0, 2)))
    }

    @Test func framesOfThreeSizes() throws {
        let stream = start(.l3t3)
        let structure = try #require(stream.structure)
        #expect(structure.targets == 9 && structure.templates.count == 15)
        #expect(structure.steps.first == step(2, 2) && structure.steps.last == step(0, 0))
        // A smaller picture, and a lower frame rate, are there as well; a larger one is not.
        #expect(structure.targets(within: step(2, 2)) == 0b1_1111_1111)
        #expect(structure.targets(within: step(1, 1)) == 0b1_1011_0000)
        #expect(structure.targets(within: step(0, 0)) == 0b1_0000_0000)
        // The key picture's second size: for those who have the first.
        let second = try #require(stream.read(dependencyDescriptor(60 + 5 - 64, 101)))
        #expect(second.to == set((2, 0), (2, 1), (2, 2), (1, 0), (1, 1), (1, 2)))
        #expect(second.from.contains(step(0, 0)) && second.step == step(1, 0))
        // Twelve frames on it builds on itself as well, which they have not who had the smallest only.
        _ = stream.read(dependencyDescriptor(61, 112))
        let later = try #require(stream.read(dependencyDescriptor(60 + 6 - 64, 113)))
        #expect(later.from.contains(step(1, 0)) && later.from.contains(step(2, 2)) && !later.from.contains(step(0, 2)))
    }

    @Test func aSizeThatStandsAloneBetweenKeyPictures() throws {
        let stream = start(.l2t1Key)
        _ = stream.read(dependencyDescriptor(2, 101))
        #expect(stream.structure?.targets(within: step(1, 0)) == 0b01)
        #expect(stream.structure?.targets(within: step(0, 0)) == 0b10)
        let small = try #require(stream.read(dependencyDescriptor(1, 102)))
        #expect(small.needed == needed((0, 0)))
        let large = try #require(stream.read(dependencyDescriptor(3, 103)))
        #expect(large.needed == needed((1, 0)) && !large.from.contains(step(0, 0)))
        // A spatial switch of section A.10.1.2: it builds on the smaller picture alone.
        _ = stream.read(dependencyDescriptor(1, 104, indications: "RS"))
        let again = try #require(stream.read(dependencyDescriptor(3, 105, references: [1])))
        #expect(again.from.contains(step(0, 0)) && again.to == set((1, 0)))
    }

    /// Section A.10.1.3: references and chains of the frame's own, and what lies further back than is remembered.
    @Test func whatAFrameSaysForItself() throws {
        let stream = start(.l2t1Key, 103)
        let own = try #require(stream.read(dependencyDescriptor(1, 108, references: [5], chains: [5, 4])))
        #expect(own.from.contains(step(0, 0)))
        let unknown = try #require(stream.read(dependencyDescriptor(1, 110, references: [7, 1])))
        #expect(unknown.from == .none)
        let far = try #require(stream.read(dependencyDescriptor(1, 111, references: [300])))
        #expect(far.from == .none)
        #expect(stream.read(dependencyDescriptor(9, 112)) == nil, "no such template")
    }

    @Test func nothingIsReadWithoutAStructure() {
        #expect(Stream().read(dependencyDescriptor(0, 1)) == nil)
        #expect(Stream().read([0xC0, 0]) == nil)
        // A structure that comes late does not replace the next one.
        let stream = start(.l1t3, 200)
        #expect(stream.read(dependencyDescriptor(0, 100, structure: .l2t1Key), isLate: true) == nil)
        #expect(stream.structure?.targets == 3)
        #expect(stream.read(dependencyDescriptor(0, 300, structure: .l2t1Key), isLate: true) != nil)
        #expect(stream.structure?.targets == 2)
    }

    /// A structure in a descriptor that goes on past its end does not take the place of the one before.
    @Test func whatIsCutOffChangesNothing() {
        let stream = start(.l1t3)
        let other = dependencyDescriptor(0, 300, structure: .l2t1Key, references: [300, 200, 100])
        for length in 0..<other.count {
            // The first three bytes alone are a descriptor without a structure.
            #expect((stream.read(Array(other[..<length])) == nil) == (length != 3))
            #expect(stream.structure?.targets == 3)
        }
        #expect(stream.read(other) != nil && stream.structure?.targets == 2)
    }

    @Test func moreTemplatesThanIdentifiersAreRefused() {
        var structure = Structure.l1t3
        structure.templates += Array(repeating: structure.templates[4], count: 59)
        #expect(start(structure).structure?.templates.count == 64)
        structure.templates.append(structure.templates[4])
        #expect(start(structure).structure == nil)
    }

    // MARK: Written again

    private func written(_ descriptor: DependencyDescriptor, _ number: UInt16, _ targets: UInt32) -> [UInt8] {
        // What lies behind must stay.
        var memory = [UInt8](repeating: 0xEE, count: descriptor.length(targets: targets) + 1)
        memory.withUnsafeMutableBytes {
            descriptor.write(to: .init(rebasing: $0.dropLast()), frameNumber: number, targets: targets)
        }
        #expect(memory.last == 0xEE)
        return memory.dropLast()
    }

    @Test func onlyTheMaskAndTheNumberChange() throws {
        let key = dependencyDescriptor(60, 100, structure: .l3t3)
        let frames = [
            key, dependencyDescriptor(1, 101), dependencyDescriptor(7, 102, ends: false),
            dependencyDescriptor(61, 112, active: (0x1F8, 9)),
            dependencyDescriptor(2, 113, indications: "SSSSSSRD-", references: [12, 1, 40], chains: [1, 200, 3]),
        ]
        var (reader, again) = (DependencyReader(), DependencyReader())
        for frame in frames {
            try frame.withUnsafeBytes { bytes in
                let read = reader.read(bytes)
                let (descriptor, use) = try #require(read)
                let number = descriptor.frameNumber &+ 1_000
                // As it is.
                var expected = frame
                (expected[1], expected[2]) = (UInt8(number >> 8), UInt8(number & 0xFF))
                #expect(written(descriptor, number, 0) == expected)
                // With a mask.
                let cut = written(descriptor, number, 0b1_1011_0000)
                #expect(cut.count <= max(frame.count, 3) + 2)
                try cut.withUnsafeBytes { bytes in
                    let read = again.read(bytes)
                    let found = try #require(read)
                    #expect(found.descriptor.frameNumber == number)
                    #expect(found.descriptor.layout.activeTargets == descriptor.layout.activeTargets & 0b1_1011_0000)
                    #expect(found.use == use)
                }
                #expect(again.structure == reader.structure)
            }
        }
    }

    @Test func everyLengthAndRandomBytesAreSafe() {
        let whole = dependencyDescriptor(
            60, 100, structure: .l3t3, active: (0x1F8, 9), indications: "SSSSSSRD-", references: [1, 20, 300],
            chains: [1, 2, 3])
        for length in 0..<whole.count {
            #expect(Stream().read(Array(whole.prefix(length))) == nil)
        }
        var dice = Dice(state: 11)
        var (reader, found) = (start(.l3t3).reader, 0)
        for _ in 0..<50_000 {
            var bytes = (0..<Int.random(in: 0..<40, using: &dice)).map { _ in
                UInt8.random(in: 0...255, using: &dice)
            }
            // Damaged ones get further than those that are all chance.
            if Bool.random(using: &dice) {
                bytes = whole
                for _ in 0..<3 {
                    bytes[Int.random(in: 0..<bytes.count, using: &dice)] ^= 1 << UInt8.random(in: 0...7, using: &dice)
                }
            }
            bytes.withUnsafeBytes {
                guard let (descriptor, _) = reader.read($0) else { return }
                found += 1
                _ = written(descriptor, 7, UInt32.random(in: 0...(.max), using: &dice))
                #expect(descriptor.length(targets: 1) <= 255)
            }
        }
        #expect(found > 1_000)
    }
}
