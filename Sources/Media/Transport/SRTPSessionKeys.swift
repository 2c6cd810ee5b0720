/// The session keys of one direction, derived from master key and salt (RFC 3711 section 4.3; key derivation rate 0).
struct SRTPSessionKeys {
    struct Pair {
        var key: [UInt8]
        /// HMAC key; empty for an AEAD profile.
        var authentication: [UInt8]
        var salt: [UInt8]
    }

    var rtp: Pair
    var rtcp: Pair

    enum Problem: Error { case wrongKeyLength, cipherFailed }

    init(profile: SRTPProfile, master: SRTPKeys, primitives: some SRTPPrimitives) throws {
        guard master.key.count == profile.keyLength, master.salt.count == profile.saltLength else {
            throw Problem.wrongKeyLength
        }
        let cipher = try primitives.makeAES128Counter(key: master.key)
        // RFC 7714 section 11: the 96-bit salt of GCM is taken as 112 bits with zeros at the end.
        let salt = master.salt + [UInt8](repeating: 0, count: 14 - master.salt.count)

        func derive(label: UInt8, count: Int) throws -> [UInt8] {
            var counter = salt + [0, 0]
            counter[7] ^= label  // The label stands above the 48-bit index, which is zero.
            var output = [UInt8](repeating: 0, count: count)
            let done = counter.withUnsafeBytes { counter in
                output.withUnsafeMutableBytes { cipher.apply(counter: counter, text: $0) }
            }
            guard done else { throw Problem.cipherFailed }
            return output
        }

        func pair(firstLabel: UInt8) throws -> Pair {
            Pair(
                key: try derive(label: firstLabel, count: profile.keyLength),
                authentication: profile == .aes128CMSHA1_80 ? try derive(label: firstLabel + 1, count: 20) : [],
                salt: try derive(label: firstLabel + 2, count: profile.saltLength))
        }
        rtp = try pair(firstLabel: 0)
        rtcp = try pair(firstLabel: 3)
    }
}
