/// The last packets of one stream as they were sent, in a ring that allocates only until it is full.
public struct RecentPackets: Sendable {
    private let capacity: Int
    private var packets: [(number: UInt16, sent: MediaTime, bytes: [UInt8])] = []

    public init(capacity: Int) { self.capacity = capacity }

    public mutating func store(_ packet: UnsafeRawBufferPointer, number: UInt16, now: MediaTime) {
        let place = Int(number) % capacity
        while packets.count <= place { packets.append((number, now, [])) }
        packets[place].number = number
        packets[place].sent = now
        packets[place].bytes.removeAll(keepingCapacity: true)
        packets[place].bytes.append(contentsOf: packet)
    }

    /// The packet of that number and when it was sent, if it is still here.
    public func packet(_ number: UInt16) -> (bytes: [UInt8], sent: MediaTime)? {
        let place = Int(number) % capacity
        guard place < packets.count, packets[place].number == number, !packets[place].bytes.isEmpty else {
            return nil
        }
        return (packets[place].bytes, packets[place].sent)
    }
}
