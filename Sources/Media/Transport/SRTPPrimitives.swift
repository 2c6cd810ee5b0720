/// The ciphers which SRTP's framing is built on; one object per session key, used for packet after packet.
public protocol SRTPPrimitives {
    func makeAES128GCM(key: [UInt8]) throws -> any AES128GCM
    func makeAES128Counter(key: [UInt8]) throws -> any AES128Counter
    func makeHMACSHA1(key: [UInt8]) throws -> any KeyedHMACSHA1
}

/// AES-128 in Galois/Counter Mode with 12-byte IVs and 16-byte tags, in place. Associated data comes in one or two parts.
public protocol AES128GCM: AnyObject {
    /// - Returns: false if the cipher failed.
    func seal(
        iv: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer, _ more: UnsafeRawBufferPointer,
        text: UnsafeMutableRawBufferPointer, tag: UnsafeMutableRawBufferPointer
    ) -> Bool

    /// - Returns: false if the tag does not fit; `text` is then of no use.
    func open(
        iv: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer, _ more: UnsafeRawBufferPointer,
        text: UnsafeMutableRawBufferPointer, tag: UnsafeRawBufferPointer
    ) -> Bool
}

/// AES-128 in counter mode, in place.
public protocol AES128Counter: AnyObject {
    /// XORs the key stream that starts at the 16-byte counter block.
    func apply(counter: UnsafeRawBufferPointer, text: UnsafeMutableRawBufferPointer) -> Bool
}

/// HMAC-SHA1 with one key.
public protocol KeyedHMACSHA1: AnyObject {
    /// Writes 20 bytes.
    func digest(_ message: UnsafeRawBufferPointer, into digest: UnsafeMutableRawBufferPointer)
}
