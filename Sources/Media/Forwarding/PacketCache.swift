public import RTP
public import Wire

/// The last packets of one incoming layer, to answer the NACKs of all its receivers.
///
/// One block of memory, written round and round. Only its first part is used, and so only that part is resident, until it
/// turns out to hold less than `span` of the stream. Nothing is allocated while it serves, but for the index when it grows.
public final class PacketCache {
    /// What stands before each packet's bytes.
    private struct Header {
        var timestamp: UInt32
        var length: UInt16
        /// Of the dependency descriptor, which stands before the payload.
        var descriptorLength: UInt8
        var format: Codec.Format
        var marker: Bool
        var layers: LayerUse
        var descriptor: DependencyDescriptor.Layout?
    }

    private struct Entry {
        var sequence = Int64.min
        /// Bytes written before this packet since the start; tells whether it has been overwritten.
        var position: Int64 = 0
    }

    /// For sound, of which only the last moments are of use; and for pictures at first.
    public static let leastBytes = 8_192
    public static let usualBytes = 65_536
    /// How much of the stream is worth keeping for receivers nearby, and the longest round trip of which more is kept.
    public static let shortestSpan = MediaInterval.milliseconds(700)
    public static let farthest = MediaInterval.milliseconds(500)
    private static let bytesPerEntry = 256
    private static let alignment = 8
    private static let page = 4_096

    public let maximumBytes: Int
    public private(set) var capacity: Int
    /// How much of the stream it grows for.
    public var span = PacketCache.shortestSpan
    private let memory: UnsafeMutableRawPointer
    private var entries: UnsafeMutablePointer<Entry>
    private var entryMask: Int64
    private var head: Int64 = 0
    /// Since when what comes is counted: a span or more.
    private var window: (time: MediaTime, head: Int64)?

    /// `maximumBytes`: at least `leastBytes`.
    public init(maximumBytes: Int = 524_288) {
        precondition(maximumBytes >= Self.leastBytes)
        self.maximumBytes = maximumBytes / Self.page * Self.page
        capacity = min(self.maximumBytes, Self.usualBytes)
        memory = .allocate(byteCount: self.maximumBytes, alignment: Self.alignment)
        (entries, entryMask) = Self.makeEntries(for: capacity)
    }

    private static func makeEntries(for capacity: Int) -> (UnsafeMutablePointer<Entry>, mask: Int64) {
        var count = 1
        while count * bytesPerEntry < capacity { count *= 2 }
        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: count)
        entries.initialize(repeating: Entry(), count: count)
        return (entries, Int64(count - 1))
    }

    /// Keeps what a receiver with that round trip may ask for: it may ask three times.
    public func keep(forRoundTrip roundTrip: MediaInterval) {
        span = .microseconds(
            Self.shortestSpan.microseconds + 3 * min(max(roundTrip, .zero), Self.farthest).microseconds)
    }

    deinit {
        memory.deallocate()
        entries.deallocate()
    }

    /// Keeps a copy. A packet longer than a datagram is not kept.
    public func store(_ packet: MediaPacket, now: MediaTime) {
        let descriptorLength = packet.descriptor?.bytes.count ?? 0
        let length = descriptorLength + packet.payload.count
        guard length <= Outbox.slotSize, let source = packet.payload.baseAddress else { return }
        let start = MemoryLayout<Header>.size
        let size = (start + length + Self.alignment - 1) / Self.alignment * Self.alignment
        var offset = Int(head % Int64(capacity))
        if offset + size > capacity {
            head += Int64(capacity - offset)
            offset = 0
        }
        if offset == 0 {
            beginLap(now)
            offset = Int(head % Int64(capacity))  // It may have grown.
        }
        let entry = entries + Int(packet.sequence.value & entryMask)
        if entry.pointee.sequence > packet.sequence.value && isKept(entry.pointee) { return }
        let header = Header(
            timestamp: packet.timestamp.rawValue, length: UInt16(length),
            descriptorLength: UInt8(truncatingIfNeeded: descriptorLength), format: packet.format,
            marker: packet.marker, layers: packet.description.layers, descriptor: packet.descriptor?.layout)
        let target = memory + offset
        target.storeBytes(of: header, as: Header.self)
        if let descriptor = packet.descriptor?.bytes.baseAddress {
            (target + start).copyMemory(from: descriptor, byteCount: descriptorLength)
        }
        (target + start + descriptorLength).copyMemory(from: source, byteCount: packet.payload.count)
        entry.pointee = Entry(sequence: packet.sequence.value, position: head)
        head += Int64(size)
    }

    /// The packet with that number, if it is still kept; its payload is valid until the next `store`.
    public func packet(_ sequence: ExtendedSequence) -> MediaPacket? {
        let entry = entries[Int(sequence.value & entryMask)]
        guard entry.sequence == sequence.value, isKept(entry) else { return nil }
        let start = memory + Int(entry.position % Int64(capacity))
        let header = start.load(as: Header.self)
        let kept = UnsafeRawBufferPointer(start: start + MemoryLayout<Header>.size, count: Int(header.length))
        let payload = UnsafeRawBufferPointer(rebasing: kept[Int(header.descriptorLength)...])
        var description = PayloadDescription(payload, format: header.format)
        description.layers = header.layers
        return MediaPacket(
            payload: payload, sequence: sequence, timestamp: RTPTimestamp(header.timestamp), marker: header.marker,
            format: header.format, description: description,
            descriptor: header.descriptor.map { layout in
                DependencyDescriptor(
                    bytes: UnsafeRawBufferPointer(rebasing: kept[..<Int(header.descriptorLength)]), layout: layout)
            })
    }

    /// Forgets every packet.
    public func removeAll() {
        entries.update(repeating: Entry(), count: Int(entryMask + 1))
        head = 0
        window = nil
    }

    private func isKept(_ entry: Entry) -> Bool {
        entry.sequence != Int64.min && head - entry.position <= Int64(capacity)
    }

    /// Grows to what came within the last span: pictures come in bursts.
    private func beginLap(_ now: MediaTime) {
        guard let start = window else { return window = (now, head) }
        let elapsed = now - start.time
        guard elapsed >= span else { return }
        window = (now, head)
        let wanted = Int((head - start.head) * span.microseconds / elapsed.microseconds)
        guard wanted > capacity, capacity < maximumBytes else { return }
        grow(to: min((wanted / Self.page + 1) * Self.page, maximumBytes))
    }

    /// At the start of a lap: what is kept lies at the begin of the memory, and more of it is used from now on.
    private func grow(to newCapacity: Int) {
        let (oldEntries, oldCount, block) = (entries, Int(entryMask + 1), Int64(capacity))
        capacity = newCapacity
        (entries, entryMask) = Self.makeEntries(for: capacity)
        for index in 0..<oldCount {
            var entry = oldEntries[index]
            entry.position -= head - block
            guard entry.sequence != Int64.min, entry.position >= 0 else { continue }
            entries[Int(entry.sequence & entryMask)] = entry
        }
        head = block
        window?.head = block
        oldEntries.deallocate()
    }
}
