import COpenSSL
public import ICE
public import Transport

/// DTLS, SRTP and STUN integrity by OpenSSL 3.
///
/// A provider and what it makes are confined to one thread. Several providers can share one `DTLSIdentity`, so that all
/// threads of a server show the same certificate.
public final class OpenSSLCryptoProvider: CryptoProvider {
    private let identity: DTLSIdentity
    private let context: DTLSContext

    /// - Throws: `OpenSSLError`.
    public init(identity: DTLSIdentity) throws {
        self.identity = identity
        context = try DTLSContext(identity: identity)
    }

    /// With a new certificate.
    public convenience init() throws { try self.init(identity: DTLSIdentity()) }

    public var certificateFingerprint: String { identity.fingerprint }

    public let integrity: any MessageIntegrity = OpenSSLMessageIntegrity()

    public func makeDTLS(role: DTLSRole) -> any DTLSEndpoint { OpenSSLDTLSEndpoint(context: context, role: role) }

    public func makeSRTP(profile: SRTPProfile, keyingMaterial: SRTPKeys) throws -> any SRTPContext {
        try makeSRTPContext(profile: profile, keyingMaterial: keyingMaterial, primitives: OpenSSLSRTPPrimitives())
    }

    public func randomBytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let done = RAND_bytes(&bytes, Int32(count))
        precondition(done == 1, "the system gives no random bytes")
        return bytes
    }
}

/// HMAC-SHA1 with a key per message.
public struct OpenSSLMessageIntegrity: MessageIntegrity, Sendable {
    public init() {}

    public func hmacSHA1(
        key: UnsafeRawBufferPointer, _ message: UnsafeRawBufferPointer, into digest: UnsafeMutableRawBufferPointer
    ) {
        precondition(digest.count >= 20, "a SHA-1 digest has 20 bytes")
        copenssl_hmac_sha1_once(
            key.baseAddress, key.count, message.baseAddress, message.count,
            digest.assumingMemoryBound(to: UInt8.self).baseAddress)
    }
}
