import NIOCore
import Wire

import class Foundation.ProcessInfo

/// What this machine is called: the names and addresses that its certificate has to carry.
package enum HostNames {
    package static func dnsNames() -> [String] {
        var names = ["localhost"]
        let name = ProcessInfo.processInfo.hostName
        let isName = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
                || byte == 0x2D || byte == 0x2E
        }
        if !name.isEmpty, name.utf8.count <= 253, isName, !names.contains(name) { names.append(name) }
        return names
    }

    /// Numeric addresses of the interfaces; loopback last. IPv6 link-local addresses are left out: they need a zone.
    package static func addresses() -> [String] {
        let all = ((try? System.enumerateDevices()) ?? []).compactMap { $0.address?.ipAddress }
        var result: [String] = []
        for address in all where !address.lowercased().hasPrefix("fe80") && !result.contains(address) {
            result.append(address)
        }
        for loopback in ["127.0.0.1", "::1"] where !result.contains(loopback) { result.append(loopback) }
        func isLoopback(_ address: String) -> Bool { address.hasPrefix("127.") || address == "::1" }
        return result.filter { !isLoopback($0) } + result.filter(isLoopback)
    }

    /// 4 or 16 bytes in network order; nil if `text` is not a numeric address.
    package static func bytes(ofAddress text: String) -> [UInt8]? {
        guard let address = NetworkAddress(text: text, port: 0) else { return nil }
        switch address.family {
        case .ipv4 where !text.contains(":"):
            return (0..<4).map { UInt8(truncatingIfNeeded: address.ipv4 >> (24 - 8 * $0)) }
        case .ipv4, .ipv6:
            return [address.high, address.low].flatMap { word in
                (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
            }
        }
    }
}
