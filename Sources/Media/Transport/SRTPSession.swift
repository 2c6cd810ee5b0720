import Wire

/// SRTP and SRTCP of one direction, whatever the cipher: finds each packet's index, takes none twice, and frames it
/// (RFC 3711 sections 3.1, 3.3 and 3.4).
final class SRTPSession: SRTPContext {
    private let rtp: any SRTPCipher
    private let rtcp: any SRTPCipher
    private let tagLength: Int
    private let indexWordOffset: Int
    private var rtpSources = ReplayTable()
    private var rtcpSources = ReplayTable()
    private var nextRTCPIndex: UInt32 = 0

    init(rtp: any SRTPCipher, rtcp: any SRTPCipher) {
        self.rtp = rtp
        self.rtcp = rtcp
        tagLength = rtp.tagLength
        indexWordOffset = rtp.indexWordOffset
    }

    private var rtcpTrailer: Int { tagLength + 4 }

    func protectRTP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int {
        guard let header = SRTPPacket.headerLength(UnsafeRawBufferPointer(packet), length: length),
            packet.count - length >= tagLength
        else { throw .malformed }
        let (frame, position) = try freshFrame(packet, header: header, end: length)
        guard rtp.seal(frame) else { throw .notAuthentic }
        rtpSources.insert(frame.index, source: frame.source, at: position)
        return length + tagLength
    }

    func unprotectRTP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int {
        guard let header = SRTPPacket.headerLength(UnsafeRawBufferPointer(packet), length: length),
            length - header >= tagLength
        else { throw .malformed }
        let (frame, position) = try freshFrame(packet, header: header, end: length - tagLength)
        guard rtp.open(frame) else { throw .notAuthentic }
        rtpSources.insert(frame.index, source: frame.source, at: position)
        return frame.end
    }

    private func freshFrame(
        _ packet: UnsafeMutableRawBufferPointer, header: Int, end: Int
    ) throws(SRTPFailure) -> (SRTPFrame, position: Int?) {
        let bytes = UnsafeRawBufferPointer(packet)
        let source = bytes.u32(at: 8)
        let (index, position) = try rtpSources.freshIndex(of: source, sequence: bytes.u16(at: 2))
        return (
            SRTPFrame(memory: packet, header: header, end: end, source: source, index: index, isRTCP: false), position
        )
    }

    func protectRTCP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int {
        guard SRTPPacket.isRTCP(UnsafeRawBufferPointer(packet), length: length), packet.count - length >= rtcpTrailer
        else { throw .malformed }
        guard nextRTCPIndex <= SRTPPacket.maximumRTCPIndex else { throw .keysExhausted }
        packet.store(u32: SRTPPacket.encryptedFlag | nextRTCPIndex, at: length + indexWordOffset)
        guard rtcp.seal(rtcpFrame(packet, end: length, index: nextRTCPIndex)) else { throw .notAuthentic }
        nextRTCPIndex += 1
        return length + rtcpTrailer
    }

    func unprotectRTCP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int {
        let bytes = UnsafeRawBufferPointer(packet)
        let end = length - rtcpTrailer
        guard SRTPPacket.isRTCP(bytes, length: length), end >= SRTPPacket.rtcpHeaderLength else { throw .malformed }
        let word = bytes.u32(at: end + indexWordOffset)
        guard word & SRTPPacket.encryptedFlag != 0 else { throw .notAuthentic }
        let frame = rtcpFrame(packet, end: end, index: word & ~SRTPPacket.encryptedFlag)
        let position = try rtcpSources.position(of: frame.source, fresh: frame.index)
        guard rtcp.open(frame) else { throw .notAuthentic }
        rtcpSources.insert(frame.index, source: frame.source, at: position)
        return end
    }

    private func rtcpFrame(_ packet: UnsafeMutableRawBufferPointer, end: Int, index: UInt32) -> SRTPFrame {
        SRTPFrame(
            memory: packet, header: SRTPPacket.rtcpHeaderLength, end: end,
            source: UnsafeRawBufferPointer(packet).u32(at: 4), index: UInt64(index), isRTCP: true)
    }
}

/// The SRTP of one direction over given ciphers.
public func makeSRTPContext(
    profile: SRTPProfile, keyingMaterial: SRTPKeys, primitives: some SRTPPrimitives
) throws -> any SRTPContext {
    let keys = try SRTPSessionKeys(profile: profile, master: keyingMaterial, primitives: primitives)
    func cipher(_ keys: SRTPSessionKeys.Pair) throws -> any SRTPCipher {
        switch profile {
        case .aeadAES128GCM: try SRTPGCMCipher(keys: keys, primitives: primitives)
        case .aes128CMSHA1_80: try SRTPCounterCipher(keys: keys, primitives: primitives)
        }
    }
    return SRTPSession(rtp: try cipher(keys.rtp), rtcp: try cipher(keys.rtcp))
}
