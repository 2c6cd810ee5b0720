import ClientProtocol
import Logging
import MediaEngine
import Procedure
import Summit

// What has to be looked after as time goes by.

extension LiveMeeting {
    /// Called several times a second: departures, connections that are lost, line quality, checkpoints.
    /// Returns when it is done, or at once while an earlier call is still at work.
    func tick() async {
        guard !isLookingAfter else { return }
        guard !departures.isEmpty || !peers.isEmpty || !clients.isEmpty || !book.isSigned else { return }
        isLookingAfter = true
        defer { isLookingAfter = false }
        await turns.insist { await self.lookAfter() }
    }

    private func lookAfter() async {
        await recordDepartures()
        await sweepPeers()
        renewRelays()
        await measureLines()
        await book.signIfDue(isOver: state.sitting == .closed)
    }

    // MARK: Media

    /// What the engine tells about one of this meeting's connections or sources; taken in in order.
    nonisolated func note(_ event: MediaEvent) {
        turns.post { await self.take(event) }
    }

    private func take(_ event: MediaEvent) async {
        switch event {
        case .connected(let id):
            peers[id]?.isConnected = true
            peers[id]?.since = now
            if let participant = peers[id]?.publishes { await recordArrival(of: participant) }
        case .disconnected(let id):
            peers[id]?.isConnected = false
            peers[id]?.since = now
            if let participant = peers[id]?.publishes { expectBack(participant) }
            await measureLines(force: true)
        case .failed(let id, let reason):
            environment.logger.info(
                "A media connection failed", metadata: ["meeting": "\(self.id)", "reason": "\(reason)"])
            forgetPeer(id)
            await follow(state)
            tellSlots()
        case .closed(let id):
            forgetPeer(id)
            await follow(state)
            tellSlots()
        case .speaking(let source, _, let speaks):
            guard let participant = peers[PeerID(rawValue: source.rawValue)]?.publishes else { return }
            if lines.setSpeaking(participant, speaks) { tellLines() }
        case .layersWanted(let source, let layers):
            peers[PeerID(rawValue: source.rawValue)]?.layers = layers
            tellSlots()
        case .held(let id, let slots):
            peers[id]?.held = slots
            tellSlots()
        case .firstPicture: break
        }
    }

    /// Gives up connections that never came about or were lost for good, and those of devices that stay away.
    private func sweepPeers() async {
        guard now.milliseconds(since: mediaSwept) >= 1_000 else { return }
        mediaSwept = now
        for peer in peers.values where deviceAbsences[peer.id] != nil && attachment(of: peer) != nil {
            deviceAbsences[peer.id] = nil
        }
        let lost = peers.values.filter { peer in
            let isLost = !peer.isConnected && now.milliseconds(since: peer.since) > MediaLimits.patience
            let isAbandoned =
                deviceAbsences[peer.id].map { now.milliseconds(since: $0) > MediaLimits.deviceAbsence } ?? false
            return isLost || isAbandoned
        }
        await close(lost.map(\.id))
        if isBehindPlan { await follow(state) }
    }

    private func measureLines(force: Bool = false) async {
        guard force || now.milliseconds(since: linesSent) >= MediaLimits.measuring else { return }
        linesSent = now
        guard !clients.isEmpty else { return }
        let people = peers.values.sorted { $0.id.rawValue < $1.id.rawValue }.compactMap { peer in
            peer.person.map { (id: peer.id, person: $0, direction: peer.receives ? LineReport.Direction.down : .up) }
        }
        if let media = environment.media, !people.isEmpty {
            let statistics = await media.statistics(of: people.map(\.id))
            lines.measure(
                people.compactMap { id, person, direction in
                    statistics[id].map { .init(participant: person, direction: direction, statistics: $0) }
                }, at: now)
        } else {
            lines.measure([], at: now)
        }
        notePaths()
        tellLines()
    }

    /// Which way everybody's packets take belongs into the installation's log: it is no act of the meeting.
    private func notePaths() {
        for (way, path) in lines.changedPaths() {
            environment.logger.info(
                "A media path",
                metadata: [
                    "meeting": "\(id)", "participant": "\(way.participant)",
                    "seat": "\(state.participants[way.participant]?.seat?.rawValue ?? "-")",
                    "direction": "\(way.direction)", "path": "\(path)",
                ])
        }
    }

    private func tellLines() {
        let lines = lines.lines(in: state, at: now)
        lineHistory.note(lines, at: now)
        guard !lines.isEmpty else { return }
        let json = ProtocolJSON.encode(ServerMessage.lines(lines))
        for client in clients.values where client.audience == .room { client.sink.send(text: json) }
    }
}

extension MediaPeer {
    /// Whose line it is: not that of the secretariat's machine which publishes for a seat or records.
    fileprivate var person: ParticipantID? { publishes ?? owner.participant }
}
