import Forwarding
import Transport
public import Wire

extension MediaEngine {
    /// When `tick` must be called; nil while there are no peers. May change by every other call.
    public var nextDeadline: MediaTime? {
        guard let outlines = nextOutlines else { return deadlines.earliest }
        return [deadlines.earliest, mirrorDeadlines.earliest].compactMap(\.self).reduce(outlines) { min($0, $1) }
    }

    /// Does what is due: repeats handshakes, sends reports, requests and feedback, gives up peers that stay away.
    public func tick(now: MediaTime, into outbox: Outbox) {
        self.now = now
        while let peer = deadlines.popDue(now) {
            peer.transport.tick(now: now, into: outbox)
            if peer.transport.isConnected, !peer.transport.isLost { sendReports(of: peer, into: outbox) }
            follow(peer, into: outbox)
        }
        outlineDue()
        tellMirrorsDue()
    }

    private func sendReports(of peer: Peer, into outbox: Outbox) {
        switch peer.work {
        case .publishes(let source, let streams):
            if let news = streams.settleSpeech(now: now) { tell(news, of: source) }
            sendCompounds(of: peer, into: outbox) { streams.writeDue(now: now, to: &$0) }
            if let layers = streams.takeDemand(now: now) { tell(.layersWanted(source, layers)) }
        case .receives(let slots):
            followLine(of: peer, slots)
            sendCompounds(of: peer, into: outbox) { slots.writeReports(now: now, to: &$0) }
        }
        let traffic = peer.traffic
        peer.meter.update(now: now, bytesIn: traffic.bytesIn, bytesOut: traffic.bytesOut)
    }

    /// Gives each picture what the line has for it, and tells what it has not.
    func followLine(of peer: Peer, _ slots: ReceiverSlots) {
        slots.followLine(now: now) { owners.append($0) }
        wakeOwners()
        if let held = slots.takeHeldChange() { tell(.held(peer.id, slots: held)) }
    }

    private func sendCompounds(of peer: Peer, into outbox: Outbox, _ write: (inout ByteWriter) -> Bool) {
        while true {
            let slot = outbox.reserve()
            // Room for SRTCP's tag and index stays free.
            var writer = ByteWriter(UnsafeMutableRawBufferPointer(rebasing: slot[..<(slot.count - 64)]))
            guard write(&writer) else { return }
            if writer.overflowed || !peer.transport.sendRTCP(length: writer.count, in: slot, outbox: outbox) {
                counters.unsent &+= 1
            }
        }
    }

    /// Looks at what became of the peer's connection, tells it, and sets its next deadline.
    func follow(_ peer: Peer, into outbox: Outbox) {
        switch peer.transport.state {
        case .failed(let reason):
            remove(peer)
            return tell(.failed(peer.id, reason))
        case .closed:
            remove(peer)
            return tell(.closed(peer.id))
        case .new, .checking, .connecting, .connected:
            break
        }
        let isThere = peer.transport.isConnected && !peer.transport.isLost
        if isThere != (peer.absentSince == nil) {
            peer.absentSince = isThere ? nil : now
            if isThere {
                let isNew = !peer.toldConnected
                peer.toldConnected = true
                tell(.connected(peer.id))
                if isNew { fillSlots(of: peer) }
            } else if peer.toldConnected {
                tell(.disconnected(peer.id))
            }
        }
        if let since = peer.absentSince, now - since >= configuration.patience {
            peer.transport.close(now: now, into: outbox)
            remove(peer)
            return tell(.closed(peer.id))
        }
        schedule(peer)
    }

    /// Sets the peer's deadline to the earliest of all its reasons to be woken.
    func schedule(_ peer: Peer) {
        var earliest = peer.transport.nextDeadline
        func consider(_ time: MediaTime?) {
            if let time { earliest = earliest.map { min($0, time) } ?? time }
        }
        if let since = peer.absentSince {
            consider(since + configuration.patience)
        } else {
            consider(peer.publisher?.deadline)
            consider(peer.receiver?.nextReport)
        }
        // Never in the past: a peer that finds nothing to do must not be woken again and again at the same moment.
        if let earliest { deadlines.schedule(peer, at: max(earliest, now + .milliseconds(1))) }
    }

    func wake(_ id: PeerID) {
        if let peer = peers[id] { schedule(peer) }
    }

    /// See `IncomingLayer.owner`. A peer and a source of another shard cannot have the same number: it says the shard.
    func wake(owner: UInt32) {
        if let mirror = mirrors[SourceID(rawValue: owner)] {
            schedule(mirror)
        } else {
            wake(PeerID(rawValue: owner))
        }
    }

    // MARK: Ends

    /// Ends a connection: its slots empty, what it publishes stops, and the other end is told.
    public func close(peer id: PeerID, now: MediaTime, into outbox: Outbox) {
        self.now = now
        guard let peer = peers[id] else { return }
        peer.transport.close(now: now, into: outbox)
        remove(peer)
    }

    func remove(_ peer: Peer) {
        deadlines.remove(peer)
        peers[peer.id] = nil
        for address in peer.addresses where peersByAddress[address] === peer { peersByAddress[address] = nil }
        for fragment in peer.fragments where peersByFragment[fragment] === peer { peersByFragment[fragment] = nil }
        switch peer.work {
        case .publishes(let source, let streams):
            if streams.tracks.contains(where: \.speech.isSpeaking) { tell(.speaking(source, level: 127, false)) }
            streams.end()
            if sources[source]?.publisher == peer.id {
                sources[source]?.publisher = nil
                outline(source, of: nil)
            }
            forgetIfIdle(source)
        case .receives(let slots):
            slots.end(now: now)
        }
    }

    /// A source without publisher and rights is not worth remembering.
    func forgetIfIdle(_ id: SourceID) {
        guard let source = sources[id], source.publisher == nil, !source.isAudible, !source.isVisible else { return }
        sources[id] = nil
    }
}
