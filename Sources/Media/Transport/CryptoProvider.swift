public import ICE

/// The cryptography a transport needs; implemented outside of Media (OpenSSLCrypto), or by a fake in a simulation.
///
/// A provider is confined to the thread of the transports that use it.
public protocol CryptoProvider: AnyObject {
    /// SHA-256 of our own DTLS certificate as in `a=fingerprint`: 32 upper-case hex pairs with colons.
    var certificateFingerprint: String { get }
    var integrity: any MessageIntegrity { get }
    func makeDTLS(role: DTLSRole) -> any DTLSEndpoint
    /// The SRTP of one direction. Throws if the keys do not fit the profile.
    func makeSRTP(profile: SRTPProfile, keyingMaterial: SRTPKeys) throws -> any SRTPContext
    /// `count` unpredictable bytes.
    func randomBytes(_ count: Int) -> [UInt8]
}

extension CryptoProvider {
    /// Fresh ICE credentials.
    public func makeICECredentials() -> ICECredentials {
        ICECredentials(randomBytes: randomBytes(ICECredentials.randomByteCount))
    }
}
