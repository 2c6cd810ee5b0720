import Foundation
import Testing

@testable import Portal

@Suite struct CertificateTests {
    let now = Date(timeIntervalSince1970: 1_586_829_600)
    let names = ["localhost", "summit-host"]
    let addresses: [[UInt8]] = [[192, 0, 2, 1], [127, 0, 0, 1], Array(repeating: 0, count: 15) + [1]]

    @Test func ownCertificateCarriesNamesAndAddresses() throws {
        let pem = try SelfSignedCertificate.make(names: names, addresses: addresses, now: now)
        #expect(SelfSignedCertificate.isStillGood(pem.certificate, names: names, addresses: addresses, now: now))
        let identity = try TLSIdentity(certificate: pem.certificate, key: pem.key, name: "test")
        #expect(identity.fingerprint.split(separator: ":").count == 32)
    }

    @Test func isRenewedBeforeItsEnd() throws {
        let pem = try SelfSignedCertificate.make(names: names, addresses: addresses, now: now)
        let late = now.addingTimeInterval(368 * 86_400)
        #expect(!SelfSignedCertificate.isStillGood(pem.certificate, names: names, addresses: addresses, now: late))
        let early = now.addingTimeInterval(-86_400)
        #expect(!SelfSignedCertificate.isStillGood(pem.certificate, names: names, addresses: addresses, now: early))
    }

    @Test func isRenewedWhenTheHostMoves() throws {
        let pem = try SelfSignedCertificate.make(names: names, addresses: addresses, now: now)
        let moved = addresses + [[198, 51, 100, 7]]
        #expect(!SelfSignedCertificate.isStillGood(pem.certificate, names: names, addresses: moved, now: now))
        let fewer = Array(addresses.prefix(1))
        #expect(SelfSignedCertificate.isStillGood(pem.certificate, names: names, addresses: fewer, now: now))
    }

    @Test func staysTheSameOverRestarts() throws {
        try withTemporaryFolder { path in
            let folder = try DataFolder(path)
            let first = try TLSIdentity.selfSigned(in: folder, names: names, addresses: addresses, now: now)
            let again = try TLSIdentity.selfSigned(
                in: folder, names: names, addresses: addresses, now: now.addingTimeInterval(3600))
            #expect(first.fingerprint == again.fingerprint)
            let moved = try TLSIdentity.selfSigned(
                in: folder, names: names + ["new-name"], addresses: addresses, now: now)
            #expect(moved.fingerprint != first.fingerprint)
        }
    }

    @Test func unreadableFilesAreOneSentence() throws {
        let missing = #expect(throws: ExitReason.self) {
            try TLSIdentity.files(certificate: "/nowhere", key: "/nowhere")
        }
        #expect(missing?.code == .configuration)
        let garbage = #expect(throws: ExitReason.self) { try TLSIdentity(certificate: "x", key: "y", name: "garbage") }
        #expect(garbage?.code == .configuration)
        #expect(garbage?.sentence.contains("garbage") == true)
    }

    @Test(arguments: [("127.0.0.1", 4), ("::1", 16), ("2001:db8::1", 16), ("host", nil), ("", nil)])
    func addressesBecomeBytes(text: String, count: Int?) {
        #expect(HostNames.bytes(ofAddress: text)?.count == count)
    }
}
