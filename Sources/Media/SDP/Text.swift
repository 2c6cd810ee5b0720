/// Cutting text by bytes: SDP is ASCII in all that matters here, and bytes keep `\r\n` and combining characters from
/// becoming one `Character`.
extension Substring {
    /// Without spaces and tabs at both ends.
    var trimmed: Substring {
        var bytes = utf8
        while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
        return Substring(bytes)
    }

    /// What stands between spaces.
    var fields: [Substring] { utf8.split(separator: 0x20).map { Substring($0) } }

    func split(at byte: UInt8) -> [Substring] {
        utf8.split(separator: byte, omittingEmptySubsequences: false).map { Substring($0) }
    }

    /// What stands before and after the first `byte`; nil if there is none.
    func cut(at byte: UInt8) -> (Substring, Substring)? {
        guard let index = utf8.firstIndex(of: byte) else { return nil }
        return (self[..<index], self[utf8.index(after: index)...])
    }
}
