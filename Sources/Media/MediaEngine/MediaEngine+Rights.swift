import Forwarding
import RTP

/// Who may be heard and seen, and what is in which slot. The caller decides; nothing is forwarded unasked.
extension MediaEngine {
    /// Whether the source's sound may be forwarded. While it may not, not one packet of it leaves, retransmissions
    /// included. False at first.
    public func setAudible(_ source: SourceID, _ isAudible: Bool) {
        sources[source, default: Source()].isAudible = isAudible
        permit(.audio, of: source, isAudible)
    }

    /// The same for its picture.
    public func setVisible(_ source: SourceID, _ isVisible: Bool) {
        sources[source, default: Source()].isVisible = isVisible
        permit(.video, of: source, isVisible)
    }

    /// Puts the sound of a source into an audio slot, at once; nil silences the slot. A source that is not published yet,
    /// or comes back later, fills the slot when it does. A slot that does not exist (yet) keeps its assignment too.
    public func assignAudio(peer: PeerID, slot: Int, source: SourceID?) {
        assign(.audio, peer, slot, source.map { Peer.Assignment(source: $0, quality: .full) })
    }

    /// Puts the picture of a source into a video slot. The slot changes at the next key frame, which is asked for; until
    /// then, and for two or three seconds at most, it goes on with what it shows. nil empties it at once.
    public func assignVideo(peer: PeerID, slot: Int, source: SourceID?, quality: Quality) {
        assign(.video, peer, slot, source.map { Peer.Assignment(source: $0, quality: quality) })
    }

    private func assign(_ kind: MediaKind, _ id: PeerID, _ number: Int, _ assignment: Peer.Assignment?) {
        let limit = kind == .audio ? configuration.maximumAudioSlots : configuration.maximumVideoSlots
        guard let peer = peers[id], peer.receiver != nil, (0..<limit).contains(number) else { return }
        let former = peer.assignments[kind]?[number]?.source
        peer.assignments[kind, default: [:]][number] = assignment
        fill(kind, number, of: peer)
        if let former, former != assignment?.source { wakeOwner(of: former) }
    }

    /// Makes a slot show what it is assigned, as soon as the receiver is there: a key frame that is asked for earlier
    /// comes before anybody can be shown it.
    func fill(_ kind: MediaKind, _ number: Int, of peer: Peer) {
        guard peer.toldConnected, let slot = peer.receiver?.slot(kind, number) else { return }
        let assignment = peer.assignments[kind]?[number]
        let track = assignment.flatMap { self.track(kind, of: $0.source) }
        slot.assign(track, reduction: assignment?.quality.reduction ?? 0, now: now)
        if let source = assignment?.source { wakeOwner(of: source) }
    }

    /// The receiver is there for the first time.
    func fillSlots(of peer: Peer) {
        for (kind, slots) in peer.assignments {
            for number in slots.keys.sorted() { fill(kind, number, of: peer) }
        }
    }

    /// The tracks of a source are there, or changed: fills every slot that is assigned to it.
    func fillSlots(of source: SourceID) {
        for peer in peers.values where peer.receiver != nil {
            for (kind, slots) in peer.assignments {
                for (number, assignment) in slots where assignment.source == source { fill(kind, number, of: peer) }
            }
        }
    }

    private func permit(_ kind: MediaKind, of id: SourceID, _ isPermitted: Bool) {
        defer { forgetIfIdle(id) }
        permitMirror(kind, of: id, isPermitted)
        guard let peer = sources[id]?.publisher.flatMap({ peers[$0] }), let streams = peer.publisher else { return }
        let speechEnded = streams.permit(kind, isPermitted, now: now)
        if speechEnded { tell(.speaking(id, level: 127, false)) }
        schedule(peer)
    }

    /// The mids of the receiver's slots by number; an empty mid stands for an m-line that was rejected or stopped.
    public func slots(of peer: PeerID) -> (audio: [String], video: [String]) {
        guard let slots = peers[peer]?.receiver else { return ([], []) }
        return (slots.audio.map { $0?.negotiated.mid ?? "" }, slots.video.map { $0?.negotiated.mid ?? "" })
    }
}
