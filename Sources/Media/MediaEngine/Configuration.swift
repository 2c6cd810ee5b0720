import ICE
public import Wire

extension MediaEngine {
    public struct Configuration: Sendable {
        /// Addresses that answers advertise as host candidates, best first.
        public var candidates: [NetworkAddress]
        /// Addresses to which a peer may open a TCP connection instead; advertised after those, best first.
        public var tcpCandidates: [NetworkAddress]
        /// More are refused.
        public var maximumPeers = 4_096
        /// Slots that one receiver may have.
        public var maximumAudioSlots = 32
        public var maximumVideoSlots = 64
        /// Memory for answering NACKs, per incoming video layer; bytes, a power of two.
        public var cacheBytes = 524_288
        /// A peer that has not connected after this time, or stayed away so long, is closed.
        public var patience = MediaInterval.seconds(90)
        /// The number of this engine among those that share the work.
        public var shard = 0

        public init(candidates: [NetworkAddress], tcpCandidates: [NetworkAddress] = []) {
            self.candidates = candidates
            self.tcpCandidates = tcpCandidates
        }

        /// The values of the answers' `a=candidate` lines.
        var candidateLines: [String] {
            candidates.enumerated().map { ICECandidate(host: $1, rank: $0).line }
                + tcpCandidates.enumerated().map { ICECandidate(passiveHost: $1, rank: $0).line }
        }
    }
}
