import Wire

/// SRTP_AES128_CM_HMAC_SHA1_80 (RFC 3711): the text XORed with an AES key stream, then 10 bytes of HMAC-SHA1 over all.
final class SRTPCounterCipher: SRTPCipher {
    let tagLength = 10
    let indexWordOffset = 0

    private let cipher: any AES128Counter
    private let hmac: any KeyedHMACSHA1
    /// 112 bits of salt and 16 of zero.
    private let salt: [UInt8]
    /// 16 bytes of counter block, 20 of digest, 10 of received tag.
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 48, alignment: 8)

    init(keys: SRTPSessionKeys.Pair, primitives: some SRTPPrimitives) throws {
        cipher = try primitives.makeAES128Counter(key: keys.key)
        hmac = try primitives.makeHMACSHA1(key: keys.authentication)
        salt = keys.salt + [0, 0]
    }

    deinit { scratch.deallocate() }

    private var digest: UnsafeMutableRawBufferPointer { scratch.part(16, 20) }
    private var received: UnsafeMutableRawBufferPointer { scratch.part(36, tagLength) }

    func seal(_ frame: SRTPFrame) -> Bool {
        guard applyKeyStream(frame) else { return false }
        authenticate(frame)
        tag(of: frame).copyMemory(from: UnsafeRawBufferPointer(digest.part(0, tagLength)))
        return true
    }

    func open(_ frame: SRTPFrame) -> Bool {
        received.copyMemory(from: UnsafeRawBufferPointer(tag(of: frame)))
        authenticate(frame)
        var difference: UInt8 = 0
        for position in 0..<tagLength { difference |= digest[position] ^ received[position] }
        return difference == 0 && applyKeyStream(frame)
    }

    /// In SRTCP the tag follows the index word (section 3.4).
    private func tag(of frame: SRTPFrame) -> UnsafeMutableRawBufferPointer {
        frame.memory.part(frame.isRTCP ? frame.end + 4 : frame.end, tagLength)
    }

    /// The tag covers header, text and one word: SRTCP's index, or the roll-over counter (section 4.2), which is not sent
    /// and takes the tag's place for the moment.
    private func authenticate(_ frame: SRTPFrame) {
        if !frame.isRTCP { frame.memory.store(u32: UInt32(truncatingIfNeeded: frame.index >> 16), at: frame.end) }
        hmac.digest(frame.bytes.slice(0, frame.end + 4), into: digest)
    }

    /// Section 4.1.1: the counter block is salt x 2^16 XOR SSRC x 2^64 XOR index x 2^16.
    private func applyKeyStream(_ frame: SRTPFrame) -> Bool {
        let counter = scratch.part(0, 16)
        salt.withUnsafeBytes { counter.copyMemory(from: $0) }
        let bytes = UnsafeRawBufferPointer(counter)
        counter.store(u32: bytes.u32(at: 4) ^ frame.source, at: 4)
        counter.store(u32: bytes.u32(at: 8) ^ UInt32(truncatingIfNeeded: frame.index >> 16), at: 8)
        counter.store(u16: bytes.u16(at: 12) ^ UInt16(truncatingIfNeeded: frame.index), at: 12)
        return cipher.apply(counter: bytes, text: frame.text)
    }
}
