public import ICE
public import Transport
import Wire

/// Cryptography that hides nothing and proves nothing, so that a fuzzer gets past it: every tag is zeros, a handshake
/// is two datagrams, and chance is the same in every run.
public final class PlainCrypto: CryptoProvider {
    public static let fingerprint = [String](repeating: "AB", count: 32).joined(separator: ":")

    public let certificateFingerprint = PlainCrypto.fingerprint
    public let integrity: any MessageIntegrity = PlainIntegrity()
    private var state: UInt64 = 0

    public init() {}

    public func makeDTLS(role: DTLSRole) -> any DTLSEndpoint { PlainDTLS(role) }

    /// Real framing and replay protection over ciphers that do nothing.
    public func makeSRTP(profile: SRTPProfile, keyingMaterial: SRTPKeys) throws -> any SRTPContext {
        try makeSRTPContext(profile: profile, keyingMaterial: keyingMaterial, primitives: PlainPrimitives())
    }

    public func randomBytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 40) }
    }

    public func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}

/// Accepts a MESSAGE-INTEGRITY of zeros.
public struct PlainIntegrity: MessageIntegrity {
    public init() {}

    public func hmacSHA1(
        key: UnsafeRawBufferPointer, _ message: UnsafeRawBufferPointer, into digest: UnsafeMutableRawBufferPointer
    ) {
        digest.initializeMemory(as: UInt8.self, repeating: 0)
    }
}

/// Established by any handshake record, closed by any alert.
final class PlainDTLS: DTLSEndpoint {
    private(set) var state = DTLSState.handshaking
    private let role: DTLSRole
    private var waiting: [[UInt8]] = []
    var nextDeadline: MediaTime? { nil }

    init(_ role: DTLSRole) { self.role = role }

    func start(now: MediaTime) { if role == .client { waiting.append([22, 1]) } }

    func receive(_ datagram: UnsafeRawBufferPointer, now: MediaTime) {
        switch datagram.first {
        case 22 where state == .handshaking:
            if role == .server { waiting.append([22, 2]) }
            state = .established
        case 21: state = .closed
        default: break
        }
    }

    func nextDatagram(into memory: UnsafeMutableRawBufferPointer) -> Int? {
        guard !waiting.isEmpty else { return nil }
        let datagram = waiting.removeFirst()
        memory.copyBytes(from: datagram)
        return datagram.count
    }

    func tick(now: MediaTime) {}

    func close() {
        if state == .established { waiting.append([21, 0]) }
        state = .closed
    }

    func peerFingerprint(hash: String) -> String? { PlainCrypto.fingerprint }

    func exportKeys() -> DTLSKeys? {
        let keys = SRTPKeys(key: .init(repeating: 0, count: 16), salt: .init(repeating: 0, count: 12))
        return DTLSKeys(profile: .aeadAES128GCM, client: keys, server: keys)
    }
}

struct PlainPrimitives: SRTPPrimitives {
    func makeAES128GCM(key: [UInt8]) throws -> any AES128GCM { PlainCipher() }
    func makeAES128Counter(key: [UInt8]) throws -> any AES128Counter { PlainCipher() }
    func makeHMACSHA1(key: [UInt8]) throws -> any KeyedHMACSHA1 { PlainCipher() }
}

final class PlainCipher: AES128GCM, AES128Counter, KeyedHMACSHA1 {
    func seal(
        iv: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer, _ more: UnsafeRawBufferPointer,
        text: UnsafeMutableRawBufferPointer, tag: UnsafeMutableRawBufferPointer
    ) -> Bool {
        tag.initializeMemory(as: UInt8.self, repeating: 0)
        return true
    }

    func open(
        iv: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer, _ more: UnsafeRawBufferPointer,
        text: UnsafeMutableRawBufferPointer, tag: UnsafeRawBufferPointer
    ) -> Bool { tag.allSatisfy { $0 == 0 } }

    func apply(counter: UnsafeRawBufferPointer, text: UnsafeMutableRawBufferPointer) -> Bool { true }

    func digest(_ message: UnsafeRawBufferPointer, into digest: UnsafeMutableRawBufferPointer) {
        digest.initializeMemory(as: UInt8.self, repeating: 0)
    }
}
