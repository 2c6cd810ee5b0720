import Wire

/// SRTP_AES128_CM_HMAC_SHA1_80 (RFC 3711): payload XORed with an AES key stream, then 10 bytes of HMAC-SHA1 over all.
final class SRTPCounterContext: SRTPContext {
    static let tagLength = 10

    private struct Keys {
        let cipher: any AES128Counter
        let hmac: any KeyedHMACSHA1
        /// 112 bits of salt and 16 of zero.
        let salt: [UInt8]

        init(_ keys: SRTPSessionKeys.Pair, _ primitives: some SRTPPrimitives) throws {
            cipher = try primitives.makeAES128Counter(key: keys.key)
            hmac = try primitives.makeHMACSHA1(key: keys.authentication)
            salt = keys.salt + [0, 0]
        }
    }

    private let rtp: Keys
    private let rtcp: Keys
    /// 16 bytes of counter block, 20 of digest, 10 of received tag.
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 48, alignment: 8)
    private var rtpSources = ReplayTable()
    private var rtcpSources = ReplayTable()
    private var nextRTCPIndex: UInt32 = 0

    init(keys: SRTPSessionKeys, primitives: some SRTPPrimitives) throws {
        rtp = try Keys(keys.rtp, primitives)
        rtcp = try Keys(keys.rtcp, primitives)
    }

    deinit { scratch.deallocate() }

    func protectRTP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int {
        let bytes = UnsafeRawBufferPointer(packet)
        guard let header = SRTPPacket.headerLength(bytes, length: length), packet.count - length >= Self.tagLength
        else {
            throw .malformed
        }
        let source = bytes.u32(at: 8)
        let (index, position) = try rtpSources.freshIndex(of: source, sequence: bytes.u16(at: 2))
        guard apply(rtp, source: source, index: index, to: packet.part(header, length - header)) else {
            throw .notAuthentic
        }
        packet.store(u32: UInt32(truncatingIfNeeded: index >> 16), at: length)
        rtp.hmac.digest(bytes.slice(0, length + 4), into: digest)
        packet.part(length, Self.tagLength).copyMemory(from: UnsafeRawBufferPointer(digest.part(0, Self.tagLength)))
        rtpSources.insert(index, source: source, at: position)
        return length + Self.tagLength
    }

    func unprotectRTP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int {
        let bytes = UnsafeRawBufferPointer(packet)
        guard let header = SRTPPacket.headerLength(bytes, length: length), length - header >= Self.tagLength else {
            throw .malformed
        }
        let source = bytes.u32(at: 8)
        let end = length - Self.tagLength
        let (index, position) = try rtpSources.freshIndex(of: source, sequence: bytes.u16(at: 2))
        // The tag covers the packet and the roll-over counter (section 4.2), which takes the tag's place for the moment.
        tag.copyMemory(from: bytes.slice(end, Self.tagLength))
        packet.store(u32: UInt32(truncatingIfNeeded: index >> 16), at: end)
        guard isTagFitting(rtp, bytes.slice(0, end + 4)),
            apply(rtp, source: source, index: index, to: packet.part(header, end - header))
        else { throw .notAuthentic }
        rtpSources.insert(index, source: source, at: position)
        return end
    }

    // SRTCP: header, encrypted rest, index word, tag over all before it (section 3.4).

    func protectRTCP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int {
        let bytes = UnsafeRawBufferPointer(packet)
        let header = SRTPPacket.rtcpHeaderLength
        guard SRTPPacket.isRTCP(bytes, length: length), packet.count - length >= Self.tagLength + 4 else {
            throw .malformed
        }
        guard nextRTCPIndex <= SRTPPacket.maximumRTCPIndex else { throw .keysExhausted }
        let index = nextRTCPIndex
        guard apply(rtcp, source: bytes.u32(at: 4), index: UInt64(index), to: packet.part(header, length - header))
        else {
            throw .notAuthentic
        }
        packet.store(u32: SRTPPacket.encryptedFlag | index, at: length)
        rtcp.hmac.digest(bytes.slice(0, length + 4), into: digest)
        packet.part(length + 4, Self.tagLength).copyMemory(from: UnsafeRawBufferPointer(digest.part(0, Self.tagLength)))
        nextRTCPIndex += 1
        return length + 4 + Self.tagLength
    }

    func unprotectRTCP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int {
        let bytes = UnsafeRawBufferPointer(packet)
        let header = SRTPPacket.rtcpHeaderLength
        let end = length - Self.tagLength - 4
        guard SRTPPacket.isRTCP(bytes, length: length), end >= header else { throw .malformed }
        let word = bytes.u32(at: end)
        guard word & SRTPPacket.encryptedFlag != 0 else { throw .notAuthentic }
        let index = UInt64(word & ~SRTPPacket.encryptedFlag)
        let source = bytes.u32(at: 4)
        let position = try rtcpSources.position(of: source, fresh: index)
        tag.copyMemory(from: bytes.slice(end + 4, Self.tagLength))
        guard isTagFitting(rtcp, bytes.slice(0, end + 4)),
            apply(rtcp, source: source, index: index, to: packet.part(header, end - header))
        else { throw .notAuthentic }
        rtcpSources.insert(index, source: source, at: position)
        return end
    }

    private var digest: UnsafeMutableRawBufferPointer { scratch.part(16, 20) }
    private var tag: UnsafeMutableRawBufferPointer { scratch.part(36, Self.tagLength) }

    /// Section 4.1.1: the counter block is salt x 2^16 XOR SSRC x 2^64 XOR index x 2^16.
    private func apply(_ keys: Keys, source: UInt32, index: UInt64, to text: UnsafeMutableRawBufferPointer) -> Bool {
        let counter = scratch.part(0, 16)
        keys.salt.withUnsafeBytes { counter.copyMemory(from: $0) }
        let bytes = UnsafeRawBufferPointer(counter)
        counter.store(u32: bytes.u32(at: 4) ^ source, at: 4)
        counter.store(u32: bytes.u32(at: 8) ^ UInt32(truncatingIfNeeded: index >> 16), at: 8)
        counter.store(u16: bytes.u16(at: 12) ^ UInt16(truncatingIfNeeded: index), at: 12)
        return keys.cipher.apply(counter: bytes, text: text)
    }

    private func isTagFitting(_ keys: Keys, _ covered: UnsafeRawBufferPointer) -> Bool {
        keys.hmac.digest(covered, into: digest)
        var difference: UInt8 = 0
        for position in 0..<Self.tagLength { difference |= digest[position] ^ tag[position] }
        return difference == 0
    }
}
