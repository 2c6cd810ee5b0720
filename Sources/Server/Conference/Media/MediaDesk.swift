import MediaEngine

/// What meetings ask of the media engine. The one who answers is `ShardDesk`; tests put a recorder here.
protocol MediaDesk: Sendable {
    /// An SDP answer.
    func publish(peer: PeerID, source: SourceID, offer: String) async throws -> String
    func receive(peer: PeerID, offer: String) async throws -> ReceiveAnswer
    /// A remote candidate as its `a=candidate` line has it.
    func candidate(peer: PeerID, line: String) async
    /// Our new credentials; nil if the engine does not know the peer.
    func restartICE(peer: PeerID, with remote: TrickleCredentials) async -> TrickleCredentials?
    func close(_ peers: [PeerID]) async
    /// False if the engine could not be reached: it is not known what of it was done.
    func apply(_ changes: MediaChanges) async -> Bool
    func statistics(of peers: [PeerID]) async -> [PeerID: PeerStatistics]
    func totals() async -> MediaStatistics?
}

/// ICE credentials of one side, as an SDP fragment carries them.
struct TrickleCredentials: Sendable, Hashable {
    var usernameFragment: String
    var password: String
}

/// An answer to a receiving client, and the m-lines that became slots.
struct ReceiveAnswer: Sendable, Hashable {
    var sdp: String
    var audioMids: [String]
    var videoMids: [String]
}
