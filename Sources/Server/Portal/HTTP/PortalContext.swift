package import Hummingbird

/// What a route knows about its request besides the request.
package struct PortalContext: RequestContext {
    package typealias Source = ApplicationRequestContextSource

    package var coreContext: CoreRequestContextStorage
    /// The TCP peer, numeric; nil for anything that is not IP.
    package let peerAddress: String?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peerAddress = source.channel.remoteAddress?.ipAddress
    }

    package var maxUploadSize: Int { BodyLimit.json }
}

/// Who asks, as far as rate limits are concerned.
struct ClientAddress: Hashable, Sendable {
    /// An IPv4 address, or the /64 of an IPv6 address: whoever has one address there has them all.
    let key: String
    let isLoopback: Bool

    /// - Parameter forwarded: the `X-Forwarded-For` field; only looked at if `trustProxy`, and of it only the last
    ///   address, which the proxy itself wrote.
    init(peer: String?, forwarded: String?, trustProxy: Bool) {
        var address = peer ?? ""
        var isForwarded = false
        if let forwarded, trustProxy, let last = forwarded.commaSeparated.last {
            address = last
            isForwarded = true
        }
        if let bytes = HostNames.bytes(ofAddress: address) {
            let isMapped =
                bytes.count == 16 && bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255
            if isMapped {
                key = bytes[12...].map(String.init).joined(separator: ".")
            } else {
                key = bytes.count == 4 ? address : bytes[..<8].map { String($0, radix: 16) }.joined(separator: ":")
            }
            let isOwnFour = (bytes.count == 4 && bytes[0] == 127) || (isMapped && bytes[12] == 127)
            let isOwnSix = bytes.count == 16 && bytes[..<15].allSatisfy { $0 == 0 } && bytes[15] == 1
            isLoopback = !isForwarded && forwarded == nil && (isOwnFour || isOwnSix)
        } else {
            key = "unknown"
            isLoopback = false
        }
    }
}
