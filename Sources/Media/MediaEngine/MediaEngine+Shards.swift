public import Forwarding
import ICE
import RTP
public import Wire

/// What is published on one shard and received on another. The publisher's engine tells the others of its tracks; one that
/// has receivers for a track asks for it, and mirrors it. All of it is told again every second, so that nothing depends on
/// one record: what is not told of for a while is forgotten.
extension MediaEngine {
    private static let outlineInterval = MediaInterval.seconds(1)

    /// A source of another shard.
    final class Mirror: Scheduled {
        let source: SourceID
        var tracks: [MediaKind: MirroredTrack] = [:]

        init(_ source: SourceID) { self.source = source }

        var due: MediaTime? { tracks.values.lazy.map(\.deadline).min() }
    }

    /// Opens the way to another shard. Call it before there are peers.
    public func connect(to shard: Int, by link: any ShardLink) {
        precondition(shard != configuration.shard, "a shard needs no way to itself")
        links[shard] = link
        nextOutlines = now
    }

    /// Takes what another shard has told. The bytes of a packet must stay until `forward`.
    public func take(_ record: ShardRecord, from shard: Int, now: MediaTime, into outbox: Outbox) {
        self.now = now
        guard let link = links[shard] else { return }
        let source = SourceID(rawValue: record.source)
        switch record.content {
        case .packet:
            guard let mirror = mirrors[source], let track = mirror.tracks[record.kind] else { return }
            if track.take(record, by: fanOut, now: now, into: outbox) { schedule(mirror) }
        case .track(let outline):
            guard source.shard == shard else { return }
            mirror(outline, record.kind, of: source, by: link)
        case .wanted(let layers, let incarnation):
            guard let (peer, track) = ownTrack(record.kind, of: source), track.incarnation == incarnation else {
                return
            }
            track.want(Int(layers), on: record, by: link, now: now)
            schedule(peer)
        case .keyframeWanted(let layer):
            guard let (peer, track) = ownTrack(record.kind, of: source) else { return }
            track.wantKeyframe(layer: Int(layer))
            schedule(peer)
        }
    }

    /// Which shard a peer lives on, by its first connectivity check; nil for what is none.
    public static func shard(ofCheck packet: UnsafeRawBufferPointer) -> Int? {
        STUN.peekLocalFragment(packet).flatMap { ShardMark.shard(of: $0) }
    }

    // MARK: The publisher's side

    private func ownTrack(_ kind: MediaKind, of source: SourceID) -> (Peer, IncomingTrack)? {
        guard let peer = sources[source]?.publisher.flatMap({ peers[$0] }), let track = peer.publisher?.track(kind)
        else { return nil }
        return (peer, track)
    }

    /// Tells all other shards what a source is like, and what it has not any more.
    func outline(_ source: SourceID, of streams: PublisherStreams?) {
        for kind in MediaKind.allCases {
            let outline = streams?.track(kind)?.outline ?? TrackOutline(incarnation: 0, layers: 0, formats: .init([]))
            tell(outline, kind, of: source)
        }
    }

    private func tell(_ outline: TrackOutline, _ kind: MediaKind, of source: SourceID) {
        let record = ShardRecord(source: source.rawValue, kind: kind, .track(outline))
        for link in links.values { _ = link.push(record) }
    }

    func outlineDue() {
        guard let due = nextOutlines, due <= now else { return }
        nextOutlines = now + Self.outlineInterval
        for peer in peers.values {
            guard case .publishes(let source, let streams) = peer.work else { continue }
            for track in streams.tracks { tell(track.outline, track.kind, of: source) }
        }
    }

    // MARK: The receivers' side

    private func mirror(_ outline: TrackOutline, _ kind: MediaKind, of source: SourceID, by link: any ShardLink) {
        let known = mirrors[source]?.tracks[kind]
        if let known, known.incarnation == outline.incarnation { return known.confirm(outline, now: now) }
        if known != nil { endMirror(kind, of: source) }
        guard outline.layers > 0 else { return }
        let mirror = mirrors[source] ?? Mirror(source)
        mirrors[source] = mirror
        let mirrored = MirroredTrack(
            outline, of: kind, source: source.rawValue, number: newImportNumber(), owner: source.rawValue, link: link,
            counters: counters, cacheBytes: configuration.cacheBytes, now: now)
        mirror.tracks[kind] = mirrored
        let rights = sources[source] ?? Source()
        mirrored.track.permit(kind == .audio ? rights.isAudible : rights.isVisible, now: now)
        fillSlots(of: source)
        schedule(mirror)
    }

    func permitMirror(_ kind: MediaKind, of source: SourceID, _ isPermitted: Bool) {
        guard let mirror = mirrors[source], let track = mirror.tracks[kind] else { return }
        track.permit(isPermitted, renumbered: newImportNumber(), now: now)
        schedule(mirror)
    }

    private func newImportNumber() -> UInt32 {
        lastImportNumber &+= 1
        return lastImportNumber
    }

    private func endMirror(_ kind: MediaKind, of source: SourceID) {
        guard let mirror = mirrors[source] else { return }
        mirror.tracks.removeValue(forKey: kind)?.end()
        guard mirror.tracks.isEmpty else { return }
        mirrors[source] = nil
        mirrorDeadlines.remove(mirror)
    }

    func tellMirrorsDue() {
        while let mirror = mirrorDeadlines.popDue(now) {
            for (kind, track) in mirror.tracks where !track.tellDue(now: now) { endMirror(kind, of: mirror.source) }
            if !mirror.tracks.isEmpty { schedule(mirror) }
        }
    }

    func schedule(_ mirror: Mirror) {
        if let due = mirror.due { mirrorDeadlines.schedule(mirror, at: max(due, now + .milliseconds(1))) }
    }

    // MARK: Both

    /// What fills a slot that is assigned to a source.
    func track(_ kind: MediaKind, of source: SourceID) -> IncomingTrack? {
        ownTrack(kind, of: source)?.1 ?? mirrors[source]?.tracks[kind]?.track
    }

    /// Whoever has to ask for something of a source is to look at it.
    func wakeOwner(of source: SourceID) {
        if let peer = sources[source]?.publisher {
            wake(peer)
        } else if let mirror = mirrors[source] {
            schedule(mirror)
        }
    }
}

/// The character of a username fragment that says to which shard it leads: who gives out TCP connections reads it before
/// any engine does.
enum ShardMark {
    private static let characters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    static func mark(_ fragment: String, with shard: Int) -> String { String(characters[shard]) + fragment }

    static func shard(of fragment: String) -> Int? { fragment.first.flatMap { characters.firstIndex(of: $0) } }
}
