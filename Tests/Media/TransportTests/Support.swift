import ICE
import OpenSSLCrypto
import Transport
import Wire

/// The bytes of hexadecimal digits; everything else in the text is skipped.
func octets(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// A repeatable source of "entropy" for networks and noise.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

/// An RTP packet with a payload that depends on its number.
func rtpPacket(ssrc: UInt32, sequence: UInt16, payload: Int = 100, extensionWords: Int = 0) -> [UInt8] {
    var bytes: [UInt8] = [extensionWords > 0 ? 0x90 : 0x80, 96, UInt8(sequence >> 8), UInt8(sequence & 0xFF)]
    bytes += [0, 1, 2, 3] + (0..<4).map { UInt8(truncatingIfNeeded: ssrc >> (24 - 8 * UInt32($0))) }
    if extensionWords > 0 {
        bytes += [0xBE, 0xDE, 0, UInt8(extensionWords)] + [UInt8](repeating: 0x10, count: 4 * extensionWords)
    }
    return bytes + (0..<payload).map { UInt8(truncatingIfNeeded: $0 &+ Int(sequence)) }
}

/// A receiver report with something behind it.
func rtcpPacket(ssrc: UInt32, words: Int = 6) -> [UInt8] {
    [0x80, 201, 0, UInt8(words + 1)] + (0..<4).map { UInt8(truncatingIfNeeded: ssrc >> (24 - 8 * UInt32($0))) }
        + (0..<4 * words).map { UInt8($0) }
}

extension SRTPContext {
    /// Runs one of the four operations on a copy in a slot with room.
    private func apply(
        _ packet: [UInt8], room: Int,
        _ operation: (UnsafeMutableRawBufferPointer, Int) throws(SRTPFailure) -> Int
    ) throws(SRTPFailure) -> [UInt8] {
        var slot = packet + [UInt8](repeating: 0xEE, count: room)
        let result: Result<Int, SRTPFailure> = slot.withUnsafeMutableBytes { memory in
            do throws(SRTPFailure) { return .success(try operation(memory, packet.count)) } catch {
                return .failure(error)
            }
        }
        return Array(slot.prefix(try result.get()))
    }

    func seal(_ packet: [UInt8], room: Int = 20) throws(SRTPFailure) -> [UInt8] {
        try apply(packet, room: room) { (memory, length) throws(SRTPFailure) in try protectRTP(memory, length: length) }
    }

    func open(_ packet: [UInt8]) throws(SRTPFailure) -> [UInt8] {
        try apply(packet, room: 0) { (memory, length) throws(SRTPFailure) in try unprotectRTP(memory, length: length) }
    }

    func sealRTCP(_ packet: [UInt8], room: Int = 20) throws(SRTPFailure) -> [UInt8] {
        try apply(packet, room: room) { (memory, length) throws(SRTPFailure) in try protectRTCP(memory, length: length)
        }
    }

    func openRTCP(_ packet: [UInt8]) throws(SRTPFailure) -> [UInt8] {
        try apply(packet, room: 0) { (memory, length) throws(SRTPFailure) in try unprotectRTCP(memory, length: length) }
    }
}

let profiles: [SRTPProfile] = [.aeadAES128GCM, .aes128CMSHA1_80]

/// The two ends of one direction.
func srtpPair(_ profile: SRTPProfile) throws -> (sender: any SRTPContext, receiver: any SRTPContext) {
    let crypto = try OpenSSLCryptoProvider()
    let keys = SRTPKeys(
        key: (0..<16).map { UInt8($0 * 3 + 1) }, salt: (0..<profile.saltLength).map { UInt8($0 * 5 + 2) })
    return (
        try crypto.makeSRTP(profile: profile, keyingMaterial: keys),
        try crypto.makeSRTP(profile: profile, keyingMaterial: keys)
    )
}
