import Forwarding
import MediaClient
import MediaEngine
import RTP
import Wire

/// Several engines that share the work, in virtual time. What one tells another waits in the ring of the two until the next
/// step, or as long as a test wants.
final class ShardedHall {
    /// Stands for a ring: keeps what is pushed until it is taken.
    final class Ring: ShardLink {
        /// More packets are not taken.
        var capacity = 512
        /// Which records are lost.
        var loses: (ShardRecord) -> Bool = { _ in false }
        /// Nothing is taken out.
        var isHeld = false
        /// Packets that were pushed, lost ones as well.
        private(set) var packets = 0
        private(set) var keyframeRequests = 0
        private(set) var levels: [UInt8] = []
        private var records: [ShardRecord] = []
        private var memory: [UnsafeMutableRawBufferPointer] = []

        deinit { clear() }

        func push(_ record: ShardRecord) -> Bool {
            switch record.content {
            case .packet: packets += 1
            case .keyframeWanted: keyframeRequests += 1
            case .wanted(let layers, _): levels.append(layers)
            case .track: break
            }
            guard records.count < capacity, !loses(record) else { return false }
            var copy = record
            let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: record.bytes.count, alignment: 1)
            bytes.copyBytes(from: record.bytes)
            copy.bytes = UnsafeRawBufferPointer(bytes)
            memory.append(bytes)
            records.append(copy)
            return true
        }

        var waiting: Int { records.count }

        func drain(_ take: ([ShardRecord]) -> Void) {
            guard !isHeld else { return }
            let (records, memory) = (self.records, self.memory)
            (self.records, self.memory) = ([], [])
            take(records)
            for bytes in memory { bytes.deallocate() }
        }

        private func clear() { for bytes in memory { bytes.deallocate() } }
    }

    let halls: [Hall]
    private var rings: [[Ring]] = []

    init(_ count: Int, configure: (inout MediaEngine.Configuration) -> Void = { _ in }) throws {
        halls = try (0..<count).map { shard in
            try Hall {
                configure(&$0)
                $0.shard = shard
            }
        }
        rings = halls.indices.map { _ in halls.indices.map { _ in Ring() } }
        for (from, hall) in halls.enumerated() {
            for to in halls.indices where to != from { hall.engine.connect(to: to, by: rings[from][to]) }
        }
    }

    func ring(_ from: Int, _ to: Int) -> Ring { rings[from][to] }

    /// Takes out what waits in all rings.
    func exchange() {
        for from in halls.indices {
            for to in halls.indices where to != from {
                rings[from][to].drain { halls[to].take($0, from: from) }
            }
        }
    }

    /// Lets time pass for all, in steps of 5 ms.
    func run(milliseconds: Int, each: (_ step: Int) -> Void = { _ in }) {
        for step in 0..<milliseconds / 5 {
            each(step)
            for hall in halls { hall.run(milliseconds: 5) }
            exchange()
        }
    }

    /// Somebody comes to one hall, and time passes in the others as well.
    func letIn<Guest>(_ shard: Int, _ enter: (Hall) throws -> Guest) rethrows -> Guest {
        let guest = try enter(halls[shard])
        for hall in halls { hall.run(milliseconds: Int((halls[shard].now - hall.now).milliseconds)) }
        exchange()
        return guest
    }

    // What a conference tells every shard.

    func setAudible(_ source: SourceID, _ isAudible: Bool) {
        for hall in halls { hall.engine.setAudible(source, isAudible) }
    }

    func setVisible(_ source: SourceID, _ isVisible: Bool) {
        for hall in halls { hall.engine.setVisible(source, isVisible) }
    }

    /// A speaker on shard 0, who may be heard and seen.
    func speaker(_ source: SourceID, layers: [String] = [""]) throws -> Hall.Guest {
        let speaker = try letIn(source.shard) { try $0.publisher(source, layers: layers) }
        setAudible(source, true)
        setVisible(source, true)
        return speaker
    }

    /// Somebody on a shard who hears and sees a source.
    func viewer(on shard: Int, of source: SourceID, quality: Quality = .full) throws -> Hall.Guest {
        let viewer = try letIn(shard) { try $0.receiver(audio: 1, video: 1) }
        halls[shard].engine.assignAudio(peer: viewer.id, slot: 0, source: source)
        halls[shard].engine.assignVideo(peer: viewer.id, slot: 0, source: source, quality: quality)
        run(milliseconds: 20)
        return viewer
    }

    /// Somebody speaks for so long, from a step on.
    func speak(_ guest: Hall.Guest, milliseconds: Int, from start: Int = 0, layers: Int = 1) {
        run(milliseconds: milliseconds) { halls[guest.id.shard].speak(guest, step: $0 + start, layers: layers) }
    }
}
