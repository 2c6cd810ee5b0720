import Crypto
import SwiftASN1
import X509

import struct Foundation.Date

/// Makes and reads the certificate of an installation that has no name of its own yet (ECDSA P-256, SHA-256).
enum SelfSignedCertificate {
    /// 397 days: the longest that every browser accepts.
    static let lifetimeSeconds = 397.0 * 86_400
    /// A certificate with less than this left is replaced when the server starts.
    static let renewalSeconds = 30.0 * 86_400

    struct PEM: Sendable {
        var certificate: String
        var key: String
    }

    /// - Parameters:
    ///   - names: DNS names for the subject alternative names; the first is the common name.
    ///   - addresses: raw IP addresses, 4 or 16 bytes each.
    static func make(names: [String], addresses: [[UInt8]], now: Date) throws -> PEM {
        let key = P256.Signing.PrivateKey()
        let publicKey = Certificate.PublicKey(key.publicKey)
        let subject = try DistinguishedName {
            CommonName(names.first ?? "mufakat")
            OrganizationName("Mufakat")
        }
        let alternatives =
            names.map { GeneralName.dnsName($0) }
            + addresses.map { GeneralName.ipAddress(ASN1OctetString(contentBytes: $0[...])) }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: publicKey,
            notValidBefore: now.addingTimeInterval(-3600),
            notValidAfter: now.addingTimeInterval(lifetimeSeconds),
            issuer: subject,
            subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(alternatives)
                SubjectKeyIdentifier(hash: publicKey)
            },
            issuerPrivateKey: Certificate.PrivateKey(key))
        return PEM(certificate: try certificate.serializeAsPEM().pemString, key: key.pemRepresentation)
    }

    /// False if the certificate is about to expire or lacks one of the names and addresses, or cannot be read.
    static func isStillGood(_ pem: String, names: [String], addresses: [[UInt8]], now: Date) -> Bool {
        guard let certificate = try? Certificate(pemEncoded: pem),
            certificate.notValidBefore <= now,
            certificate.notValidAfter > now.addingTimeInterval(renewalSeconds),
            let alternatives = try? certificate.extensions.subjectAlternativeNames
        else { return false }
        var knownNames: Set<String> = []
        var knownAddresses: Set<[UInt8]> = []
        for alternative in alternatives {
            switch alternative {
            case .dnsName(let name): knownNames.insert(name)
            case .ipAddress(let bytes): knownAddresses.insert([UInt8](bytes.bytes))
            default: continue
            }
        }
        return knownNames.isSuperset(of: names) && knownAddresses.isSuperset(of: addresses)
    }
}
