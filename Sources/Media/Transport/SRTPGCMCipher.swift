import Wire

/// AEAD_AES_128_GCM (RFC 7714): the header is associated data, in SRTCP the index word too; 16 bytes of tag follow the text.
final class SRTPGCMCipher: SRTPCipher {
    let tagLength = 16
    let indexWordOffset = 16

    private let cipher: any AES128GCM
    private let salt: Salt
    private let iv = UnsafeMutableRawBufferPointer.allocate(byteCount: 12, alignment: 8)

    init(keys: SRTPSessionKeys.Pair, primitives: some SRTPPrimitives) throws {
        cipher = try primitives.makeAES128GCM(key: keys.key)
        salt = Salt(keys.salt)
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

    private func makeIV(_ frame: SRTPFrame) -> UnsafeRawBufferPointer {
        let mixed = salt.index ^ frame.index
        iv.store(u16: salt.start, at: 0)
        iv.store(u32: salt.source ^ frame.source, at: 2)
        iv.store(u16: UInt16(truncatingIfNeeded: mixed >> 32), at: 6)
        iv.store(u32: UInt32(truncatingIfNeeded: mixed), at: 8)
        return UnsafeRawBufferPointer(iv)
    }

    private func indexWord(_ frame: SRTPFrame) -> UnsafeRawBufferPointer {
        frame.isRTCP ? frame.bytes.slice(frame.end + indexWordOffset, 4) : .empty
    }

    func seal(_ frame: SRTPFrame) -> Bool {
        cipher.seal(
            iv: makeIV(frame), associated: frame.bytes.slice(0, frame.header), indexWord(frame), text: frame.text,
            tag: frame.memory.part(frame.end, tagLength))
    }

    func open(_ frame: SRTPFrame) -> Bool {
        cipher.open(
            iv: makeIV(frame), associated: frame.bytes.slice(0, frame.header), indexWord(frame), text: frame.text,
            tag: frame.bytes.slice(frame.end, tagLength))
    }
}

extension UnsafeRawBufferPointer {
    static var empty: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
}
