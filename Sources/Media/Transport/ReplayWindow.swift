/// Which packet indices of a stream were seen: the highest, and the 127 before it (RFC 3711 section 3.3.2).
struct ReplayWindow {
    static let size: UInt64 = 128

    private(set) var highest: UInt64
    /// Bit n: index `highest - n` was seen.
    private var recent: UInt64 = 1
    /// Bit n: index `highest - 64 - n` was seen.
    private var older: UInt64 = 0

    init(first index: UInt64) { highest = index }

    /// Whether the index may be taken: newer than all, or within the window and not seen.
    func isFresh(_ index: UInt64) -> Bool {
        if index > highest { return true }
        let age = highest - index
        if age < 64 { return recent >> age & 1 == 0 }
        return age < Self.size && older >> (age - 64) & 1 == 0
    }

    mutating func insert(_ index: UInt64) {
        if index > highest {
            let step = index - highest
            // Smart shifts: a shift by 64 or more gives zero.
            older = older << step | (step <= 64 ? recent >> (64 - step) : recent << (step - 64))
            recent = recent << step | 1
            highest = index
        } else {
            let age = highest - index
            if age < 64 {
                recent |= 1 << age
            } else if age < Self.size {
                older |= 1 << (age - 64)
            }
        }
    }

    /// The 48-bit index of an RTP packet, guessed from its sequence number: the one nearest to the highest seen (RFC 3711
    /// section 3.3.1). nil if that would lie before the stream's start or past the last roll-over.
    func index(of sequence: UInt16) -> UInt64? {
        let distance = Int64(Int16(bitPattern: sequence &- UInt16(truncatingIfNeeded: highest)))
        let index = Int64(highest) + distance
        return index >= 0 && index < 1 << 48 ? UInt64(index) : nil
    }
}

/// The replay windows of one direction, one per SSRC, in a bounded table.
struct ReplayTable {
    /// 32 sounds, 64 pictures and their repair streams, and some to spare.
    static let maximumSources = 256

    private var sources: [UInt32] = []
    private var windows: [ReplayWindow] = []
    private var last = 0

    /// Where the source stands; nil if it is new.
    private mutating func find(_ source: UInt32) -> Int? {
        if last < sources.count, sources[last] == source { return last }
        guard let index = sources.firstIndex(of: source) else { return nil }
        last = index
        return index
    }

    /// The index of a packet that may be taken, or why it may not.
    mutating func freshIndex(of source: UInt32, sequence: UInt16) throws(SRTPFailure) -> (index: UInt64, position: Int?)
    {
        guard let position = find(source) else {
            // A stream's roll-over counter starts at 0.
            guard sources.count < Self.maximumSources else { throw .tooManySources }
            return (UInt64(sequence), nil)
        }
        guard let index = windows[position].index(of: sequence), windows[position].isFresh(index) else {
            throw .replayed
        }
        return (index, position)
    }

    /// Where the source of a packet stands that may be taken and says its own index, as SRTCP does; nil if it is new.
    mutating func position(of source: UInt32, fresh index: UInt64) throws(SRTPFailure) -> Int? {
        guard let position = find(source) else {
            guard sources.count < Self.maximumSources else { throw .tooManySources }
            return nil
        }
        guard windows[position].isFresh(index) else { throw .replayed }
        return position
    }

    /// Remembers an index: only of packets that were authentic.
    mutating func insert(_ index: UInt64, source: UInt32, at position: Int?) {
        if let position {
            windows[position].insert(index)
        } else {
            sources.append(source)
            windows.append(ReplayWindow(first: index))
        }
    }
}
