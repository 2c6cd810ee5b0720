public import RTP
import Wire

/// The header that every packet of a slot begins with: copied, then patched. Fixed memory, made once per negotiation.
public final class HeaderTemplate {
    /// Fixed header, extensions of mid (up to 16 bytes), audio level, and number or send time, and their framing.
    static let capacity = 64
    /// The longest value of the one-byte form (RFC 8285).
    static let longestShortValue = 16

    private let memory: UnsafeMutableRawBufferPointer
    public let length: Int
    private let audioLevelOffset: Int
    private let audioLevelElement: UInt8
    private let sendTimeOffset: Int
    /// Where the transport-wide number goes; nil without it.
    let numberOffset: Int?
    /// Where a dependency descriptor can be added; nil where the receiver takes none.
    private let descriptorID: UInt8?
    private let isTwoByte: Bool
    private let elementsEnd: Int

    /// `mid` beyond 16 bytes does not fit the one-byte form and is left out.
    public init(mid: String, extensions: HeaderExtensionMap, twoByteForm: Bool = false) {
        memory = .allocate(byteCount: Self.capacity, alignment: 16)
        var writer = ByteWriter(memory)
        writer.u8(0x80)
        writer.zeros(RTPHeader.fixedSize - 1)
        var levelOffset: Int?
        var timeOffset: Int?
        var numberOffset: Int?
        let midID = (1...16).contains(mid.utf8.count) ? extensions.id(of: .mid) : nil
        let levelID = extensions.id(of: .audioLevel)
        // A receiver that reports on numbered packets needs no times of ours.
        let numberID = extensions.id(of: .transportSequence)
        let timeID = numberID == nil ? extensions.id(of: .absoluteSendTime) : nil
        descriptorID = extensions.id(of: .dependencyDescriptor)
        isTwoByte = twoByteForm
        var end = 0
        if midID != nil || levelID != nil || timeID != nil || numberID != nil || descriptorID != nil {
            let block = HeaderExtensionWriter(into: &writer, twoByteForm: twoByteForm)
            if let midID { block.add(id: midID, mid.utf8, to: &writer) }
            if let levelID { levelOffset = block.add(id: levelID, [0], to: &writer) }
            if let timeID { timeOffset = block.add(id: timeID, [0, 0, 0], to: &writer) }
            if let numberID { numberOffset = block.add(id: numberID, [0, 0], to: &writer) }
            end = writer.count
            block.finish(&writer)
            writer.patch(u8: 0x90, at: 0)
        }
        elementsEnd = end
        precondition(!writer.overflowed, "the template's capacity covers the largest header")
        length = writer.count
        audioLevelOffset = levelOffset ?? 0
        audioLevelElement = twoByteForm ? 1 : (levelID ?? 0) << 4
        sendTimeOffset = timeOffset ?? 0
        self.numberOffset = numberOffset
    }

    deinit { memory.deallocate() }

    /// Writes the header to the start of `slot`, which has room for `length` bytes.
    @inline(__always)
    func write(
        to slot: UnsafeMutableRawBufferPointer, marker: Bool, payloadType: PayloadType, sequence: SequenceNumber,
        timestamp: RTPTimestamp, ssrc: SSRC, audioLevel: UInt8?, now: MediaTime
    ) {
        slot.copyMemory(from: UnsafeRawBufferPointer(start: memory.baseAddress, count: length))
        slot[1] = payloadType.rawValue | (marker ? 0x80 : 0)
        slot.store(u16: sequence.rawValue, at: 2)
        slot.store(u32: timestamp.rawValue, at: 4)
        slot.store(u32: ssrc.rawValue, at: 8)
        if audioLevelOffset != 0 {
            // Without a level the element becomes two bytes of padding.
            slot[audioLevelOffset - 1] = audioLevel == nil ? 0 : audioLevelElement
            slot[audioLevelOffset] = audioLevel ?? 0
        }
        if sendTimeOffset != 0 {
            // Seconds in 6.18 fixed point, on the media clock.
            let time = ((UInt64(bitPattern: now.microseconds) % 64_000_000) << 18) / 1_000_000
            slot[sendTimeOffset] = UInt8(truncatingIfNeeded: time >> 16)
            slot[sendTimeOffset + 1] = UInt8(truncatingIfNeeded: time >> 8)
            slot[sendTimeOffset + 2] = UInt8(truncatingIfNeeded: time)
        }
    }

    /// The length of the header with a value of so many bytes for its descriptor; nil where it has no place for one.
    func length(withDescriptor count: Int) -> Int? {
        guard descriptorID != nil, isTwoByte || count <= Self.longestShortValue else { return nil }
        return (elementsEnd + (isTwoByte ? 2 : 1) + count + 3) & ~3
    }

    /// Adds a descriptor to a header that was written; `length(withDescriptor:)` is not nil for it. Returns the room for it.
    func addDescriptor(_ count: Int, to slot: UnsafeMutableRawBufferPointer) -> UnsafeMutableRawBufferPointer {
        let id = descriptorID ?? 0
        let end = length(withDescriptor: count) ?? length
        let start = elementsEnd + (isTwoByte ? 2 : 1)
        slot[elementsEnd] = isTwoByte ? id : id << 4 | UInt8(count - 1)
        if isTwoByte { slot[elementsEnd + 1] = UInt8(count) }
        for offset in start + count..<end { slot[offset] = 0 }
        slot.store(u16: UInt16((end - RTPHeader.fixedSize - 4) / 4), at: RTPHeader.fixedSize + 2)
        return UnsafeMutableRawBufferPointer(rebasing: slot[start..<start + count])
    }
}
