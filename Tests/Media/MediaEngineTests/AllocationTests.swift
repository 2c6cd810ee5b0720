import CAllocationCount
import MediaEngine
import Testing

/// What the way of a packet asks of the allocator. Without optimisation each look into a small array costs an allocation:
/// four and a bit for each packet that is sent on. `make bench` counts in the optimised build, where there are none.
@Suite struct AllocationTests {
    @Test(.enabled(if: allocation_count_works()))
    func aPacketAsksForNoMoreMemoryThanItDid() throws {
        let hall = try Hall()
        let source = SourceID(rawValue: 1)
        let speaker = try hall.publisher(source)
        hall.engine.setAudible(source, true)
        hall.engine.setVisible(source, true)
        for _ in 0..<12 {
            let viewer = try hall.receiver(audio: 1, video: 1)
            hall.engine.assignAudio(peer: viewer.id, slot: 0, source: source)
            hall.engine.assignVideo(peer: viewer.id, slot: 0, source: source, quality: .full)
        }
        hall.run(milliseconds: 2_000) { hall.speak(speaker, step: $0) }
        let before = hall.engine.statistics().packetsForwarded
        hall.mediaAllocations = 0
        hall.run(milliseconds: 3_000) { hall.speak(speaker, step: $0) }
        let forwarded = hall.engine.statistics().packetsForwarded - before
        try #require(forwarded > 4_000)
        let each = Double(hall.mediaAllocations) / Double(forwarded)
        #expect(each < 5, "\(hall.mediaAllocations) allocations for \(forwarded) packets")
    }
}
