import CMediaIO
import Testing
import Wire

@testable import MediaIO

@Suite("Grouping datagrams for the kernel")
struct SendPlanTests {
    let outbox = Outbox(capacity: 512)
    let source = NetworkAddress(ipv4: 0x7F00_0001, port: 1)

    func destination(_ number: Int) -> NetworkAddress { NetworkAddress(ipv4: 0x0A00_0000, port: UInt16(number + 1)) }

    /// The messages as lengths of their datagrams, per receiver's number.
    func plan(segments: Bool = true) -> [(to: Int, lengths: [Int])] {
        let plan = SendPlan(capacity: outbox.capacity)
        plan.make(from: outbox, segments: segments) { _ in true }
        return (0..<plan.count).map { index in
            let message = plan.messages[index]
            return (Int(message.remote.port) - 1, (0..<Int(message.part_count)).map { message.parts[$0].iov_len })
        }
    }

    func put(_ length: Int, to number: Int) {
        outbox.put([UInt8](repeating: 0, count: length), to: destination(number), from: source)
    }

    @Test func equalSizesToOneReceiverShareAMessage() {
        for length in [100, 100, 100, 40, 100] { put(length, to: 0) }
        #expect(plan().map(\.lengths) == [[100, 100, 100, 40], [100]], "a shorter one can only be the last")
        #expect(plan(segments: false).map(\.lengths) == [[100], [100], [100], [40], [100]])
    }

    @Test func aLongerOneBeginsAnew() {
        for length in [40, 100, 100] { put(length, to: 0) }
        #expect(plan().map(\.lengths) == [[40], [100, 100]])
    }

    @Test func receiversAreGroupedAcrossEachOther() {
        for _ in 0..<3 { for number in 0..<4 { put(1_200, to: number) } }
        let messages = plan()
        #expect(messages.map(\.to) == [0, 1, 2, 3])
        #expect(messages.allSatisfy { $0.lengths == [1_200, 1_200, 1_200] })
    }

    @Test func theKernelsLimitsHold() {
        for _ in 0..<200 { put(1_400, to: 0) }
        for _ in 0..<200 { put(20, to: 1) }
        for message in plan() {
            #expect(message.lengths.count <= SendPlan.maximumParts)
            #expect(message.lengths.reduce(0, +) <= SendPlan.maximumBytes)
        }
    }

    @Test func differentLocalAddressesAreNotMixed() {
        outbox.put([1, 2], to: destination(0), from: source)
        outbox.put([3, 4], to: destination(0), from: NetworkAddress(ipv4: 0x7F00_0002, port: 1))
        #expect(plan().count == 2)
    }

    /// Whatever the mixture: everything is sent once, and in order per receiver.
    @Test func nothingIsLostOrReordered() {
        var random = SystemRandomNumberGenerator()
        let plan = SendPlan(capacity: outbox.capacity)
        for _ in 0..<50 {
            outbox.removeAll()
            var expected: [Int: [[UInt8]]] = [:]
            for number in 0..<Int.random(in: 1...512, using: &random) {
                let to = Int.random(in: 0..<5, using: &random)
                let length = [60, 60, 200, 1_200].randomElement(using: &random) ?? 60
                let bytes = [UInt8(number & 0xFF), UInt8(number >> 8)] + [UInt8](repeating: 7, count: length)
                outbox.put(bytes, to: destination(to), from: source)
                expected[to, default: []].append(bytes)
            }
            plan.make(from: outbox, segments: true) { _ in true }
            var planned: [Int: [[UInt8]]] = [:]
            for index in 0..<plan.count {
                let message = plan.messages[index]
                for part in 0..<Int(message.part_count) {
                    let vector = message.parts[part]
                    let bytes = Array(UnsafeRawBufferPointer(start: vector.iov_base, count: vector.iov_len))
                    if part < Int(message.part_count) - 1 { #expect(bytes.count == Int(message.segment_size)) }
                    planned[Int(message.remote.port) - 1, default: []].append(bytes)
                }
            }
            #expect(planned == expected)
        }
    }
}
