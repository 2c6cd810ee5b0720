/// Datagrams that wait to be sent, in fixed memory.
///
/// The engine writes each datagram in place (`reserve`, then `commit`); the shell sends them all at once and calls
/// `removeAll`. When the last slot is taken, `reserve` first calls `onFull`, which must empty the outbox. Nothing is
/// allocated after `init`.
public final class Outbox {
    /// Longest datagram, bytes: an Ethernet frame's worth.
    public static let slotSize = 1_500

    public struct Datagram {
        public var length: UInt16
        public var destination: NetworkAddress
        /// The local address to send from: the one which the peer addressed. Port is ignored.
        public var source: NetworkAddress
    }

    public let capacity: Int
    public private(set) var count = 0
    /// Called when `reserve` finds no free slot; sends and removes everything.
    public var onFull: ((Outbox) -> Void)?

    private let memory: UnsafeMutableRawPointer
    private let datagrams: UnsafeMutablePointer<Datagram>

    public init(capacity: Int = 1_024) {
        self.capacity = capacity
        memory = .allocate(byteCount: capacity * Self.slotSize, alignment: 16)
        datagrams = .allocate(capacity: capacity)
    }

    deinit {
        memory.deallocate()
        datagrams.deallocate()
    }

    /// The memory of the next free slot, `slotSize` bytes. It stays free until `commit`.
    public func reserve() -> UnsafeMutableRawBufferPointer {
        if count == capacity {
            onFull?(self)
            precondition(count < capacity, "Outbox.onFull must empty the outbox")
        }
        return UnsafeMutableRawBufferPointer(start: memory + count * Self.slotSize, count: Self.slotSize)
    }

    /// Takes the slot that `reserve` gave; `length` bytes of it were written.
    public func commit(length: Int, to destination: NetworkAddress, from source: NetworkAddress) {
        precondition(length <= Self.slotSize)
        (datagrams + count).initialize(
            to: Datagram(length: UInt16(length), destination: destination, source: source))
        count += 1
    }

    /// The `index`th datagram and its bytes, valid until `removeAll`.
    public subscript(index: Int) -> (datagram: Datagram, bytes: UnsafeRawBufferPointer) {
        precondition(index < count)
        let datagram = datagrams[index]
        return (
            datagram,
            UnsafeRawBufferPointer(start: memory + index * Self.slotSize, count: Int(datagram.length))
        )
    }

    /// What was committed last.
    public var newest: UnsafeRawBufferPointer? { count == 0 ? nil : self[count - 1].bytes }

    public func removeAll() { count = 0 }
}
