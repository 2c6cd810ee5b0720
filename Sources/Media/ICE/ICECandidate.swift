public import Wire

/// An address at which an agent may be reached (RFC 8839 section 5.1): the value of an `a=candidate` line.
public struct ICECandidate: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case host
        case serverReflexive = "srflx"
        case peerReflexive = "prflx"
        case relayed = "relay"

        /// RFC 8445 section 5.1.2.2.
        var preference: UInt32 {
            switch self {
            case .host: 126
            case .peerReflexive: 110
            case .serverReflexive: 100
            case .relayed: 0
            }
        }
    }

    public enum Transport: String, Sendable { case udp, tcp }

    /// Which end opens the TCP connection (RFC 6544 section 4.5).
    public enum TCPType: String, Sendable {
        case active, passive
        case simultaneousOpen = "so"
    }

    /// 1 to 32 ice-chars: candidates that share type, base and server share it.
    public var foundation: String
    /// 1 = RTP; with rtcp-mux there is no other.
    public var component: Int
    public var transport: Transport
    public var priority: UInt32
    public var address: NetworkAddress
    public var kind: Kind
    /// Of TCP alone.
    public var tcpType: TCPType?

    public init(
        foundation: String, component: Int = 1, transport: Transport = .udp, priority: UInt32, address: NetworkAddress,
        kind: Kind, tcpType: TCPType? = nil
    ) {
        self.foundation = foundation
        self.component = component
        self.transport = transport
        self.priority = priority
        self.address = address
        self.kind = kind
        self.tcpType = tcpType
    }

    /// A host candidate. `rank` 0 is the most preferred address.
    public init(host address: NetworkAddress, rank: Int) {
        self.init(
            foundation: "\(rank + 1)", priority: Self.priority(.host, rank: rank), address: address, kind: .host)
    }

    /// A host candidate to which the peer opens a TCP connection. Its priority is below that of every UDP candidate, as
    /// RFC 6544 section 4.2 advises: type preference 90, direction preference 4, then `rank`.
    public init(passiveHost address: NetworkAddress, rank: Int) {
        let local = 4 << 13 | UInt32(8_191 - min(max(rank, 0), 8_191))
        self.init(
            foundation: "t\(rank + 1)", transport: .tcp, priority: 90 << 24 | local << 8 | 255, address: address,
            kind: .host, tcpType: .passive)
    }

    /// RFC 8445 section 5.1.2.1, for component 1.
    public static func priority(_ kind: Kind, rank: Int) -> UInt32 {
        kind.preference << 24 | UInt32(UInt16(clamping: 65_535 - rank)) << 8 | 255
    }

    /// Reads `candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host ...`, with or without `a=` and `candidate:`.
    ///
    /// nil for a malformed line, another transport, or a host name in place of the address (such as a browser's
    /// `.local` name), which an agent that does not resolve names cannot use.
    public init?(line: String) {
        var text = line[...]
        for prefix in ["a=", "candidate:"] where text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
        let words = text.split(whereSeparator: \.isWhitespace)
        guard text.utf8.count <= 1_024, words.count >= 8, words[6] == "typ",
            (1...32).contains(words[0].utf8.count),
            let component = Int(words[1]), (1...256).contains(component),
            let transport = Transport(rawValue: words[2].lowercased()),
            let priority = UInt32(words[3]),
            let port = UInt16(words[5]),
            let address = NetworkAddress(text: words[4], port: port),
            let kind = Kind(rawValue: String(words[7]))
        else { return nil }
        // Extensions come as pairs of a name and a value.
        let names = stride(from: 8, to: words.count - 1, by: 2)
        let tcpType = names.first { words[$0] == "tcptype" }.flatMap { TCPType(rawValue: String(words[$0 + 1])) }
        self.init(
            foundation: String(words[0]), component: component, transport: transport, priority: priority,
            address: address, kind: kind, tcpType: transport == .tcp ? tcpType : nil)
    }

    /// The line without `a=`. Reflexive and relayed candidates carry no related address: it would only tell of the inside.
    public var line: String {
        let related = kind == .host ? "" : address.family == .ipv4 ? " raddr 0.0.0.0 rport 0" : " raddr :: rport 0"
        return "candidate:\(foundation) \(component) \(transport.rawValue) \(priority) \(address.hostText) "
            + "\(address.port) typ \(kind.rawValue)\(related)\(tcpType.map { " tcptype \($0.rawValue)" } ?? "")"
    }
}
