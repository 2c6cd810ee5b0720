import COpenSSL

/// A P-256 key and a certificate signed with it, made in memory for DTLS. Only its fingerprint means something.
///
/// Immutable after `init`; OpenSSL counts references to both objects atomically, so it may be shared between threads.
public final class DTLSIdentity: @unchecked Sendable {
    let key: OpaquePointer
    let certificate: OpaquePointer
    /// SHA-256, upper-case hex pairs with colons.
    public let fingerprint: String

    /// - Throws: `OpenSSLError`.
    public init() throws {
        guard let key = copenssl_make_p256_key() else { throw OpenSSLError("making a P-256 key") }
        guard let certificate = Self.selfSigned(by: key), let fingerprint = certificateDigest(certificate, EVP_sha256())
        else {
            EVP_PKEY_free(key)
            throw OpenSSLError("signing a certificate")
        }
        self.key = key
        self.certificate = certificate
        self.fingerprint = fingerprint
    }

    deinit {
        X509_free(certificate)
        EVP_PKEY_free(key)
    }

    private static func selfSigned(by key: OpaquePointer) -> OpaquePointer? {
        guard let certificate = X509_new() else { return nil }
        var serial: UInt64 = 0
        let hasSerial = withUnsafeMutableBytes(of: &serial) {
            RAND_bytes($0.assumingMemoryBound(to: UInt8.self).baseAddress, Int32($0.count))
        }
        let day = 24 * 3_600
        let name = X509_get_subject_name(certificate)
        guard hasSerial == 1,
            X509_set_version(certificate, 2) == 1,  // Counted from 0: X.509 version 3.
            ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1) == 1,
            X509_gmtime_adj(X509_getm_notBefore(certificate), -day) != nil,
            X509_gmtime_adj(X509_getm_notAfter(certificate), 365 * day) != nil,
            X509_NAME_add_entry_by_txt(name, "CN", 0x1000 | 1, "WebRTC", -1, -1, 0) == 1,  // MBSTRING_ASC
            X509_set_issuer_name(certificate, name) == 1,
            X509_set_pubkey(certificate, key) == 1,
            X509_sign(certificate, key, EVP_sha256()) > 0
        else {
            X509_free(certificate)
            return nil
        }
        return certificate
    }
}

/// The certificate's fingerprint as `a=fingerprint` writes it (RFC 8122 section 5).
func certificateDigest(_ certificate: OpaquePointer, _ hash: OpaquePointer?) -> String? {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    guard X509_digest(certificate, hash, &digest, &length) == 1 else { return nil }
    let digits = Array("0123456789ABCDEF".utf8)
    let text = digest.prefix(Int(length)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)], UInt8(ascii: ":")] }
    return String(decoding: text.dropLast(), as: UTF8.self)
}
