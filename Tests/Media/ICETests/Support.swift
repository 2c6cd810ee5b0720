import ICE
import OpenSSLCrypto
import Wire

let integrity = OpenSSLMessageIntegrity()

/// The bytes of hexadecimal digits; everything else in the text is skipped.
func octets(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// Parses a copy of the bytes for the time of `body`.
func withMessage<R>(_ bytes: [UInt8], _ body: (STUNMessage?) throws -> R) rethrows -> R {
    try bytes.withUnsafeBytes { try body(STUNMessage($0)) }
}

/// Writes one message.
func message(
    _ messageClass: STUNMessage.Class, id: STUNTransactionID = .init(high: 1, low: 2), password: String?,
    _ attributes: (inout STUNWriter) -> Void
) -> [UInt8] {
    var memory = [UInt8](repeating: 0xAA, count: 1_500)
    let length = memory.withUnsafeMutableBytes {
        var writer = STUNWriter(messageClass, transaction: id, into: $0)
        attributes(&writer)
        return writer.finish(password: password, integrity: integrity)
    }
    return Array(memory.prefix(length ?? 0))
}

extension Outbox {
    /// Takes everything out.
    func drain() -> [(to: NetworkAddress, from: NetworkAddress, bytes: [UInt8])] {
        defer { removeAll() }
        return (0..<count).map { (self[$0].datagram.destination, self[$0].datagram.source, Array(self[$0].bytes)) }
    }
}

/// A repeatable source of "entropy".
func seededRandom(_ seed: UInt64) -> () -> UInt64 {
    var state = seed
    return {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

let serverCredentials = ICECredentials(usernameFragment: "srvr", password: "serverpasswordserverpwd")
let clientCredentials = ICECredentials(usernameFragment: "clnt", password: "clientpasswordclientpwd")
let serverAddress = NetworkAddress(ipv4: 0xC000_0201, port: 9_000)
let clientAddress = NetworkAddress(ipv4: 0xC633_6401, port: 40_000)

/// A check from the client to the server.
func check(
    id: UInt64 = 7, username: String = "srvr:clnt", password: String? = serverCredentials.password,
    nominates: Bool = false, role: ICERole = .controlling(tieBreaker: 9)
) -> [UInt8] {
    message(.request, id: .init(high: 0, low: id), password: password) {
        $0.username(username)
        $0.priority(1_853_824_767)
        $0.role(role)
        if nominates { $0.useCandidate() }
    }
}
