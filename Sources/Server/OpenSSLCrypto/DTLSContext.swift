import COpenSSL

/// The settings that all DTLS associations of a provider share (RFC 8827 section 6.5).
final class DTLSContext {
    let pointer: OpaquePointer

    init(identity: DTLSIdentity) throws {
        guard let pointer = SSL_CTX_new(DTLS_method()) else { throw OpenSSLError("making a DTLS context") }
        self.pointer = pointer
        // Unlike its neighbours, SSL_CTX_set_tlsext_use_srtp says 0 for success.
        guard copenssl_configure_dtls(pointer) == 1,
            SSL_CTX_use_certificate(pointer, identity.certificate) == 1,
            SSL_CTX_use_PrivateKey(pointer, identity.key) == 1,
            SSL_CTX_set_cipher_list(pointer, Self.ciphers) == 1,
            copenssl_set_groups(pointer, "X25519:P-256") == 1,
            SSL_CTX_set_tlsext_use_srtp(pointer, "SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80") == 0
        else {
            SSL_CTX_free(pointer)
            throw OpenSSLError("configuring DTLS")
        }
    }

    deinit { SSL_CTX_free(pointer) }

    /// Forward secrecy and AEAD only; a peer's certificate may be RSA.
    private static let ciphers = [
        "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305",
        "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384",
    ].joined(separator: ":")
}
