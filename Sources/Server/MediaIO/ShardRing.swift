import Forwarding
import Synchronization
import Wire

/// What one media thread tells another, in memory made once: one thread writes, one reads, and neither waits.
///
/// Written records can be read after `publish`; read ones are free again after `release`, so that the bytes of a packet
/// stay as long as the reader needs them.
final class ShardRing: ShardLink, @unchecked Sendable {
    /// A power of two: some milliseconds of what one thread can forward.
    static let capacity = 512
    /// Kept free of packets, for what is asked.
    static let reserve = 64

    private let records: UnsafeMutablePointer<ShardRecord>
    private let memory: UnsafeMutableRawPointer
    private let capacity: Int
    private let bell: Bell

    /// How many were published, and how many are free again, since the start.
    private let published = Atomic(0)
    private let released = Atomic(0)

    // The writer's.
    private var written = 0
    private var announced = 0
    /// `released` as it was read last.
    private var knownReleased = 0

    // The reader's.
    private var read = 0

    /// - Parameter bell: the reader's.
    init(capacity: Int = ShardRing.capacity, bell: Bell) {
        precondition(capacity > Self.reserve && capacity & (capacity - 1) == 0)
        self.capacity = capacity
        self.bell = bell
        records = .allocate(capacity: capacity)
        memory = .allocate(byteCount: capacity * Outbox.slotSize, alignment: 64)
    }

    // Records hold nothing that has to be let go.
    deinit {
        records.deallocate()
        memory.deallocate()
    }

    // MARK: The writing thread

    func push(_ record: ShardRecord) -> Bool {
        let bytes = record.bytes
        guard bytes.count <= Outbox.slotSize else { return false }
        let limit = record.isPacket ? capacity - Self.reserve : capacity
        if written - knownReleased >= limit {
            knownReleased = released.load(ordering: .acquiring)
            guard written - knownReleased < limit else { return false }
        }
        let place = written & (capacity - 1)
        var copy = record
        if let source = bytes.baseAddress {
            let target = UnsafeMutableRawBufferPointer(
                start: memory + place * Outbox.slotSize, count: bytes.count)
            target.baseAddress?.copyMemory(from: source, byteCount: bytes.count)
            copy.bytes = UnsafeRawBufferPointer(target)
        }
        (records + place).initialize(to: copy)
        written += 1
        return true
    }

    /// Lets the other thread see what was pushed, and wakes it: once, however much it is.
    func publish() {
        guard written != announced else { return }
        announced = written
        published.store(written, ordering: .releasing)
        bell.ring()
    }

    // MARK: The reading thread

    /// Hands out what was published, in order. All of it stays until `release`.
    func drain(_ take: (ShardRecord) -> Void) {
        let end = published.load(ordering: .acquiring)
        while read < end {
            take(records[read & (capacity - 1)])
            read += 1
        }
    }

    func release() {
        released.store(read, ordering: .releasing)
    }
}
