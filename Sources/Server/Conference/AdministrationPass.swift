import Crypto
import Summit

/// Lets the administration into the organiser's desk for some hours, in the place of its token, which then need not lie in a
/// browser.
///
/// base64url, without padding, of: version (2), the moment of its end (8 bytes, big endian, milliseconds since 1970), and
/// the first 16 bytes of HMAC-SHA256 over both.
public struct AdministrationPass: Sendable, Hashable {
    public static let hours = 12
    private static let version: UInt8 = 2

    var end: Timestamp

    init(from now: Timestamp) { end = now.advanced(byMilliseconds: Int64(Self.hours) * 3_600_000) }

    func text(key: SymmetricKey) -> String { Base64URL.text(of: body + Self.code(for: body, key: key)) }

    /// Nil unless `text` was made with `key` and is still good.
    init?(text: String, key: SymmetricKey, now: Timestamp) {
        guard text.utf8.count <= 64, let bytes = Base64URL.bytes(of: text), bytes.count == 25, bytes[0] == Self.version
        else { return nil }
        end = Timestamp(milliseconds: bytes[1..<9].reduce(0) { $0 << 8 | Int64($1) })
        let code = Self.code(for: Array(bytes[..<9]), key: key)
        guard TokenSeal.areEqual(code, Array(bytes[9...])), now < end else { return nil }
    }

    private var body: [UInt8] {
        [Self.version] + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: end.milliseconds >> $0) }
    }

    private static func code(for body: [UInt8], key: SymmetricKey) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: body, using: key).prefix(16))
    }
}
