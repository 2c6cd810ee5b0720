internal import Foundation

/// What a record's keeper commits to: "this record has `size` lines, and this is their root".
///
/// As text it is the body of a C2SP tlog-checkpoint: origin, size and base64 root, one line each.
public struct Checkpoint: Hashable, Sendable {
    /// Names the log; not empty, without line breaks, spaces or plus signs.
    public let origin: String
    public let size: Int
    public let root: RecordDigest

    /// Nil if the origin or the size cannot be written in a checkpoint.
    public init?(origin: String, size: Int, root: RecordDigest) {
        guard NoteKey.isName(origin), size >= 0 else { return nil }
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Three lines, each with its line feed: exactly the bytes that are signed.
    public var body: String {
        "\(origin)\n\(size)\n\(Data(root.bytes).base64EncodedString())\n"
    }

    /// Parses the body of a checkpoint. Further lines (extensions) are not ours and are refused.
    public init?(body: String) {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, lines[3].isEmpty, let size = Int(lines[1]), size >= 0, String(size) == lines[1],
            let data = Data(base64Encoded: String(lines[2])), data.base64EncodedString() == lines[2],
            let root = RecordDigest(bytes: data)
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
    }
}
