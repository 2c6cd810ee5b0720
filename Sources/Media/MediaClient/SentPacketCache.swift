import RTP

/// The last packets of one stream as they were sent, in a ring that allocates only until it is full.
struct SentPacketCache {
    /// Two seconds of a 1 Mbit/s picture.
    static let capacity = 256

    private var packets: [(sequence: SequenceNumber, bytes: [UInt8])] = []

    mutating func store(_ packet: UnsafeRawBufferPointer, sequence: SequenceNumber) {
        let place = Int(sequence.rawValue) % Self.capacity
        while packets.count <= place { packets.append((sequence, [])) }
        packets[place].sequence = sequence
        packets[place].bytes.removeAll(keepingCapacity: true)
        packets[place].bytes.append(contentsOf: packet)
    }

    /// The packet of that number, if it is still here.
    func packet(_ sequence: SequenceNumber) -> [UInt8]? {
        let place = Int(sequence.rawValue) % Self.capacity
        guard place < packets.count, packets[place].sequence == sequence, !packets[place].bytes.isEmpty else {
            return nil
        }
        return packets[place].bytes
    }
}
