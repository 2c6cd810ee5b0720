/// Why a received datagram was not taken in. Every one is counted.
public enum DropReason: Int, CaseIterable, Sendable {
    /// By its first byte no protocol of RFC 7983 that is used here.
    case unknownProtocol
    /// STUN that does not parse, or says what no ICE agent says.
    case malformedSTUN
    /// STUN with wrong credentials, or an answer to nothing.
    case unauthenticatedSTUN
    /// DTLS or media from an address that has passed no connectivity check.
    case unvalidatedAddress
    /// Media before the keys are known.
    case notConnected
    /// Media that does not parse.
    case malformedPacket
    /// Media whose authentication tag does not fit.
    case notAuthentic
    /// Media that was received before, or is too old to tell.
    case replayed
    /// More sources than a peer may have.
    case tooManySources
    /// After the end: closed or failed.
    case closed
}

/// How many datagrams were dropped, by reason.
public struct DropCounts: Sendable, Hashable {
    private var counts = [Int](repeating: 0, count: DropReason.allCases.count)

    public init() {}

    public subscript(reason: DropReason) -> Int { counts[reason.rawValue] }
    public var total: Int { counts.reduce(0, +) }

    public mutating func count(_ reason: DropReason) { counts[reason.rawValue] += 1 }

    public static func += (a: inout DropCounts, b: DropCounts) {
        for index in a.counts.indices { a.counts[index] += b.counts[index] }
    }
}
