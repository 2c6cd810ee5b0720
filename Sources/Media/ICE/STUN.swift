import Wire

/// Numbers of STUN (RFC 8489) and a look at a datagram before it is parsed.
public enum STUN {
    static let magicCookie: UInt32 = 0x2112_A442
    static let headerSize = 20
    static let bindingMethod: UInt16 = 0x001
    /// XORed onto the CRC so that a FINGERPRINT cannot be mistaken for another protocol's CRC (section 14.7).
    static let fingerprintMask: UInt32 = 0x5354_554E

    enum Attribute {
        static let username: UInt16 = 0x0006
        static let messageIntegrity: UInt16 = 0x0008
        static let errorCode: UInt16 = 0x0009
        static let unknownAttributes: UInt16 = 0x000A
        static let realm: UInt16 = 0x0014
        static let nonce: UInt16 = 0x0015
        static let messageIntegritySHA256: UInt16 = 0x001C
        static let xorMappedAddress: UInt16 = 0x0020
        static let priority: UInt16 = 0x0024
        static let useCandidate: UInt16 = 0x0025
        static let software: UInt16 = 0x8022
        static let fingerprint: UInt16 = 0x8028
        static let iceControlled: UInt16 = 0x8029
        static let iceControlling: UInt16 = 0x802A
    }

    /// Whether the datagram looks like STUN: first byte 0...3 (RFC 7983), the magic cookie and a fitting length.
    public static func isSTUN(_ datagram: UnsafeRawBufferPointer) -> Bool {
        datagram.count >= headerSize && datagram[0] < 4 && datagram.u32(at: 4) == magicCookie
            && Int(datagram.u16(at: 2)) == datagram.count - headerSize && datagram.count % 4 == 0
    }

    /// The USERNAME of a STUN message, `LOCAL-UFRAG:REMOTE-UFRAG` seen from the receiver, before anything is verified.
    ///
    /// It says which peer should look at the message. The bytes are a view of the datagram; nil if there is none.
    public static func peekUsername(_ datagram: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard isSTUN(datagram) else { return nil }
        var reader = AttributeReader(datagram)
        while let attribute = reader.next() {
            if attribute.type == Attribute.username { return attribute.value }
        }
        return nil
    }

    /// The part of `peekUsername` before the colon: the receiver's own username fragment.
    public static func peekLocalFragment(_ datagram: UnsafeRawBufferPointer) -> String? {
        peekUsername(datagram).flatMap(localFragment)
    }

    static func localFragment(of username: UnsafeRawBufferPointer) -> String? {
        guard let colon = username.firstIndex(of: UInt8(ascii: ":")), colon <= 256 else { return nil }
        return String(decoding: username[..<colon], as: UTF8.self)
    }
}

/// Walks the attributes of a message whose header was checked; stops at the first that does not fit.
struct AttributeReader {
    struct Item {
        var type: UInt16
        var value: UnsafeRawBufferPointer
        /// Where the attribute's own header starts in the message.
        var offset: Int
    }

    private var reader: ByteReader
    /// Whether an attribute claimed more bytes than there are.
    private(set) var isMalformed = false

    init(_ message: UnsafeRawBufferPointer) {
        reader = ByteReader(message)
        _ = reader.skip(STUN.headerSize)
    }

    mutating func next() -> Item? {
        guard !reader.isAtEnd, !isMalformed else { return nil }
        let offset = reader.offset
        guard let type = reader.u16(), let length = reader.u16(), let value = reader.bytes(Int(length)),
            reader.skip(-Int(length) & 3)
        else {
            isMalformed = true
            return nil
        }
        return Item(type: type, value: value, offset: offset)
    }
}
