public import Wire

/// What a packet's header extensions say, as far as the map knows them. Short texts are views of the packet's memory.
public struct HeaderExtensionValues {
    public var mid: UnsafeRawBufferPointer?
    public var rid: UnsafeRawBufferPointer?
    public var repairedRid: UnsafeRawBufferPointer?
    /// The byte of RFC 6464: voice flag in the top bit, then loudness as -dBov, 0 (loudest)...127 (silence).
    public var audioLevel: UInt8?
    public var absoluteSendTime: UInt32?
    public var transportSequence: SequenceNumber?
    public var dependencyDescriptor: UnsafeRawBufferPointer?

    public init() {}

    /// Reads both the one-byte and the two-byte form (RFC 8285). Elements that are unknown or of a wrong length are passed
    /// over; a length that leaves the extension ends the reading.
    public init(_ packet: UnsafeRawBufferPointer, header: RTPHeader, map: HeaderExtensionMap) {
        let range = header.extensionRange
        let isOneByte = header.extensionProfile == 0xBEDE
        guard isOneByte || header.extensionProfile & 0xFFF0 == 0x1000, range.upperBound <= packet.count else { return }
        var offset = range.lowerBound
        while offset < range.upperBound {
            let id: UInt8
            let length: Int
            if packet[offset] == 0 {  // padding
                offset += 1
                continue
            }
            if isOneByte {
                id = packet[offset] >> 4
                if id == 15 { return }  // RFC 8285, section 4.2: stop here
                length = Int(packet[offset] & 0x0F) + 1
                offset += 1
            } else {
                guard offset + 2 <= range.upperBound else { return }
                id = packet[offset]
                length = Int(packet[offset + 1])
                offset += 2
            }
            guard offset + length <= range.upperBound else { return }
            if let kind = map[id] { take(kind, packet.slice(offset, length)) }
            offset += length
        }
    }

    private mutating func take(_ kind: HeaderExtension, _ value: UnsafeRawBufferPointer) {
        switch (kind, value.count) {
        case (.mid, 1...): mid = value
        case (.rid, 1...): rid = value
        case (.repairedRid, 1...): repairedRid = value
        case (.audioLevel, 1): audioLevel = value[0]
        case (.absoluteSendTime, 3):
            absoluteSendTime = UInt32(value[0]) << 16 | UInt32(value[1]) << 8 | UInt32(value[2])
        case (.transportSequence, 2...): transportSequence = SequenceNumber(value.u16(at: 0))
        case (.dependencyDescriptor, DependencyDescriptor.leastLength...): dependencyDescriptor = value
        default: break
        }
    }
}

/// Writes the elements of one header extension block. Starts with `init`, ends with `finish`.
public struct HeaderExtensionWriter {
    private let start: Int
    private let isOneByte: Bool

    /// Writes the profile and leaves room for the length. The two-byte form is needed for values of 0 or over 16 bytes.
    public init(into writer: inout ByteWriter, twoByteForm: Bool = false) {
        isOneByte = !twoByteForm
        writer.u16(twoByteForm ? 0x1000 : 0xBEDE)
        writer.u16(0)
        start = writer.count
    }

    /// Writes one element and returns the offset of its value; nil, with nothing written, where the form cannot carry it.
    @discardableResult
    public func add(id: UInt8, _ value: some Collection<UInt8>, to writer: inout ByteWriter) -> Int? {
        guard HeaderExtensionMap.ids.contains(id) else { return nil }
        if isOneByte {
            guard (1...16).contains(value.count) else { return nil }
            writer.u8(id << 4 | UInt8(value.count - 1))
        } else {
            guard value.count <= 255 else { return nil }
            writer.u8(id)
            writer.u8(UInt8(value.count))
        }
        let offset = writer.count
        writer.bytes(value)
        return offset
    }

    /// Pads to a multiple of four bytes and sets the length.
    public func finish(_ writer: inout ByteWriter) {
        writer.zeros((4 - (writer.count - start) % 4) % 4)
        writer.patch(u16: UInt16(truncatingIfNeeded: (writer.count - start) / 4), at: start - 2)
    }
}
