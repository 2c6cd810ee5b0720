internal import Crypto

/// A SHA-256 hash in the record: of a line (leaf), of two subtrees (node) or of a whole record (root).
public struct RecordDigest: Hashable, Sendable {
    public static let byteCount = 32

    /// 32 bytes.
    public let bytes: [UInt8]

    /// Nil unless there are exactly 32 bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    init(_ digest: SHA256Digest) { bytes = Array(digest) }

    /// What the first line names as its predecessor: 32 zero bytes.
    public static let none = RecordDigest(zeros: ())

    private init(zeros: Void) { bytes = [UInt8](repeating: 0, count: Self.byteCount) }

    /// The hash of one leaf: SHA-256(0x00 || bytes), RFC 6962 section 2.1.
    public static func leaf(_ bytes: some Sequence<UInt8>) -> RecordDigest {
        RecordDigest(SHA256.hash(data: [0x00] + Array(bytes)))
    }

    /// The hash of an inner node: SHA-256(0x01 || left || right), RFC 6962 section 2.1.
    public static func node(_ left: RecordDigest, _ right: RecordDigest) -> RecordDigest {
        RecordDigest(SHA256.hash(data: [0x01] + left.bytes + right.bytes))
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
