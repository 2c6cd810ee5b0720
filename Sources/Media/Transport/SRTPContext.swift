/// How media is protected (RFC 5764 section 4.1.2, RFC 7714 section 14.2).
public enum SRTPProfile: Hashable, Sendable {
    /// AEAD_AES_128_GCM: preferred; one pass, and fast in hardware.
    case aeadAES128GCM
    /// SRTP_AES128_CM_HMAC_SHA1_80: the one every implementation has.
    case aes128CMSHA1_80

    public var keyLength: Int { 16 }

    public var saltLength: Int {
        switch self {
        case .aeadAES128GCM: 12
        case .aes128CMSHA1_80: 14
        }
    }

    /// Bytes of authentication tag at the end of an SRTP packet.
    public var tagLength: Int {
        switch self {
        case .aeadAES128GCM: 16
        case .aes128CMSHA1_80: 10
        }
    }

    /// Bytes that a protected packet is longer than the plain one, at most (SRTCP: tag and index).
    public static let maximumOverhead = 20

    /// Bytes of keying material for both directions.
    public var exportLength: Int { 2 * (keyLength + saltLength) }
}

/// Master key and master salt of one direction.
public struct SRTPKeys: Sendable {
    public var key: [UInt8]
    public var salt: [UInt8]

    public init(key: [UInt8], salt: [UInt8]) {
        self.key = key
        self.salt = salt
    }
}

extension SRTPKeys: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { "REDACTED" }
    public var debugDescription: String { description }
}

/// Why a packet was not protected or unprotected.
public enum SRTPFailure: Error, Hashable, Sendable {
    /// Too short, or header lengths that point past the end, or no room for the tag.
    case malformed
    /// The tag does not fit: forged, damaged, or under other keys.
    case notAuthentic
    /// This index was seen before or is older than the replay window. When sending: the packet number was used before,
    /// which would reveal what is hidden.
    case replayed
    /// More synchronization sources than one direction of a peer may have.
    case tooManySources
    /// 2^48 RTP or 2^31 RTCP packets: the keys must not be used on.
    case keysExhausted
}

/// SRTP and SRTCP of one direction of one peer, in place: `[0 ..< length]` of `packet` is the packet, the rest room.
///
/// One context either protects or unprotects. The result is the new length.
public protocol SRTPContext: AnyObject {
    func protectRTP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int
    func unprotectRTP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int
    func protectRTCP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int
    func unprotectRTCP(_ packet: UnsafeMutableRawBufferPointer, length: Int) throws(SRTPFailure) -> Int
}
