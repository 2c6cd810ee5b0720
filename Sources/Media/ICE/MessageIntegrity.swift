/// The one cryptographic function STUN needs (RFC 8489 section 14.5); given by the crypto provider.
public protocol MessageIntegrity {
    /// HMAC-SHA1 (RFC 2104) of `message` into the 20 bytes of `digest`.
    func hmacSHA1(
        key: UnsafeRawBufferPointer, _ message: UnsafeRawBufferPointer, into digest: UnsafeMutableRawBufferPointer)
}

extension MessageIntegrity {
    func hmacSHA1(key: String, _ message: UnsafeRawBufferPointer, into digest: UnsafeMutableRawBufferPointer) {
        var key = key
        key.withUTF8 { hmacSHA1(key: UnsafeRawBufferPointer($0), message, into: digest) }
    }
}
