import ICE
import OpenSSLCrypto
import Transport
import Wire

/// The real ciphers under keys and random numbers that come from a seed, and a handshake of two datagrams in DTLS's place: so
/// the same seed gives the same call, datagram for datagram.
final class SimulatedCrypto: CryptoProvider {
    let certificateFingerprint = Array(repeating: "AB", count: 32).joined(separator: ":")
    var integrity: any MessageIntegrity { real.integrity }
    private let real: OpenSSLCryptoProvider
    private var random: SplitMix

    init(seed: UInt64) throws {
        real = try OpenSSLCryptoProvider()
        random = SplitMix(state: seed)
    }

    func makeDTLS(role: DTLSRole) -> any DTLSEndpoint { Handshake(role: role, fingerprint: certificateFingerprint) }

    func makeSRTP(profile: SRTPProfile, keyingMaterial: SRTPKeys) throws -> any SRTPContext {
        try real.makeSRTP(profile: profile, keyingMaterial: keyingMaterial)
    }

    func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() >> 8) } }

    /// "Hello" from the client until the server has answered it.
    private final class Handshake: DTLSEndpoint {
        private(set) var state = DTLSState.handshaking
        private(set) var nextDeadline: MediaTime?
        private let role: DTLSRole
        private let fingerprint: String
        private var waiting = 0

        private static let datagram = [UInt8](repeating: 22, count: 200)
        private static let goodbye = [UInt8](repeating: 21, count: 40)
        private static let patience = MediaInterval.milliseconds(250)
        private var farewell = false

        init(role: DTLSRole, fingerprint: String) {
            self.role = role
            self.fingerprint = fingerprint
        }

        func start(now: MediaTime) {
            guard role == .client else { return }
            waiting = 1
            nextDeadline = now + Self.patience
        }

        func receive(_ datagram: UnsafeRawBufferPointer, now: MediaTime) {
            if datagram.first == 21 { return state = .closed }
            if role == .server { waiting = 1 }
            state = .established
            nextDeadline = nil
        }

        func nextDatagram(into memory: UnsafeMutableRawBufferPointer) -> Int? {
            guard waiting > 0 else { return nil }
            waiting -= 1
            let bytes = farewell ? Self.goodbye : Self.datagram
            memory.copyBytes(from: bytes)
            return bytes.count
        }

        func tick(now: MediaTime) {
            guard let due = nextDeadline, due <= now else { return }
            waiting = 1
            nextDeadline = now + Self.patience
        }

        func close() {
            farewell = true
            waiting = 1
            state = .closed
        }

        func peerFingerprint(hash: String) -> String? { hash == "sha-256" ? fingerprint : nil }

        func exportKeys() -> DTLSKeys? {
            guard state == .established else { return nil }
            func keys(_ byte: UInt8) -> SRTPKeys {
                SRTPKeys(key: [UInt8](repeating: byte, count: 16), salt: [UInt8](repeating: byte, count: 12))
            }
            return DTLSKeys(profile: .aeadAES128GCM, client: keys(1), server: keys(2))
        }
    }
}
