/// The form of a TURN server's address (RFC 7065): `turn:` or `turns:`, a host, perhaps a port and a transport.
enum TURNAddress {
    static func isWellFormed(_ text: String) -> Bool {
        guard let scheme = ["turns:", "turn:"].first(where: text.hasPrefix) else { return false }
        let rest = text.dropFirst(scheme.count)
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, !["transport=udp", "transport=tcp"].contains(parts[1]) { return false }
        return isAuthority(parts[0])
    }

    private static func isAuthority(_ text: Substring) -> Bool {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return false }
            let host = text[text.index(after: text.startIndex)..<end]
            return ListenAddress("[\(host)]:0") != nil && isPort(text[text.index(after: end)...])
        }
        let host = text.prefix { $0 != ":" }
        let isName = host.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
                || byte == 0x2D || byte == 0x2E
        }
        return isName && (1...253).contains(host.utf8.count) && isPort(text[host.endIndex...])
    }

    /// Nothing, or a colon and a port.
    private static func isPort(_ text: Substring) -> Bool {
        guard let colon = text.first else { return true }
        return colon == ":" && text.count <= 6 && UInt16(text.dropFirst()).map { $0 > 0 } == true
    }
}
