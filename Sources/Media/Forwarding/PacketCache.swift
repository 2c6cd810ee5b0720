public import RTP
public import Wire

/// The last packets of one incoming layer, to answer the NACKs of all its receivers.
///
/// One block of memory, written round and round; nothing is allocated while it serves, except that the block doubles, up
/// to a limit, while it holds less than `span` of the stream.
public final class PacketCache {
    private struct Entry {
        var sequence = Int64.min
        /// Bytes written before this packet since the start; tells whether it has been overwritten.
        var position: Int64 = 0
        var length: UInt16 = 0
        /// Of the dependency descriptor, which stands before the payload.
        var descriptorLength: UInt8 = 0
        var format = Codec.Format.vp8
        var marker = false
        var timestamp: UInt32 = 0
        var layers = LayerUse()
        var descriptor: DependencyDescriptor.Layout?
    }

    public static let initialBytes = 65_536
    /// How much of the stream is worth keeping: a few round trips of a long line.
    public static let span = MediaInterval.milliseconds(2_000)
    private static let bytesPerEntry = 256

    public let maximumBytes: Int
    public private(set) var capacity: Int
    private var memory: UnsafeMutableRawPointer
    private var entries: UnsafeMutablePointer<Entry>
    private var entryMask: Int64
    private var head: Int64 = 0
    private var lapStart: MediaTime?

    /// `maximumBytes` is a power of two, at least `initialBytes`.
    public init(maximumBytes: Int = 524_288) {
        precondition(maximumBytes >= Self.initialBytes && maximumBytes & (maximumBytes - 1) == 0)
        self.maximumBytes = maximumBytes
        capacity = Self.initialBytes
        let count = capacity / Self.bytesPerEntry
        memory = .allocate(byteCount: capacity, alignment: 16)
        entries = .allocate(capacity: count)
        entries.initialize(repeating: Entry(), count: count)
        entryMask = Int64(count - 1)
    }

    deinit {
        memory.deallocate()
        entries.deallocate()
    }

    /// Keeps a copy. A packet longer than a datagram is not kept.
    public func store(_ packet: MediaPacket, now: MediaTime) {
        let start = packet.descriptor?.bytes.count ?? 0
        let length = start + packet.payload.count
        guard length <= Outbox.slotSize, let source = packet.payload.baseAddress else { return }
        var offset = Int(head % Int64(capacity))
        if offset + length > capacity {
            head += Int64(capacity - offset)
            offset = 0
        }
        if offset == 0 {
            beginLap(now)
            offset = Int(head % Int64(capacity))  // It may have grown.
        }
        let entry = entries + Int(packet.sequence.value & entryMask)
        if entry.pointee.sequence > packet.sequence.value && isKept(entry.pointee) { return }
        if let descriptor = packet.descriptor?.bytes.baseAddress {
            (memory + offset).copyMemory(from: descriptor, byteCount: start)
        }
        (memory + offset + start).copyMemory(from: source, byteCount: packet.payload.count)
        entry.pointee = Entry(
            sequence: packet.sequence.value, position: head, length: UInt16(length),
            descriptorLength: UInt8(truncatingIfNeeded: start), format: packet.format, marker: packet.marker,
            timestamp: packet.timestamp.rawValue, layers: packet.description.layers,
            descriptor: packet.descriptor?.layout)
        head += Int64(length)
    }

    /// The packet with that number, if it is still kept; its payload is valid until the next `store`.
    public func packet(_ sequence: ExtendedSequence) -> MediaPacket? {
        let entry = entries[Int(sequence.value & entryMask)]
        guard entry.sequence == sequence.value, isKept(entry) else { return nil }
        let kept = UnsafeRawBufferPointer(
            start: memory + Int(entry.position % Int64(capacity)), count: Int(entry.length))
        let payload = UnsafeRawBufferPointer(rebasing: kept[Int(entry.descriptorLength)...])
        var description = PayloadDescription(payload, format: entry.format)
        description.layers = entry.layers
        return MediaPacket(
            payload: payload, sequence: sequence, timestamp: RTPTimestamp(entry.timestamp), marker: entry.marker,
            format: entry.format, description: description,
            descriptor: entry.descriptor.map { layout in
                DependencyDescriptor(
                    bytes: UnsafeRawBufferPointer(rebasing: kept[..<Int(entry.descriptorLength)]), layout: layout)
            })
    }

    /// Forgets every packet.
    public func removeAll() {
        entries.update(repeating: Entry(), count: Int(entryMask + 1))
        head = 0
        lapStart = nil
    }

    private func isKept(_ entry: Entry) -> Bool {
        entry.sequence != Int64.min && head - entry.position <= Int64(capacity)
    }

    private func beginLap(_ now: MediaTime) {
        defer { lapStart = now }
        guard let lapStart, now - lapStart < Self.span, capacity < maximumBytes else { return }
        grow()
    }

    /// Twice the memory, at the start of a lap: what is kept moves to its first half.
    private func grow() {
        let (old, oldEntries, oldCount) = (memory, entries, Int(entryMask + 1))
        let block = Int64(capacity)
        capacity *= 2
        let count = capacity / Self.bytesPerEntry
        memory = .allocate(byteCount: capacity, alignment: 16)
        memory.copyMemory(from: old, byteCount: Int(block))
        entries = .allocate(capacity: count)
        entries.initialize(repeating: Entry(), count: count)
        entryMask = Int64(count - 1)
        for index in 0..<oldCount {
            var entry = oldEntries[index]
            entry.position -= head - block
            guard entry.sequence != Int64.min, entry.position >= 0 else { continue }
            entries[Int(entry.sequence & entryMask)] = entry
        }
        head = block
        old.deallocate()
        oldEntries.deallocate()
    }
}
