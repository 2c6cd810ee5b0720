/// The fingerprints that a description announces (RFC 8122 section 5).
///
/// There may be several lines, of several hashes and certificates. The peer's certificate must fit a line of the
/// strongest hash that is known here; lines of other hashes are ignored, so that a weak one cannot stand in.
struct CertificateFingerprints {
    static let knownHashes = ["sha-512", "sha-384", "sha-256"]

    private let hash: String?
    private let values: [String]

    init(_ lines: [(hash: String, value: String)]) {
        let hash = Self.knownHashes.first { known in lines.contains { $0.hash.lowercased() == known } }
        self.hash = hash
        values = lines.filter { $0.hash.lowercased() == hash }.map { $0.value.uppercased() }
    }

    /// - Parameter fingerprint: the certificate's fingerprint by the hash that is asked for.
    func match(_ fingerprint: (String) -> String?) -> Bool {
        guard let hash, let actual = fingerprint(hash) else { return false }
        return values.contains(actual)
    }
}
