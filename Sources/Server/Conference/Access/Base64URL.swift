import struct Foundation.Data

/// base64url without padding (RFC 4648 section 5).
package enum Base64URL {
    package static func text(of bytes: some Sequence<UInt8>) -> String {
        let characters = Data(bytes).base64EncodedString().utf8.compactMap { character -> UInt8? in
            switch character {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            case UInt8(ascii: "="): nil
            default: character
            }
        }
        return String(decoding: characters, as: UTF8.self)
    }

    /// Strict: only the one spelling that `text(of:)` writes.
    package static func bytes(of text: String) -> [UInt8]? {
        var characters = text.utf8.map { character in
            switch character {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: character
            }
        }
        while !characters.count.isMultiple(of: 4) { characters.append(UInt8(ascii: "=")) }
        guard let bytes = Data(base64Encoded: Data(characters)).map({ Array($0) }), self.text(of: bytes) == text
        else { return nil }
        return bytes
    }
}
