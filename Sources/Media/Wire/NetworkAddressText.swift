/// The text form of addresses: dotted quad for IPv4, RFC 5952 for IPv6. Names are never resolved.
extension NetworkAddress {
    /// Reads `192.0.2.1`, `2001:db8::1` or `::ffff:192.0.2.1` (which is the IPv4 address). nil for anything else,
    /// zones (`fe80::1%eth0`) and names included.
    public init?(text: some StringProtocol, port: UInt16) {
        guard text.utf8.count <= 45 else { return nil }
        let bytes = Array(text.utf8)
        if let address = Self.dottedQuad(bytes[...]) {
            self.init(ipv4: address, port: port)
        } else if let (high, low) = Self.colonHex(bytes[...]) {
            self.init(high: high, low: low, port: port)
        } else {
            return nil
        }
    }

    /// Reads `192.0.2.1:5000` or `[2001:db8::1]:5000`.
    public init?(endpoint: some StringProtocol) {
        guard let colon = endpoint.lastIndex(of: ":"),
            let port = UInt16(endpoint[endpoint.index(after: colon)...])
        else { return nil }
        let host = endpoint[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            self.init(text: host.dropFirst().dropLast(), port: port)
        } else if !host.contains(":") {
            self.init(text: host, port: port)
        } else {
            return nil
        }
    }

    /// Without port and brackets, e.g. `192.0.2.1` or `2001:db8::1`.
    public var hostText: String {
        switch family {
        case .ipv4: [24, 16, 8, 0].map { String(ipv4 >> $0 & 0xFF) }.joined(separator: ".")
        case .ipv6: Self.canonicalIPv6(groups)
        }
    }

    /// The address stands for "all addresses of this host" (`0.0.0.0` or `::`).
    public var isUnspecified: Bool {
        switch family {
        case .ipv4: ipv4 == 0
        case .ipv6: high == 0 && low == 0
        }
    }

    /// Valid only on its own link (`169.254.0.0/16`, `fe80::/10`), so useless without an interface.
    public var isLinkLocal: Bool {
        switch family {
        case .ipv4: ipv4 >> 16 == 0xA9FE
        case .ipv6: high >> 54 == 0xFE80 >> 6
        }
    }

    private var groups: [UInt16] {
        (0..<8).map { UInt16(truncatingIfNeeded: ($0 < 4 ? high : low) >> (48 - 16 * UInt64($0 % 4))) }
    }

    private static func canonicalIPv6(_ groups: [UInt16]) -> String {
        // RFC 5952 section 4.2: the longest run of two or more zero groups, the first of equals, becomes "::".
        var best = 0..<0
        var start = 0
        for index in 0...8 where index == 8 || groups[index] != 0 {
            if index - start > max(best.count, 1) { best = start..<index }
            start = index + 1
        }
        func text(_ part: ArraySlice<UInt16>) -> String { part.map { String($0, radix: 16) }.joined(separator: ":") }
        return best.isEmpty
            ? text(groups[...]) : text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
    }

    private static func dottedQuad(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            guard let value = number(part, radix: 10, digits: 3), value <= 255,
                part.count == 1 || part.first != UInt8(ascii: "0")
            else { return nil }
            address = address << 8 | value
        }
        return address
    }

    private static func colonHex(_ bytes: ArraySlice<UInt8>) -> (high: UInt64, low: UInt64)? {
        let colon = UInt8(ascii: ":")
        var gap = bytes.startIndex
        var hasGap = false
        while gap < bytes.endIndex - 1 {
            hasGap = bytes[gap] == colon && bytes[gap + 1] == colon
            if hasGap { break }
            gap += 1
        }
        let head: [UInt16]
        let tail: [UInt16]
        if hasGap {
            guard let before = hexGroups(bytes[..<gap]), let after = hexGroups(bytes[(gap + 2)...]),
                before.count + after.count <= 7
            else { return nil }
            (head, tail) = (before, after)
        } else {
            guard let all = hexGroups(bytes), all.count == 8 else { return nil }
            (head, tail) = (all, [])
        }
        let groups = head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
        func word(_ part: ArraySlice<UInt16>) -> UInt64 { part.reduce(0) { $0 << 16 | UInt64($1) } }
        return (word(groups[..<4]), word(groups[4...]))
    }

    /// Groups between single colons; the last may be a dotted quad. nil if one is malformed.
    private static func hexGroups(_ bytes: ArraySlice<UInt8>) -> [UInt16]? {
        if bytes.isEmpty { return [] }
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if let value = number(part, radix: 16, digits: 4) {
                groups.append(UInt16(value))
            } else if index == parts.count - 1, let quad = dottedQuad(part) {
                groups += [UInt16(quad >> 16), UInt16(quad & 0xFFFF)]
            } else {
                return nil
            }
        }
        return groups
    }

    private static func number(_ bytes: ArraySlice<UInt8>, radix: UInt32, digits: Int) -> UInt32? {
        guard (1...digits).contains(bytes.count) else { return nil }
        var value: UInt32 = 0
        for byte in bytes {
            let digit: UInt32
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(byte &- UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt32(byte &- UInt8(ascii: "a")) + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = UInt32(byte &- UInt8(ascii: "A")) + 10
            default: return nil
            }
            guard digit < radix else { return nil }
            value = value * radix + digit
        }
        return value
    }
}

extension NetworkAddress: CustomStringConvertible {
    /// `192.0.2.1:5000` or `[2001:db8::1]:5000`; of a TCP connection `tcp 192.0.2.1:5000`.
    public var description: String {
        (connection == 0 ? "" : "tcp ") + (family == .ipv4 ? "\(hostText):\(port)" : "[\(hostText)]:\(port)")
    }
}
