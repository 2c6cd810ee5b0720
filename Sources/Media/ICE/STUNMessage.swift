public import Wire

/// 96 random bits which tie a response to its request (RFC 8489 section 5).
public struct STUNTransactionID: Hashable, Sendable {
    public var high: UInt32
    public var low: UInt64

    public init(high: UInt32, low: UInt64) {
        self.high = high
        self.low = low
    }
}

/// Which side of a pair decides (RFC 8445 section 6.1.1), with the tie-breaker that its checks carry.
public enum ICERole: Hashable, Sendable {
    case controlling(tieBreaker: UInt64)
    case controlled(tieBreaker: UInt64)
}

/// A parsed STUN message: a view of the datagram, valid only while the datagram's memory is.
///
/// What is parsed is not yet authentic: see `isAuthentic`. Attributes after MESSAGE-INTEGRITY are ignored, except
/// FINGERPRINT (RFC 8489 section 14.5).
public struct STUNMessage {
    public enum Class: UInt16, Sendable { case request = 0, indication, success, failure }

    public private(set) var messageClass: Class
    public private(set) var method: UInt16
    public private(set) var transaction: STUNTransactionID
    public private(set) var username: UnsafeRawBufferPointer?
    public private(set) var priority: UInt32?
    public private(set) var usesCandidate = false
    public private(set) var role: ICERole?
    public private(set) var mappedAddress: NetworkAddress?
    /// 300...699.
    public private(set) var errorCode: Int?
    /// Attributes which must be understood and are not: the first few.
    public private(set) var unknownAttributes: [UInt16] = []
    public private(set) var hasFingerprint = false
    public var hasIntegrity: Bool { integrityOffset != nil }

    static let maximumUnknownAttributes = 8

    let bytes: UnsafeRawBufferPointer
    private var integrityOffset: Int?

    /// nil if the datagram is no well-formed STUN message, or its FINGERPRINT is wrong.
    public init?(_ datagram: UnsafeRawBufferPointer) {
        guard STUN.isSTUN(datagram) else { return nil }
        let type = datagram.u16(at: 0)
        // The class bits lie between the method bits (RFC 8489 section 5, figure 3).
        guard let messageClass = Class(rawValue: type >> 7 & 2 | type >> 4 & 1) else { return nil }
        self.messageClass = messageClass
        method = type & 0x000F | type >> 1 & 0x0070 | type >> 2 & 0x0F80
        var header = ByteReader(datagram)
        guard header.skip(8), let high = header.u32(), let low = header.u64() else { return nil }
        transaction = STUNTransactionID(high: high, low: low)
        bytes = datagram

        var reader = AttributeReader(datagram)
        while let attribute = reader.next() {
            guard !hasFingerprint, take(attribute) else { return nil }
        }
        guard !reader.isMalformed else { return nil }
    }

    /// Whether MESSAGE-INTEGRITY is there and was made with this password.
    public func isAuthentic(password: String, by integrity: any MessageIntegrity) -> Bool {
        guard let integrityOffset else { return false }
        return withUnsafeTemporaryAllocation(byteCount: integrityOffset + 20, alignment: 8) { memory in
            let signed = UnsafeMutableRawBufferPointer(rebasing: memory[..<integrityOffset])
            signed.copyMemory(from: bytes.slice(0, integrityOffset))
            // The length is taken as if MESSAGE-INTEGRITY were the last attribute.
            signed.store(u16: UInt16(integrityOffset + 24 - STUN.headerSize), at: 2)
            let digest = UnsafeMutableRawBufferPointer(rebasing: memory[integrityOffset...])
            integrity.hmacSHA1(key: password, UnsafeRawBufferPointer(signed), into: digest)
            // Every byte is compared, so that the time taken tells nothing.
            return zip(digest, bytes.slice(integrityOffset + 4, 20)).reduce(UInt8(0)) { $0 | $1.0 ^ $1.1 } == 0
        }
    }

    /// false: malformed.
    private mutating func take(_ attribute: AttributeReader.Item) -> Bool {
        let value = attribute.value
        if attribute.type == STUN.Attribute.fingerprint {
            hasFingerprint = true
            return value.count == 4
                && value.u32(at: 0) == CRC32.checksum(bytes.slice(0, attribute.offset)) ^ STUN.fingerprintMask
        }
        guard integrityOffset == nil else { return true }
        switch attribute.type {
        case STUN.Attribute.messageIntegrity:
            guard value.count == 20 else { return false }
            integrityOffset = attribute.offset
        case STUN.Attribute.username:
            guard value.count <= 513, username == nil else { return false }
            username = value
        case STUN.Attribute.priority:
            guard value.count == 4 else { return false }
            priority = value.u32(at: 0)
        case STUN.Attribute.useCandidate:
            usesCandidate = true
        case STUN.Attribute.iceControlled, STUN.Attribute.iceControlling:
            guard value.count == 8 else { return false }
            let tieBreaker = UInt64(value.u32(at: 0)) << 32 | UInt64(value.u32(at: 4))
            role =
                attribute.type == STUN.Attribute.iceControlling
                ? .controlling(tieBreaker: tieBreaker) : .controlled(tieBreaker: tieBreaker)
        case STUN.Attribute.xorMappedAddress:
            guard let address = xorAddress(value) else { return false }
            mappedAddress = address
        case STUN.Attribute.errorCode:
            guard value.count >= 4, case let hundreds = Int(value[2] & 7), (3...6).contains(hundreds), value[3] < 100
            else { return false }
            errorCode = hundreds * 100 + Int(value[3])
        case STUN.Attribute.unknownAttributes, STUN.Attribute.realm, STUN.Attribute.nonce,
            STUN.Attribute.messageIntegritySHA256:
            break
        default:
            if attribute.type < 0x8000, unknownAttributes.count < Self.maximumUnknownAttributes {
                unknownAttributes.append(attribute.type)
            }
        }
        return true
    }

    /// RFC 8489 section 14.2: the port is XORed with the cookie's first half, the address with cookie and transaction id.
    private func xorAddress(_ value: UnsafeRawBufferPointer) -> NetworkAddress? {
        guard value.count >= 8 else { return nil }
        let port = value.u16(at: 2) ^ UInt16(STUN.magicCookie >> 16)
        let first = value.u32(at: 4) ^ STUN.magicCookie
        switch (value[1], value.count) {
        case (1, 8):
            return NetworkAddress(ipv4: first, port: port)
        case (2, 20):
            let high = UInt64(first) << 32 | UInt64(value.u32(at: 8) ^ transaction.high)
            let low = UInt64(value.u32(at: 12)) << 32 | UInt64(value.u32(at: 16))
            return NetworkAddress(high: high, low: low ^ transaction.low, port: port)
        default:
            return nil
        }
    }
}
