public import Wire

/// Writes one STUN message into given memory: attributes in order, then `finish`.
public struct STUNWriter {
    private let memory: UnsafeMutableRawBufferPointer
    private var writer: ByteWriter
    private let transaction: STUNTransactionID

    public init(
        _ messageClass: STUNMessage.Class, transaction: STUNTransactionID, into memory: UnsafeMutableRawBufferPointer
    ) {
        self.memory = memory
        self.transaction = transaction
        writer = ByteWriter(memory)
        let bits = messageClass.rawValue
        writer.u16(STUN.bindingMethod | (bits & 1) << 4 | (bits & 2) << 7)
        writer.u16(0)
        writer.u32(STUN.magicCookie)
        writer.u32(transaction.high)
        writer.u64(transaction.low)
    }

    public mutating func username(_ name: String) { attribute(STUN.Attribute.username, name.utf8) }

    public mutating func software(_ name: String) { attribute(STUN.Attribute.software, name.utf8) }

    public mutating func priority(_ priority: UInt32) {
        header(STUN.Attribute.priority, 4)
        writer.u32(priority)
    }

    public mutating func useCandidate() { header(STUN.Attribute.useCandidate, 0) }

    public mutating func role(_ role: ICERole) {
        switch role {
        case .controlling(let tieBreaker):
            header(STUN.Attribute.iceControlling, 8)
            writer.u64(tieBreaker)
        case .controlled(let tieBreaker):
            header(STUN.Attribute.iceControlled, 8)
            writer.u64(tieBreaker)
        }
    }

    public mutating func mappedAddress(_ address: NetworkAddress) {
        let port = address.port ^ UInt16(STUN.magicCookie >> 16)
        switch address.family {
        case .ipv4:
            header(STUN.Attribute.xorMappedAddress, 8)
            writer.u16(1)
            writer.u16(port)
            writer.u32(address.ipv4 ^ STUN.magicCookie)
        case .ipv6:
            header(STUN.Attribute.xorMappedAddress, 20)
            writer.u16(2)
            writer.u16(port)
            writer.u64(address.high ^ (UInt64(STUN.magicCookie) << 32 | UInt64(transaction.high)))
            writer.u64(address.low ^ transaction.low)
        }
    }

    /// - Parameter code: 300...699.
    public mutating func error(code: Int, reason: String) {
        let reason = Array(reason.utf8)
        header(STUN.Attribute.errorCode, 4 + reason.count)
        writer.u16(0)
        writer.u8(UInt8(truncatingIfNeeded: code / 100))
        writer.u8(UInt8(truncatingIfNeeded: code % 100))
        writer.bytes(reason)
        pad(reason.count)
    }

    public mutating func unknownAttributes(_ types: [UInt16]) {
        header(STUN.Attribute.unknownAttributes, types.count * 2)
        types.forEach { writer.u16($0) }
        pad(types.count * 2)
    }

    /// Adds MESSAGE-INTEGRITY, if there is a password, and FINGERPRINT.
    ///
    /// - Returns: the length of the message; nil if the memory was too small.
    public mutating func finish(password: String?, integrity: any MessageIntegrity) -> Int? {
        if let password {
            let signed = writer.count
            setLength(signed + 24)
            header(STUN.Attribute.messageIntegrity, 20)
            writer.zeros(20)
            guard !writer.overflowed else { return nil }
            integrity.hmacSHA1(
                key: password, UnsafeRawBufferPointer(memory).slice(0, signed),
                into: UnsafeMutableRawBufferPointer(rebasing: memory[signed + 4..<signed + 24]))
        }
        let covered = writer.count
        setLength(covered + 8)
        header(STUN.Attribute.fingerprint, 4)
        guard !writer.overflowed else { return nil }
        writer.u32(CRC32.checksum(UnsafeRawBufferPointer(memory).slice(0, covered)) ^ STUN.fingerprintMask)
        return writer.overflowed ? nil : writer.count
    }

    private mutating func attribute(_ type: UInt16, _ value: String.UTF8View) {
        header(type, value.count)
        writer.bytes(value)
        pad(value.count)
    }

    private mutating func header(_ type: UInt16, _ length: Int) {
        writer.u16(type)
        writer.u16(UInt16(clamping: length))
    }

    private mutating func pad(_ length: Int) { writer.zeros(-length & 3) }

    private mutating func setLength(_ end: Int) {
        writer.patch(u16: UInt16(clamping: end - STUN.headerSize), at: 2)
    }
}
