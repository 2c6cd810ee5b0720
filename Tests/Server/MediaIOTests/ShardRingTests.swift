import CMediaIO
import Glibc
import RTP
import Testing
import Wire

@testable import Forwarding
@testable import MediaIO

@Suite("Rings between media threads", .timeLimit(.minutes(1)))
struct ShardRingTests {
    private static func packet(_ number: UInt32, _ bytes: UnsafeRawBufferPointer) -> ShardRecord {
        let media = MediaPacket(
            payload: bytes, sequence: ExtendedSequence(Int64(number)), timestamp: RTPTimestamp(number), marker: true,
            format: .vp8, description: PayloadDescription())
        return ShardRecord(
            source: number, kind: .video, number: number, .packet(HandedPacket(media: media, layer: 0)))
    }

    private static func push(_ number: UInt32, size: Int, into ring: ShardRing) -> Bool {
        let bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: size)
        return bytes.withUnsafeBytes { ring.push(packet(number, $0)) }
    }

    private let question = ShardRecord(source: 1, kind: .audio, .keyframeWanted(layer: 0))

    @Test func whatIsPushedIsSeenWhenItIsPublished() throws {
        let ring = ShardRing(bell: try Bell())
        var seen: [(UInt32, [UInt8])] = []
        func drain() { ring.drain { seen.append(($0.number, Array($0.bytes))) } }
        #expect(Self.push(1, size: 0, into: ring) && Self.push(2, size: 3, into: ring))
        #expect(Self.push(3, size: Outbox.slotSize, into: ring))
        #expect(!Self.push(4, size: Outbox.slotSize + 1, into: ring), "longer than a datagram")
        drain()
        #expect(seen.isEmpty)
        ring.publish()
        drain()
        #expect(seen.map(\.0) == [1, 2, 3])
        #expect(seen[1].1 == [2, 2, 2] && seen[2].1.count == Outbox.slotSize)
        drain()
        #expect(seen.count == 3, "once")
    }

    /// They are written over without a look at what was there.
    @Test func recordsHoldNothingThatHasToBeLetGo() {
        #expect(_isPOD(ShardRecord.self))
    }

    @Test func theBellRingsOnceForABatch() throws {
        let bell = try Bell()
        let ring = ShardRing(bell: bell)
        func rings() -> UInt64 {
            var count: UInt64 = 0
            return Glibc.read(bell.descriptor, &count, 8) == 8 ? count : 0
        }
        ring.publish()
        #expect(rings() == 0)
        for number in 0..<10 as Range<UInt32> { _ = Self.push(number, size: 10, into: ring) }
        ring.publish()
        ring.publish()
        #expect(rings() == 1)
    }

    @Test func aFullRingTakesNoMoreUntilItsReaderLetsGo() throws {
        let ring = ShardRing(bell: try Bell())
        let room = ShardRing.capacity - ShardRing.reserve
        for lap in 0..<3 {
            var taken = 0
            while Self.push(UInt32(taken), size: 100, into: ring) { taken += 1 }
            #expect(taken == room, "lap \(lap)")
            // What is asked finds room all the same, up to a bound.
            var asked = 0
            while ring.push(question) { asked += 1 }
            #expect(asked == ShardRing.reserve)
            ring.publish()
            var read = 0
            ring.drain { _ in read += 1 }
            #expect(read == ShardRing.capacity)
            #expect(!Self.push(0, size: 1, into: ring), "the reader still looks at them")
            ring.release()
        }
    }

    /// Two threads: everything that was taken comes out, in order and whole.
    @Test func twoThreadsShareIt() async throws {
        let bell = try Bell()
        let ring = ShardRing(bell: bell)
        let count: UInt32 = 20_000
        let writer = Task.detached {
            var number: UInt32 = 0
            while number < count {
                let isTaken = Self.push(number, size: Int(number % 1_400), into: ring)
                if isTaken { number += 1 }
                if !isTaken || number % 17 == 0 { ring.publish() }
                if !isTaken { await Task.yield() }
            }
            ring.publish()
        }
        var next: UInt32 = 0
        var isWhole = true
        while next < count {
            bell.silence()
            ring.drain { record in
                isWhole = isWhole && record.number == next && record.bytes.count == Int(next % 1_400)
                isWhole = isWhole && record.bytes.allSatisfy { $0 == UInt8(truncatingIfNeeded: next) }
                next += 1
            }
            ring.release()
            await Task.yield()
        }
        await writer.value
        #expect(isWhole)
    }
}
