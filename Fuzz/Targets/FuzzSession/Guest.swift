import ICE
import MediaEngine
import RTP
import SDP
import Support
import Wire

/// Written once for all sessions: most of the time would go into texts else.
nonisolated(unsafe) private var firstOffers: [[OfferPlan.Section]: String] = [:]

/// One peer of a session: what it offers, and how it seals.
final class Guest {
    static let password = "0123456789abcdefghijkl"
    /// What `PlainCrypto` takes for a tag.
    static let tag = [UInt8](repeating: 0, count: 16)

    let id: PeerID
    private let sections: [OfferPlan.Section]
    private var generation = 0
    private var nextReport: UInt32 = 0
    var serverFragment = ""
    /// The last m-line is rejected from now on.
    var stopsLast = false

    init(_ number: UInt32, _ sections: [OfferPlan.Section]) {
        id = PeerID(rawValue: number)
        self.sections = sections
    }

    var fragment: String { "guest\(id.rawValue)x\(generation)" }

    func restart() { generation += 1 }

    var offer: String {
        guard generation == 0, !stopsLast else { return text }
        if let known = firstOffers[sections] { return known }
        firstOffers[sections] = text
        return text
    }

    private var text: String {
        var description = OfferPlan(sections: sections, cname: "guest").offer(
            session: .init(sessionID: 1, version: UInt64(generation)), usernameFragment: fragment,
            password: Self.password,
            fingerprint: Fingerprint(hash: "sha-256", value: PlainCrypto.fingerprint), candidates: [])
        if stopsLast, sections.count > 1 { description.media[sections.count - 1].direction = .inactive }
        return description.text
    }

    /// A connectivity check under the server's newest credentials.
    func check(nominates: Bool) -> [UInt8] {
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 8) { memory in
            var writer = STUNWriter(.request, transaction: .init(high: 1, low: 2), into: memory)
            writer.username(serverFragment + ":" + fragment)
            writer.priority(1)
            writer.role(.controlling(tieBreaker: 1))
            if nominates { writer.useCandidate() }
            let length = writer.finish(password: Self.password, integrity: PlainIntegrity()) ?? 0
            return Array(memory[..<length])
        }
    }

    /// An RTCP compound as SRTCP: the tag, and an index that was not used before.
    func sealed(_ compound: [UInt8]) -> [UInt8] {
        nextReport += 1
        let word = 0x8000_0000 | nextReport
        return compound + Self.tag + (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
    }
}
