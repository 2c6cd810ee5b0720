import NIOCore

/// Where to listen: a numeric IP address and a port. `0.0.0.0:8443`, `[::1]:443`, `127.0.0.1:0`.
package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// Without brackets.
    package var host: String
    /// 0: any free port.
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Nil if `text` is not a numeric address, a colon and a port of 0...65535.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":") else { return nil }
        } else if host.contains(":") {
            return nil
        }
        guard (try? SocketAddress(ipAddress: String(host), port: Int(port))) != nil else { return nil }
        self.init(host: String(host), port: Int(port))
    }

    package var isIPv6: Bool { host.contains(":") }

    /// Listens on every address of the host.
    package var isWildcard: Bool { host == "0.0.0.0" || host == "::" }

    package var description: String { "\(isIPv6 ? "[\(host)]" : host):\(port)" }
}
