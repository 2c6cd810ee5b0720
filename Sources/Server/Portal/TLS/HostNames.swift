#if canImport(Glibc)
import Glibc
#endif
import NIOCore

/// What this machine is called: the names and addresses that its certificate has to carry.
package enum HostNames {
    package static func dnsNames() -> [String] {
        var names = ["localhost"]
        var buffer = [CChar](repeating: 0, count: 256)
        if gethostname(&buffer, buffer.count - 1) == 0 {
            let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let isName = name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
                    || byte == 0x2D || byte == 0x2E
            }
            if !name.isEmpty, isName, !names.contains(name) { names.append(name) }
        }
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
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: &four) { [UInt8]($0) } }
        var sixteen = in6_addr()
        if inet_pton(AF_INET6, text, &sixteen) == 1 { return withUnsafeBytes(of: &sixteen) { [UInt8]($0) } }
        return nil
    }
}
