import Bandwidth
import Forwarding
import RTP
import Transport
import Wire

extension MediaEngine {
    public func statistics() -> MediaStatistics {
        var result = totals
        result.peers = peers.count
        result.publishers = peers.values.count { $0.publisher != nil }
        result.receivers = result.peers - result.publishers
        result.packetsForwarded = counters.forwarded &+ counters.retransmissionsSent
        result.bytesForwarded = counters.forwardedBytes
        result.retransmissionsSent = counters.retransmissionsSent
        result.retransmissionsReceived = counters.retransmissionsReceived
        result.nacksSent = counters.nacksSent
        result.nacksReceived = counters.nacksReceived
        result.keyframesRequested = counters.keyframesRequested
        result.packetsHandedOver = counters.handedOver
        result.packetsLostBetweenShards = counters.handoverLost
        for peer in peers.values {
            guard case .receives(let slots) = peer.work else { continue }
            result.undecodableSlots += slots.undecodableCount
            let shortage = slots.shortage(now: now)
            result.heldPictures += shortage.held
            result.reducedPictures += shortage.reduced
        }
        result.redundancySent = counters.redundancySent
        result.redundancyUsed = counters.redundancyUsed
        result.probePackets = counters.probePackets
        for peer in peers.values where peer.transport.canSend {
            if let remote = peer.transport.selectedRemote { result.paths[MediaPath(remote), default: 0] += 1 }
        }
        for (cause, count) in counters.drops { result.drop(cause, Int(clamping: count)) }
        return result
    }

    /// nil for an unknown peer.
    public func peerStatistics(_ id: PeerID) -> PeerStatistics? {
        guard let peer = peers[id] else { return nil }
        var result = PeerStatistics()
        switch peer.transport.state {
        case .new: result.state = .new
        case .checking, .connecting: result.state = .connecting
        case .connected: result.state = peer.transport.isLost ? .disconnected : .connected
        case .failed: result.state = .failed
        case .closed: result.state = .closed
        }
        result.remote = peer.transport.selectedRemote
        result.path = result.remote.map(MediaPath.init)
        switch peer.work {
        case .publishes(_, let streams):
            result.loss = streams.loss
            result.jitter = streams.jitter
            result.layers =
                streams.tracks.first { $0.kind == .video }.map { track in
                    track.layers.map { $0.isActive(now) ? Int($0.rate?.bitsPerSecond ?? 0) : 0 }
                } ?? []
        case .receives(let slots):
            (result.loss, result.jitter) = slots.quality
            result.roundTrip = slots.line.roundTrip?.milliseconds
            result.undecodableSlots = slots.undecodableCount
            (result.heldPictures, result.reducedPictures) = slots.shortage(now: now)
            result.estimatedBitrate = slots.line.estimate.map { Int($0.bitsPerSecond) }
        }
        result.bitrateIn = peer.meter.bitrateIn
        result.bitrateOut = peer.meter.bitrateOut
        let traffic = peer.traffic
        result.packetsIn = traffic.packetsIn
        result.packetsOut = traffic.packetsOut
        return result
    }
}

extension ForwardingCounters {
    fileprivate var drops: [(DropCause, UInt64)] {
        [
            (.malformedRTP, malformed), (.unknownStream, unknownStream), (.unknownPayloadType, unknownPayloadType),
            (.duplicate, duplicate), (.tooOld, tooOld), (.notPermitted, notPermitted),
            (.notAsked, notAsked), (.undecodable, undecodable),
            (.excessiveFeedback, excessiveFeedback), (.notInCache, notInCache), (.unsent, unsent),
        ]
    }
}
