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
    /// The layers that somebody there has use for, so many of the smallest.
    var layers: Int
    var asked: MediaTime
    /// The layers, by their positions, of which packets found no room.
    private var missed: [Bool]

    init(of track: IncomingTrack, on record: ShardRecord, to link: any ShardLink, layers: Int, now: MediaTime) {
        self.link = link
        source = record.source
        number = record.number
        self.layers = layers
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

    /// Another shard says which layers its receivers have use for, so many of the smallest; 0: none. Asked again and
    /// again, or it is forgotten.
    public func want(_ wanted: Int, on record: ShardRecord, by link: any ShardLink, now: MediaTime) {
        let wanted = min(wanted, layers.count)
        guard wanted > 0 else { return removeExports { $0.isFor(record, link) } }
        demand.want(wanted, now: now)
        if let known = exports.first(where: { $0.isFor(record, link) }) {
            known.layers = wanted
            known.asked = now
        } else {
            // Under another number the same shard has no use for it any more.
            removeExports { $0.link === link }
            add(TrackExport(of: self, on: record, to: link, layers: wanted, now: now))
        }
    }

    /// Receivers of another shard need a picture to begin with.
    public func wantKeyframe(layer: Int) {
        guard kind == .video, layers.indices.contains(layer) else { return }
        layers[layer].receiver.keyframes.want()
    }
}
