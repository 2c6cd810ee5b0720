import Wire

/// AEAD_AES_128_GCM (RFC 7714): header as associated data, payload encrypted, 16-byte tag at the end.
final class SRTPGCMContext: SRTPContext {
    static let tagLength = 16

    private let rtp: any AES128GCM
    private let rtcp: any AES128GCM
    private let rtpSalt: Salt
    private let rtcpSalt: Salt
    private let iv = UnsafeMutableRawBufferPointer.allocate(byteCount: 12, alignment: 8)
    private var rtpSources = ReplayTable()
    private var rtcpSources = ReplayTable()
    private var nextRTCPIndex: UInt32 = 0

    init(keys: SRTPSessionKeys, primitives: some SRTPPrimitives) throws {
        rtp = try primitives.makeAES128GCM(key: keys.rtp.key)
        rtcp = try primitives.makeAES128GCM(key: keys.rtcp.key)
        rtpSalt = Salt(keys.rtp.salt)
        rtcpSalt = Salt(keys.rtcp.salt)
    }

    deinit { iv.deallocate() }

    /// The 12 bytes of salt, in the parts in which the IV is put together (RFC 7714 sections 8.1 and 9.1): two bytes of
    /// zero, SSRC, 48 bits of index.
    private struct Salt {
        var start: UInt16
        var source: UInt32
        var index: UInt64

        init(_ salt: [UInt8]) {
            func number(_ range: Range<Int>) -> UInt64 { salt[range].reduce(0) { $0 << 8 | UInt64($1) } }
            start = UInt16(number(0..<2))
            source = UInt32(number(2..<6))
            index = number(6..<12)
        }
    }

    private func makeIV(_ salt: Salt, source: UInt32, index: UInt64) -> UnsafeRawBufferPointer {
        let mixed = salt.index ^ index
        iv.store(u16: salt.start, at: 0)
        iv.store(u32: salt.source ^ source, at: 2)
        iv.store(u16: UInt16(truncatingIfNeeded: mixed >> 32), at: 6)
        iv.store(u32: UInt32(truncatingIfNeeded: mixed), at: 8)
        return UnsafeRawBufferPointer(iv)
    }

    func protectRTP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int {
        let bytes = UnsafeRawBufferPointer(packet)
        guard let header = SRTPPacket.headerLength(bytes, length: length), packet.count - length >= Self.tagLength
        else {
            throw .malformed
        }
        let source = bytes.u32(at: 8)
        let (index, position) = try rtpSources.freshIndex(of: source, sequence: bytes.u16(at: 2))
        guard
            rtp.seal(
                iv: makeIV(rtpSalt, source: source, index: index), associated: bytes.slice(0, header), .empty,
                text: packet.part(header, length - header), tag: packet.part(length, Self.tagLength))
        else { throw .notAuthentic }
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
        guard
            rtp.open(
                iv: makeIV(rtpSalt, source: source, index: index), associated: bytes.slice(0, header), .empty,
                text: packet.part(header, end - header), tag: bytes.slice(end, Self.tagLength))
        else { throw .notAuthentic }
        rtpSources.insert(index, source: source, at: position)
        return end
    }

    // SRTCP: header, encrypted rest, tag, index word. The associated data is the header and the index word.

    func protectRTCP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int {
        let bytes = UnsafeRawBufferPointer(packet)
        let header = SRTPPacket.rtcpHeaderLength
        guard SRTPPacket.isRTCP(bytes, length: length), packet.count - length >= Self.tagLength + 4 else {
            throw .malformed
        }
        guard nextRTCPIndex <= SRTPPacket.maximumRTCPIndex else { throw .keysExhausted }
        let index = nextRTCPIndex
        packet.store(u32: SRTPPacket.encryptedFlag | index, at: length + Self.tagLength)
        guard
            rtcp.seal(
                iv: makeIV(rtcpSalt, source: bytes.u32(at: 4), index: UInt64(index)),
                associated: bytes.slice(0, header), bytes.slice(length + Self.tagLength, 4),
                text: packet.part(header, length - header), tag: packet.part(length, Self.tagLength))
        else { throw .notAuthentic }
        nextRTCPIndex += 1
        return length + Self.tagLength + 4
    }

    func unprotectRTCP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int {
        let bytes = UnsafeRawBufferPointer(packet)
        let header = SRTPPacket.rtcpHeaderLength
        let end = length - Self.tagLength - 4
        guard SRTPPacket.isRTCP(bytes, length: length), end >= header else { throw .malformed }
        let word = bytes.u32(at: length - 4)
        guard word & SRTPPacket.encryptedFlag != 0 else { throw .notAuthentic }
        let index = UInt64(word & ~SRTPPacket.encryptedFlag)
        let source = bytes.u32(at: 4)
        let position = try rtcpSources.position(of: source, fresh: index)
        guard
            rtcp.open(
                iv: makeIV(rtcpSalt, source: source, index: index),
                associated: bytes.slice(0, header), bytes.slice(length - 4, 4),
                text: packet.part(header, end - header), tag: bytes.slice(end, Self.tagLength))
        else { throw .notAuthentic }
        rtcpSources.insert(index, source: source, at: position)
        return end
    }
}

extension UnsafeRawBufferPointer {
    static var empty: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
}
