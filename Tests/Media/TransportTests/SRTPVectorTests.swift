import OpenSSLCrypto
import Testing

@testable import Transport

@Suite("SRTP, published test vectors")
struct SRTPVectorTests {
    let primitives = OpenSSLSRTPPrimitives()
    let quidProQuo = octets("517569642070726f2071756f")
    let counting = octets("000102030405060708090a0b0c0d0e0f")

    /// A session whose session keys, not master keys, are given, as RFC 7714 does.
    func gcm() throws -> SRTPSession {
        let keys = SRTPSessionKeys.Pair(key: counting, authentication: [], salt: quidProQuo)
        let cipher = try SRTPGCMCipher(keys: keys, primitives: primitives)
        return SRTPSession(rtp: cipher, rtcp: cipher)
    }

    @Test("RFC 7714 section 16.1: AEAD_AES_128_GCM, RTP")
    func gcmRTP() throws {
        let plain = octets(
            """
            8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976
            69736120 696e2070 61727465 73207472 6573
            """)
        let sealed = octets(
            """
            8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5
            0d294e6f 42a5f47a 51c7d19b 36de3adf 8833899d 7f27beb1 6a9152cf 765ee439 0cce
            """)
        #expect(try gcm().seal(plain) == sealed)
        #expect(try gcm().open(sealed) == plain)
    }

    @Test("RFC 7714 section 17.1: AEAD_AES_128_GCM, RTCP")
    func gcmRTCP() throws {
        let plain = octets(
            """
            81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61
            deadbeef deadbeef deadbeef deadbeef deadbeef
            """)
        let sealed = octets(
            """
            81c8000d 4d617273 63e94885 dcdab67c a727d766 2f6b7e99 7ff5c0f7 6c06f32d
            c676a5f1 730d6fda 4ce09b46 86303ded 0bb9275b c84aa458 96cf4d2f c5abf872 45d9eade 800005d4
            """)
        #expect(try gcm().openRTCP(sealed) == plain)
    }

    @Test("RFC 3711 appendix B.3: key derivation")
    func keyDerivation() throws {
        let master = SRTPKeys(
            key: octets("E1F97A0D3E018BE0D64FA32C06DE4139"), salt: octets("0EC675AD498AFEEBB6960B3AABE6"))
        let keys = try SRTPSessionKeys(profile: .aes128CMSHA1_80, master: master, primitives: primitives)
        #expect(keys.rtp.key == octets("C61E7A93744F39EE10734AFE3FF7A087"))
        #expect(keys.rtp.salt == octets("30CBBC08863D8C85D49DB34A9AE1"))
        #expect(keys.rtp.authentication == octets("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"))
    }

    /// The reference packets that libsrtp checks itself with.
    @Test("AES_CM_128_HMAC_SHA1_80, reference packets")
    func counterMode() throws {
        let master = SRTPKeys(
            key: octets("e1f97a0d3e018be0d64fa32c06de4139"), salt: octets("0ec675ad498afeebb6960b3aabe6"))
        func context() throws -> any SRTPContext {
            try makeSRTPContext(profile: .aes128CMSHA1_80, keyingMaterial: master, primitives: primitives)
        }
        let plain = octets("800f1234 decafbad cafebabe") + [UInt8](repeating: 0xAB, count: 16)
        let sealed = octets(
            "800f1234 decafbad cafebabe 4e55dc4c e79978d8 8ca4d215 949d2402 b78d6acc 99ea179b 8dbb")
        #expect(try context().seal(plain) == sealed)
        #expect(try context().open(sealed) == plain)

        let report = octets("81c8000b cafebabe") + [UInt8](repeating: 0xAB, count: 16)
        let sealedReport = octets(
            "81c8000b cafebabe 7128035b e487b9bd bef89041 f977a5a8 80000001 993e08cd 54d6c123 0798")
        #expect(try context().openRTCP(sealedReport) == report)
    }

    /// Packets that libsrtp 2 made: they also fix how the 96-bit salt goes into key derivation, and the roll-over.
    @Test("AEAD_AES_128_GCM from master keys, packets of another implementation")
    func gcmFromMasterKeys() throws {
        let master = SRTPKeys(
            key: octets("030a11181f262d343b424950575e656c"), salt: octets("737a81888f969da4abb2b9c0"))
        func context() throws -> any SRTPContext {
            try makeSRTPContext(profile: .aeadAES128GCM, keyingMaterial: master, primitives: primitives)
        }
        let plain = octets("9060fffe 01020304 cafebabe bede0001 10550000") + (20..<50).map { UInt8($0) }
        let sealed = octets(
            """
            9060fffe01020304cafebabebede000110550000f1a3b41ca40cd2f26885861186319a9381c45f97df2f04f242c028a6788130ee
            2e9525031828a2864c519f128f10
            """)
        let sender = try context()
        let receiver = try context()
        #expect(try sender.seal(plain) == sealed)
        #expect(try receiver.open(sealed) == plain)

        let rollOver: [(UInt16, String)] = [
            (0xFFFF, "8f49804ad1f6528745f92d300d3b4d8c6c5a0c4004c31ce2c6d4ca968275c05d"),
            (0, "443afc7bcc53a1cd53475b26aa7a8c7530cd015d6852d866c2d482c78686a0c6"),
            (1, "2414459c0d894ae5e8382d7a5a04ce0d7a35132cc381f976f20c0bcfc7e1c505"),
        ]
        for (number, text) in rollOver {
            let header = octets("8060") + [UInt8(number >> 8), UInt8(number & 0xFF)] + octets("01020304 cafebabe")
            let packet = header + (12..<28).map { UInt8($0) }
            #expect(try sender.seal(packet) == header + octets(text))
            #expect(try receiver.open(header + octets(text)) == packet)
        }

        let report = octets("81c90005 cafebabe") + (8..<24).map { UInt8($0) }
        let sealedReport = octets(
            "81c90005cafebabeed718f5f715819d2e600b954e70fe9f93a3630edef3e87fa13f86af952db67b580000001")
        #expect(try receiver.openRTCP(sealedReport) == report)
    }

    @Test func keysOfAnotherLengthAreRefused() {
        for profile in profiles {
            for (key, salt) in [(15, profile.saltLength), (16, profile.saltLength - 1), (0, 0), (32, 12)] {
                let keys = SRTPKeys(key: .init(repeating: 0, count: key), salt: .init(repeating: 0, count: salt))
                #expect(throws: (any Error).self) {
                    try makeSRTPContext(profile: profile, keyingMaterial: keys, primitives: primitives)
                }
            }
        }
    }
}
