internal import Crypto

/// A SHA-256 hash in the record: of a line (leaf), of two subtrees (node) or of a whole record (root).
public struct RecordDigest: Hashable, Sendable {
    public static let byteCount = 32

    /// In place, since a record keeps two for each of its lines.
    private let words: SIMD4<UInt64>

    /// 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// Nil unless there are exactly 32 bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var words = SIMD4<UInt64>()
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
        self.words = words
    }

    init(_ digest: SHA256Digest) { words = digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) } }

    /// What the first line names as its predecessor: 32 zero bytes.
    public static let none = RecordDigest(words: SIMD4())

    private init(words: SIMD4<UInt64>) { self.words = words }

    /// The hash of one leaf: SHA-256(0x00 || bytes), RFC 6962 section 2.1.
    public static func leaf(_ bytes: some Sequence<UInt8>) -> RecordDigest {
        var hash = SHA256()
        hash.update(data: [0x00])
        hash.update(data: Array(bytes))
        return RecordDigest(hash.finalize())
    }

    /// The hash of an inner node: SHA-256(0x01 || left || right), RFC 6962 section 2.1.
    public static func node(_ left: RecordDigest, _ right: RecordDigest) -> RecordDigest {
        var hash = SHA256()
        hash.update(data: [0x01])
        for side in [left, right] { withUnsafeBytes(of: side.words) { hash.update(bufferPointer: $0) } }
        return RecordDigest(hash.finalize())
    }

    /// The root of the tree without leaves: SHA-256 of nothing, RFC 6962 section 2.1.
    public static let emptyRoot = RecordDigest(SHA256.hash(data: [UInt8]()))

    /// 64 lowercase hexadecimal digits.
    public var hex: String { Hexadecimal.text(of: bytes) }

    /// Nil unless the text is 64 lowercase hexadecimal digits: there is one spelling of each digest.
    public init?(hex: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(of: hex.utf8) else { return nil }
        self.init(bytes: bytes)
    }
}

extension RecordDigest: CustomStringConvertible {
    public var description: String { hex }
}
