import Crypto

/// A few names and a number that nobody but this installation can have written.
///
/// base64url, without padding, of: version, then of each name its length and its bytes, generation (4 bytes, big endian), and the
/// first 16 bytes of HMAC-SHA256 over all before it.
struct TokenSeal: Hashable {
    /// What the token is for.
    var version: UInt8
    var texts: [String]
    var generation: Int

    private static let codeLength = 16
    /// The longest that a token can be, characters.
    private static let maximumLength = 160

    init(version: UInt8, texts: [String], generation: Int) {
        self.version = version
        self.texts = texts
        self.generation = generation
    }

    func text(key: SymmetricKey) -> String {
        var body = [version]
        for text in texts {
            body.append(UInt8(text.utf8.count))
            body.append(contentsOf: text.utf8)
        }
        let generation = UInt32(clamping: generation)
        for shift in stride(from: 24, through: 0, by: -8) {
            body.append(UInt8(truncatingIfNeeded: generation >> UInt32(shift)))
        }
        return Base64URL.text(of: body + Self.code(for: body, key: key))
    }

    /// Nil unless `text` was made with `key`, for this use and of so many names.
    init?(text: String, version: UInt8, texts count: Int, key: SymmetricKey) {
        guard text.utf8.count <= Self.maximumLength, let bytes = Base64URL.bytes(of: text),
            bytes.count > Self.codeLength
        else { return nil }
        let body = Array(bytes.dropLast(Self.codeLength))
        guard Self.areEqual(Self.code(for: body, key: key), Array(bytes.suffix(Self.codeLength))) else { return nil }
        // From here on the bytes are our own; they are read with care nevertheless.
        var rest = body[...]
        guard rest.popFirst() == version else { return nil }
        var texts: [String] = []
        for _ in 0..<count {
            guard let text = Self.takeText(from: &rest) else { return nil }
            texts.append(text)
        }
        guard rest.count == 4 else { return nil }
        self.init(version: version, texts: texts, generation: rest.reduce(0) { $0 << 8 | Int($1) })
    }

    private static func takeText(from bytes: inout ArraySlice<UInt8>) -> String? {
        guard let count = bytes.popFirst(), bytes.count >= Int(count) else { return nil }
        defer { bytes = bytes.dropFirst(Int(count)) }
        return String(validating: bytes.prefix(Int(count)), as: UTF8.self)
    }

    private static func code(for body: [UInt8], key: SymmetricKey) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: body, using: key).prefix(codeLength))
    }

    /// Takes the same time whatever the difference: an answer's time tells nothing about the right code.
    private static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
