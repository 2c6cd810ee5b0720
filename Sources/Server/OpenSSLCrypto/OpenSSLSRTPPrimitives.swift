import COpenSSL
public import Transport

/// Every object sets its key once; a packet costs a new IV, no allocation.
public struct OpenSSLSRTPPrimitives: SRTPPrimitives, Sendable {
    public init() {}

    public func makeAES128GCM(key: [UInt8]) throws -> any AES128GCM { try OpenSSLAES128GCM(key: key) }
    public func makeAES128Counter(key: [UInt8]) throws -> any AES128Counter { try OpenSSLAES128Counter(key: key) }
    public func makeHMACSHA1(key: [UInt8]) throws -> any KeyedHMACSHA1 { try OpenSSLHMACSHA1(key: key) }
}

/// Owns an `EVP_CIPHER_CTX`.
private struct CipherContext: ~Copyable {
    let pointer: OpaquePointer

    /// - Parameter encrypts: 1 or 0.
    init(_ cipher: OpaquePointer?, key: [UInt8], encrypts: Int32) throws {
        precondition(key.count == 16, "an AES-128 key has 16 bytes")
        guard let pointer = EVP_CIPHER_CTX_new() else { throw OpenSSLError("making a cipher") }
        guard EVP_CipherInit_ex(pointer, cipher, nil, key, nil, encrypts) == 1 else {
            EVP_CIPHER_CTX_free(pointer)
            throw OpenSSLError("setting a key")
        }
        self.pointer = pointer
    }

    deinit { EVP_CIPHER_CTX_free(pointer) }
}

extension UnsafeRawBufferPointer {
    fileprivate var octets: UnsafePointer<UInt8>? { assumingMemoryBound(to: UInt8.self).baseAddress }
}

extension UnsafeMutableRawBufferPointer {
    fileprivate var octets: UnsafeMutablePointer<UInt8>? { assumingMemoryBound(to: UInt8.self).baseAddress }
}

private final class OpenSSLAES128GCM: AES128GCM {
    private let context: CipherContext

    init(key: [UInt8]) throws { context = try CipherContext(EVP_aes_128_gcm(), key: key, encrypts: 1) }

    func seal(
        iv: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer, _ more: UnsafeRawBufferPointer,
        text: UnsafeMutableRawBufferPointer, tag: UnsafeMutableRawBufferPointer
    ) -> Bool {
        let context = context.pointer
        var length: Int32 = 0
        return begin(context, iv, associated, more, encrypts: 1)
            && (text.isEmpty || EVP_CipherUpdate(context, text.octets, &length, text.octets, Int32(text.count)) == 1)
            && EVP_CipherFinal_ex(context, tag.octets, &length) == 1  // GCM writes nothing here.
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, tag.baseAddress) == 1
    }

    func open(
        iv: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer, _ more: UnsafeRawBufferPointer,
        text: UnsafeMutableRawBufferPointer, tag: UnsafeRawBufferPointer
    ) -> Bool {
        let context = context.pointer
        var length: Int32 = 0
        return begin(context, iv, associated, more, encrypts: 0)
            && (text.isEmpty || EVP_CipherUpdate(context, text.octets, &length, text.octets, Int32(text.count)) == 1)
            && EVP_CIPHER_CTX_ctrl(
                context, EVP_CTRL_AEAD_SET_TAG, 16, UnsafeMutableRawPointer(mutating: tag.baseAddress)) == 1
            && EVP_CipherFinal_ex(context, text.octets, &length) == 1
    }

    private func begin(
        _ context: OpaquePointer, _ iv: UnsafeRawBufferPointer, _ associated: UnsafeRawBufferPointer,
        _ more: UnsafeRawBufferPointer, encrypts: Int32
    ) -> Bool {
        var length: Int32 = 0
        return EVP_CipherInit_ex(context, nil, nil, nil, iv.octets, encrypts) == 1
            && EVP_CipherUpdate(context, nil, &length, associated.octets, Int32(associated.count)) == 1
            && (more.isEmpty || EVP_CipherUpdate(context, nil, &length, more.octets, Int32(more.count)) == 1)
    }
}

private final class OpenSSLAES128Counter: AES128Counter {
    private let context: CipherContext

    init(key: [UInt8]) throws { context = try CipherContext(EVP_aes_128_ctr(), key: key, encrypts: 1) }

    func apply(counter: UnsafeRawBufferPointer, text: UnsafeMutableRawBufferPointer) -> Bool {
        var length: Int32 = 0
        return EVP_CipherInit_ex(context.pointer, nil, nil, nil, counter.octets, 1) == 1
            && (text.isEmpty
                || EVP_CipherUpdate(context.pointer, text.octets, &length, text.octets, Int32(text.count)) == 1)
    }
}

private final class OpenSSLHMACSHA1: KeyedHMACSHA1 {
    private let key: OpaquePointer

    init(key: [UInt8]) throws {
        guard let key = copenssl_hmac_sha1_new(key, key.count) else { throw OpenSSLError("making an HMAC key") }
        self.key = key
    }

    deinit { copenssl_hmac_sha1_free(key) }

    func digest(_ message: UnsafeRawBufferPointer, into digest: UnsafeMutableRawBufferPointer) {
        precondition(digest.count >= 20, "a SHA-1 digest has 20 bytes")
        copenssl_hmac_sha1_digest(key, message.baseAddress, message.count, digest.octets)
    }
}
