public import RTP
import Receiving
public import Wire

/// A track whose publisher is on another shard: an `IncomingTrack` like any other for the slots, fed with records, and
/// what it has to ask goes back the same way.
public final class MirroredTrack {
    /// How often it is said what is wanted; it counts for `TrackExport.patience`.
    static let interval = MediaInterval.seconds(1)
    /// Not told of for so long, the track is no more.
    public static let patience = MediaInterval.seconds(4)

    public let track: IncomingTrack
    public let incarnation: UInt32
    private let source: UInt32
    private let link: any ShardLink
    private let counters: ForwardingCounters
    /// See `ShardRecord.number`.
    private var number: UInt32
    /// The layers that were asked for last, so many of the smallest.
    private var told = 0
    private var nextTelling: MediaTime
    private var lastOutline: MediaTime
    /// Of each layer's last packet; nil before the first.
    private var generations: [UInt32?]

    /// - Parameters:
    ///   - number: one that this shard has not used before.
    ///   - owner: see `IncomingLayer.owner`.
    public init(
        _ outline: TrackOutline, of kind: MediaKind, source: UInt32, number: UInt32, owner: UInt32,
        link: any ShardLink, counters: ForwardingCounters, cacheBytes: Int, now: MediaTime
    ) {
        track = IncomingTrack(
            kind: kind, mid: "", layers: Int(outline.layers), payloadTypes: PayloadTypeFormats(of: outline.formats),
            owner: owner, cacheBytes: cacheBytes)
        incarnation = outline.incarnation
        generations = Array(repeating: nil, count: Int(outline.layers))
        self.source = source
        self.number = number
        self.link = link
        self.counters = counters
        nextTelling = now + Self.interval
        lastOutline = now
    }

    /// It is still there, perhaps with other codecs.
    public func confirm(_ outline: TrackOutline, now: MediaTime) {
        track.payloadTypes = PayloadTypeFormats(of: outline.formats)
        lastOutline = now
    }

    /// Gives or takes the right to forward it here. What is on its way when it is taken comes under a number that is not
    /// listened to any more.
    public func permit(_ isPermitted: Bool, renumbered: UInt32, now: MediaTime) {
        if !isPermitted, track.isPermitted {
            tell(0)
            number = renumbered
        }
        track.permit(isPermitted, now: now)
    }

    /// Puts a packet on its way to this shard's receivers. True: there may be something to ask for at once.
    public func take(_ record: ShardRecord, by fanOut: FanOut, now: MediaTime, into outbox: Outbox) -> Bool {
        guard case .packet(let packet) = record.content, track.layers.indices.contains(Int(packet.layer)) else {
            return false
        }
        guard track.isPermitted else {
            counters.notPermitted &+= 1
            return false
        }
        guard record.number == number else {
            counters.notAsked &+= 1
            return false
        }
        let layer = track.layers[Int(packet.layer)]
        let isNew = !layer.isActive(now)
        if let last = generations[Int(packet.layer)], last != packet.generation { layer.restart() }
        generations[Int(packet.layer)] = packet.generation
        if layer.note(packet, now: now) || isNew { track.layerCame(now: now) }
        fanOut.take(packet.media, of: layer, now: now, into: outbox)
        return isNew || layer.receiver.keyframes.isWanted
    }

    // MARK: Time

    /// When `tellDue` has something to do.
    public var deadline: MediaTime {
        if track.wantedLayers != told { return .zero }
        return track.layers.lazy.compactMap(\.receiver.keyframes.deadline).reduce(nextTelling) { min($0, $1) }
    }

    /// Tells the publisher's shard what is due. False: the track is no more.
    public func tellDue(now: MediaTime) -> Bool {
        if now >= nextTelling {
            guard now - lastOutline < Self.patience else { return false }
            nextTelling = now + Self.interval
            track.reconsiderLayers(now: now)
            if told > 0 { tell(track.wantedLayers) }
        }
        if track.wantedLayers != told { tell(track.wantedLayers) }
        for layer in track.layers {
            layer.wantNoPictureForNobody()
            guard layer.receiver.keyframes.takeDue(now: now) else { continue }
            push(.keyframeWanted(layer: layer.position))
        }
        return true
    }

    /// Its slots let go of it, and nothing of it is wanted any more.
    public func end() {
        track.end()
        if told > 0 { tell(0) }
    }

    private func tell(_ layers: Int) {
        told = layers
        push(.wanted(layers: UInt8(clamping: layers), incarnation: incarnation))
    }

    private func push(_ content: ShardRecord.Content) {
        _ = link.push(ShardRecord(source: source, kind: track.kind, number: number, content))
    }
}
