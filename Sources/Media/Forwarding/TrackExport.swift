import RTP
import Receiving
public import Wire

/// A track on its way to the receivers of another shard: all of its layers, so that it is known there which are sent, and
/// what they cost.
final class TrackExport {
    /// So long after it was last asked for, nobody wants it any more.
    static let patience = MediaInterval.seconds(4)

    let link: any ShardLink
    private let source: UInt32
    private let number: UInt32
    /// The best level that somebody there has use for.
    var level: Int
    var asked: MediaTime
    /// The layers, by their positions, of which packets found no room.
    private var missed: [Bool]

    init(of track: IncomingTrack, on record: ShardRecord, to link: any ShardLink, level: Int, now: MediaTime) {
        self.link = link
        source = record.source
        number = record.number
        self.level = level
        asked = now
        missed = Array(repeating: false, count: track.layers.count)
    }

    func isFor(_ record: ShardRecord, _ link: any ShardLink) -> Bool { self.link === link && number == record.number }

    func hand(_ packets: UnsafeBufferPointer<MediaPacket>, of layer: IncomingLayer, counters: ForwardingCounters) {
        let capture = layer.capture
        for packet in packets {
            let handed = HandedPacket(
                media: packet, layer: layer.position, generation: UInt32(truncatingIfNeeded: layer.generation),
                followsLoss: missed[Int(layer.position)], capture: capture)
            let isTaken = link.push(
                ShardRecord(source: source, kind: layer.kind, number: number, .packet(handed)))
            missed[Int(layer.position)] = !isTaken
            if isTaken { counters.handedOver &+= 1 } else { counters.handoverLost &+= 1 }
        }
    }
}

extension IncomingTrack {
    /// What other shards are told of it.
    public var outline: TrackOutline {
        TrackOutline(
            incarnation: incarnation, layers: UInt8(clamping: layers.count), formats: FormatSet(payloadTypes.formats))
    }

    /// Another shard says which level its receivers have use for; 0: none. Asked again and again, or it is forgotten.
    public func want(_ level: Int, on record: ShardRecord, by link: any ShardLink, now: MediaTime) {
        let level = min(level, layers.count)
        guard level > 0 else { return removeExports { $0.isFor(record, link) } }
        demand.want(level, now: now)
        if let known = exports.first(where: { $0.isFor(record, link) }) {
            known.level = level
            known.asked = now
        } else {
            // Under another number the same shard has no use for it any more.
            removeExports { $0.link === link }
            add(TrackExport(of: self, on: record, to: link, level: level, now: now))
        }
    }

    /// Receivers of another shard need a picture to begin with.
    public func wantKeyframe(layer: Int) {
        guard kind == .video, layers.indices.contains(layer) else { return }
        layers[layer].receiver.keyframes.want()
    }
}
