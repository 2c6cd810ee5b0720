import ICE
import OpenSSLCrypto
import Transport

/// OpenSSL, and a hand on the keys it makes: seals packets of a test's own as if the guest had sent them.
final class TappedCrypto: CryptoProvider {
    private let real: OpenSSLCryptoProvider
    /// A transport makes that of what it sends first.
    private var contexts: [any SRTPContext] = []
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 2_048, alignment: 8)

    init() throws { real = try OpenSSLCryptoProvider() }
    deinit { memory.deallocate() }

    var certificateFingerprint: String { real.certificateFingerprint }
    var integrity: any MessageIntegrity { real.integrity }
    func makeDTLS(role: DTLSRole) -> any DTLSEndpoint { real.makeDTLS(role: role) }
    func randomBytes(_ count: Int) -> [UInt8] { real.randomBytes(count) }

    func makeSRTP(profile: SRTPProfile, keyingMaterial: SRTPKeys) throws -> any SRTPContext {
        let context = try real.makeSRTP(profile: profile, keyingMaterial: keyingMaterial)
        contexts.append(context)
        return context
    }

    /// nil for what has no header that could be sealed.
    func seal(_ packet: [UInt8], isRTCP: Bool = false) -> [UInt8]? {
        guard let context = contexts.first else { return nil }
        memory.copyBytes(from: packet)
        let length =
            isRTCP
            ? try? context.protectRTCP(memory, length: packet.count)
            : try? context.protectRTP(memory, length: packet.count)
        return length.map { Array(memory[..<$0]) }
    }
}
