import Crypto
package import NIOSSL

package import class Foundation.FileManager
package import struct Foundation.Date

/// The certificate chain and key that the portal answers with.
package struct TLSIdentity: Sendable {
    package let chain: [NIOSSLCertificate]
    package let key: NIOSSLPrivateKey
    /// SHA-256 of the first certificate's DER, `AB:CD:...`; what the command prints and its clients pin.
    package let fingerprint: String

    /// From PEM texts.
    /// - Throws: ``ExitReason`` `.configuration`.
    package init(certificate: String, key: String, name: String) throws(ExitReason) {
        do {
            chain = try NIOSSLCertificate.fromPEMBytes([UInt8](certificate.utf8))
            self.key = try NIOSSLPrivateKey(bytes: [UInt8](key.utf8), format: .pem)
            guard let first = chain.first else {
                throw ExitReason(.configuration, "There is no certificate in \(name).")
            }
            fingerprint = Self.fingerprint(ofDER: try first.toDERBytes())
        } catch let reason as ExitReason {
            throw reason
        } catch {
            throw ExitReason(.configuration, "The certificate or key in \(name) cannot be used.")
        }
    }

    /// The installation's own certificate, kept in the data folder as `tls-certificate.pem` and `tls-key.pem`; made anew
    /// when it is near its end or the host's names or addresses have changed.
    package static func selfSigned(
        in folder: DataFolder, names: [String], addresses: [[UInt8]], now: Date = Date()
    ) throws(ExitReason) -> TLSIdentity {
        if let certificate = folder.read("tls-certificate.pem"), let key = folder.read("tls-key.pem") {
            let certificateText = String(decoding: certificate, as: UTF8.self)
            if SelfSignedCertificate.isStillGood(certificateText, names: names, addresses: addresses, now: now),
                let identity = try? TLSIdentity(
                    certificate: certificateText, key: String(decoding: key, as: UTF8.self), name: folder.path)
            {
                return identity
            }
        }
        let pem: SelfSignedCertificate.PEM
        do {
            pem = try SelfSignedCertificate.make(names: names, addresses: addresses, now: now)
        } catch {
            throw ExitReason(.software, "The TLS certificate cannot be made: \(error).")
        }
        try folder.write([UInt8](pem.key.utf8), to: "tls-key.pem")
        try folder.write([UInt8](pem.certificate.utf8), to: "tls-certificate.pem")
        return try TLSIdentity(certificate: pem.certificate, key: pem.key, name: folder.path)
    }

    package static func files(certificate: String, key: String) throws(ExitReason) -> TLSIdentity {
        guard let chain = FileManager.default.contents(atPath: certificate) else {
            throw ExitReason(.configuration, "The certificate file \(certificate) cannot be read.")
        }
        guard let secret = FileManager.default.contents(atPath: key) else {
            throw ExitReason(.configuration, "The key file \(key) cannot be read.")
        }
        return try TLSIdentity(
            certificate: String(decoding: chain, as: UTF8.self), key: String(decoding: secret, as: UTF8.self),
            name: certificate)
    }

    package static func fingerprint(ofDER bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF")
        return SHA256.hash(data: bytes)
            .map { "\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }
            .joined(separator: ":")
    }

    /// TLS 1.2 and 1.3, HTTP/2 preferred.
    func serverConfiguration() -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["h2", "http/1.1"]
        configuration.cipherSuites =
            "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
            + "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
        return configuration
    }
}
