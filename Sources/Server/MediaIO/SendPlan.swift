import CMediaIO
import Wire

/// Groups the datagrams of an outbox into messages for the kernel: datagrams of equal size to one receiver become one
/// message that is cut apart late in the kernel (UDP_SEGMENT); only the last of a message may be shorter.
///
/// The order of datagrams to one receiver is kept; receivers are independent of one another. All memory is made once.
final class SendPlan {
    /// The kernel's limits: UDP_MAX_SEGMENTS, and what one IP packet could carry.
    static let maximumParts = 64
    static let maximumBytes = 65_000

    private(set) var messages: UnsafeMutablePointer<cmediaio_message>
    private(set) var count = 0

    private struct Group {
        var datagram: Outbox.Datagram
        var first: Int32
        var last: Int32
        var parts: Int
        var bytes: Int
        var isOpen: Bool
    }

    private let capacity: Int
    private let groups: UnsafeMutablePointer<Group>
    /// For each datagram the next one of its group, or -1.
    private let next: UnsafeMutablePointer<Int32>
    private let parts: UnsafeMutablePointer<iovec>
    /// Open-addressed table: receiver -> its newest group. An entry is valid in the round that wrote it.
    private struct Entry {
        var round: UInt32
        var group: Int32
    }
    private let table: UnsafeMutablePointer<Entry>
    private let tableMask: Int
    private var round: UInt32 = 0
    /// The group that was last begun or added to.
    private var latest = 0

    init(capacity: Int) {
        self.capacity = capacity
        messages = .allocate(capacity: capacity)
        groups = .allocate(capacity: capacity)
        next = .allocate(capacity: capacity)
        parts = .allocate(capacity: capacity)
        var size = 16
        while size < capacity * 2 { size *= 2 }
        table = .allocate(capacity: size)
        table.initialize(repeating: Entry(round: 0, group: -1), count: size)
        tableMask = size - 1
    }

    deinit {
        messages.deallocate()
        groups.deallocate()
        next.deallocate()
        parts.deallocate()
        table.deallocate()
    }

    /// Plans all datagrams that `socket` carries; the messages point into the outbox's memory.
    ///
    /// - Parameter segments: whether datagrams may share a message.
    func make(from outbox: Outbox, segments: Bool, where carries: (Outbox.Datagram) -> Bool) {
        precondition(outbox.count <= capacity, "a plan is as large as its outbox")
        count = 0
        round &+= 1
        if round == 0 { round = 1 }
        for index in 0..<outbox.count {
            let datagram = outbox[index].datagram
            if carries(datagram) { place(index, datagram, segments: segments) }
        }
        layOut(outbox)
    }

    private func place(_ index: Int, _ datagram: Outbox.Datagram, segments: Bool) {
        next[index] = -1
        // Mostly the receiver of the datagram before: the engine serves one after the other.
        if segments, count > 0, groups[latest].datagram.isAlike(datagram), append(index, datagram, to: groups + latest)
        {
            return
        }
        let slot = find(datagram)
        if segments, table[slot].round == round {
            let group = Int(table[slot].group)
            if append(index, datagram, to: groups + group) {
                latest = group
                return
            }
        }
        (groups + count).initialize(
            to: Group(
                datagram: datagram, first: Int32(index), last: Int32(index), parts: 1, bytes: Int(datagram.length),
                isOpen: true))
        table[slot] = Entry(round: round, group: Int32(count))
        latest = count
        count += 1
    }

    /// Adds a datagram to a group of its receiver, if it fits.
    private func append(_ index: Int, _ datagram: Outbox.Datagram, to group: UnsafeMutablePointer<Group>) -> Bool {
        let size = Int(group.pointee.datagram.length)
        let length = Int(datagram.length)
        guard group.pointee.isOpen, length <= size, length > 0, group.pointee.parts < Self.maximumParts,
            group.pointee.bytes + length <= Self.maximumBytes
        else { return false }
        next[Int(group.pointee.last)] = Int32(index)
        group.pointee.last = Int32(index)
        group.pointee.parts += 1
        group.pointee.bytes += length
        group.pointee.isOpen = length == size
        return true
    }

    /// The table's place for this pair of addresses. The table is never more than half full.
    private func find(_ datagram: Outbox.Datagram) -> Int {
        let to = datagram.destination
        var hash = to.high &* 0x9E37_79B9_7F4A_7C15 ^ to.low ^ UInt64(to.port) << 32
        hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
        var slot = Int(truncatingIfNeeded: hash >> 32) & tableMask
        while table[slot].round == round {
            let other = groups[Int(table[slot].group)].datagram
            if other.isAlike(datagram) { return slot }
            slot = (slot + 1) & tableMask
        }
        return slot
    }

    private func layOut(_ outbox: Outbox) {
        var part = 0
        for index in 0..<count {
            let group = groups[index]
            let start = parts + part
            var datagram = group.first
            while datagram >= 0 {
                let bytes = outbox[Int(datagram)].bytes
                // The kernel only reads what it sends.
                let base = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
                (parts + part).initialize(to: iovec(iov_base: base, iov_len: bytes.count))
                part += 1
                datagram = next[Int(datagram)]
            }
            (messages + index).initialize(
                to: cmediaio_message(
                    remote: cmediaio_address(group.datagram.destination),
                    local: cmediaio_address(group.datagram.source),
                    parts: start, part_count: UInt32(group.parts), segment_size: group.datagram.length))
        }
    }
}

extension Outbox.Datagram {
    /// Whether both go from the same address to the same receiver.
    fileprivate func isAlike(_ other: Outbox.Datagram) -> Bool {
        destination == other.destination && source == other.source
    }
}
