public import ClientProtocol
import Procedure
public import Summit

// Those who follow the meeting: coming, being told, going.

extension LiveMeeting {
    /// Notes handed out after a snapshot.
    static let notesTold = 200
    /// Most bytes of them, so that they fit into what may wait for a client.
    static let noteBytesTold = 256 * 1024
    /// Most readers of events alone, in all and of one participant.
    static let feedLimit = 512
    static let feedsOfParticipant = 8

    /// Attaches a device. Its sink gets `welcome`, then what it missed since `resume` or a snapshot.
    /// - Parameter generation: of the invitation that was shown; another one may have replaced it since.
    public func attach(
        participant: ParticipantID, generation: Int, device: String, resume: Int?, sink: any ClientSink
    ) async throws(AttachRefusal) -> Attachment {
        let result: Result<Attachment, AttachRefusal>
        do {
            result = try await turns.take {
                await self.admitClient(
                    participant: participant, generation: generation, device: device, resume: resume, sink: sink)
            }
        } catch { throw .unavailable(error) }
        return try result.get()
    }

    /// The client has gone. Repeating it does no harm.
    public func detach(_ attachment: Attachment) async {
        await turns.insist { await self.drop(attachment) }
    }

    /// Follows the events after `sequence`, which must be among the last 5,000; nil otherwise, or if too many follow.
    public func follow(after sequence: Int, for reader: Author) async throws(Unavailable) -> EventFeed? {
        try await turns.take { await self.openFeed(after: sequence, for: reader) }
    }

    private func openFeed(after sequence: Int, for reader: Author) -> EventFeed? {
        feeds.removeAll { $0.events.isFinished }
        let own = reader.participant == nil ? 0 : feeds.count { $0.reader == reader }
        guard feeds.count < Self.feedLimit, own < Self.feedsOfParticipant, let missed = recentEvents(after: sequence)
        else { return nil }
        let feed = Feed(reader: reader, events: BoundedFeed(limit: 2 * RecentEvents.limit))
        for event in missed {
            let message = event.message(for: reader.participant, in: state)
            feed.events.offer(FeedEvent(sequence: event.sequence, json: ProtocolJSON.encode(message)))
        }
        feeds.append(feed)
        return EventFeed(feed.events)
    }

    /// Devices, and ways that lead over relays.
    var census: (clients: Int, relayed: [LinePath.Relay: Int], lines: [SeatID: SeatLine]) {
        (clients.count, lines.relayed, clients.isEmpty ? [:] : lines.lines(in: state, at: now))
    }

    /// How the seats' lines were lately; nil for who neither serves nor may preside over the meeting.
    public func lineHistory(for author: Author) -> [SeatID: [LineSample]]? {
        let mayPreside = author.participant.map {
            state.isAdmitted($0) && state.participants[$0]?.role.mayPreside == true
        }
        return state.isServed(by: author) || mayPreside == true ? lineHistory.all : nil
    }

    // MARK: In a turn

    private func admitClient(
        participant id: ParticipantID, generation: Int, device: String, resume: Int?, sink: any ClientSink
    ) async -> Result<Attachment, AttachRefusal> {
        do { try access(id, generation: generation, admittingClosed: true) } catch { return .failure(.access(error)) }
        let own = clients.values.filter { $0.attachment.participant == id }
        if let earlier = own.first(where: { $0.attachment.device == device }) {
            clients[earlier.attachment] = nil
            earlier.sink.end(.replaced)
        } else if own.count >= Presence.devices {
            return .failure(.tooManyDevices)
        }
        let attachment = Attachment(participant: id, device: device, number: nextClient)
        nextClient += 1
        clients[attachment] = Client(
            attachment: attachment, sink: sink, audience: Audience(id, in: state), flood: FloodMeter(now: now))
        devices[attachment.key] = attachment
        environment.counters.count { $0.clientsAttached += 1 }
        sink.send(
            .welcome(you: id, serverTime: now, version: MessageLimits.version, release: environment.release))
        // Before anything that makes a client connect.
        sendRelays(to: attachment)
        await bringUpToDate(attachment, from: resume, sink: sink)
        await recordArrival(of: id)
        tellSlots()
        return .success(attachment)
    }

    private func bringUpToDate(_ attachment: Attachment, from resume: Int?, sink: any ClientSink) async {
        let id = attachment.participant
        let followsAll = state.mayFollowAllSegments(id)
        if let resume, let missed = recentEvents(after: resume),
            !missed.contains(where: { $0.event.moves(id, followsAll: followsAll) })
        {
            environment.counters.count { $0.resumes += 1 }
            for event in missed { sink.send(event.message(for: id, in: state)) }
        } else {
            sendSnapshot(to: attachment)
        }
        await sendNotes(to: attachment)
        if state.isAdmitted(id) { sink.send(.lines(lines.lines(in: state, at: now))) }
    }

    /// Credentials for the TURN servers, to whoever has come in by an invitation: the line is tested before the lobby.
    private func sendRelays(to attachment: Attachment) {
        guard let relays = environment.relays, let client = clients[attachment] else { return }
        clients[attachment]?.relaysSent = now
        client.sink.send(.relays([relays.server(now: now)], expiresIn: Int(RelayAccess.lifetimeSeconds)))
    }

    /// New credentials for those whose own are half used up.
    func renewRelays() {
        guard environment.relays != nil else { return }
        for client in clients.values {
            let age = client.relaysSent.map { now.milliseconds(since: $0) }
            if age.map({ $0 >= RelayAccess.renewalMilliseconds }) ?? true { sendRelays(to: client.attachment) }
        }
    }

    func sendSnapshot(to attachment: Attachment) {
        guard let client = clients[attachment],
            let view = MeetingView(of: state, for: attachment.participant, at: now)
        else { return }
        environment.counters.count { $0.snapshots += 1 }
        client.sink.send(.snapshot(sequence: sequence, view: view))
    }

    /// Tells everybody what was recorded. The JSON of an event is made once, whoever gets it.
    /// - Returns: those who got a snapshot instead, because they may know more or less than before.
    func tell(_ events: [RecordedEvent]) -> [Attachment] {
        var moved: [Attachment] = []
        lazy var full = events.map { ProtocolJSON.encode($0.message(for: nil, in: state)) }
        lazy var withheld = events.map { event in
            ProtocolJSON.encode(ServerMessage.event(sequence: event.sequence, at: event.at, by: .system, .withheld))
        }
        func text(_ index: Int, for reader: ParticipantID) -> [UInt8] {
            state.discloses(events[index].event, to: reader) ? full[index] : withheld[index]
        }
        for attachment in clients.keys.sorted(by: { $0.number < $1.number }) {
            guard let client = clients[attachment] else { continue }
            let id = attachment.participant
            if let participant = state.participants[id], participant.standing == .removed {
                forget(attachment)
                client.sink.end(participant.revoked ? .revoked : .removed)
                continue
            }
            let audience = Audience(id, in: state)
            if audience != client.audience {
                clients[attachment]?.audience = audience
                sendSnapshot(to: attachment)
                moved.append(attachment)
            } else {
                for index in events.indices { client.sink.send(text: text(index, for: id)) }
            }
        }
        feeds.removeAll { feed in
            if let id = feed.reader.participant, state.participants[id]?.standing == .removed { feed.events.finish() }
            for index in events.indices {
                let json = feed.reader.participant.map { text(index, for: $0) } ?? full[index]
                feed.events.offer(FeedEvent(sequence: events[index].sequence, json: json))
            }
            return feed.events.isFinished
        }
        return moved
    }

    /// A client that ended itself (too slow) or was ended is told nothing more.
    func drop(_ attachment: Attachment) {
        guard clients[attachment] != nil else { return }
        forget(attachment)
    }

    private func forget(_ attachment: Attachment) {
        clients[attachment] = nil
        let id = attachment.participant
        markDeviceGone(attachment)
        expectBack(id)
    }

    /// Whether a screen of theirs is here, or equipment without a screen (WHIP) that stands for them.
    ///
    /// A browser's media does not count: when its line is cut, its WebSocket says so at once and ICE only after half a minute.
    /// And nobody presides by equipment: without a screen the chair is lost.
    private func isPresent(_ id: ParticipantID) -> Bool {
        if clients.keys.contains(where: { $0.participant == id }) { return true }
        return state.presiding != id
            && peers.values.contains { $0.publishes == id && $0.isConnected && resources[$0.device]?.peer == $0.id }
    }

    /// The participant has come, by a screen or by equipment. In a turn.
    func recordArrival(of id: ParticipantID) async {
        guard isPresent(id) else { return }
        departures[id] = nil
        if state.participants[id]?.connected == false { _ = await perform(.connected(id), by: .system) }
    }

    /// Something of theirs went: unless more of them is here, they have a while to come back.
    func expectBack(_ id: ParticipantID) {
        guard departures[id] == nil, !isPresent(id), state.participants[id]?.connected == true else { return }
        departures[id] = now.advanced(byMilliseconds: Presence.patience)
    }

    /// Records as disconnected those whose time is over. In a turn.
    func recordDepartures() async {
        let due = departures.filter { $0.value <= now }.map(\.key).sorted()
        for id in due {
            departures[id] = nil
            guard state.participants[id]?.connected == true, !isPresent(id) else { continue }
            if case .failure(.unavailable) = await perform(.disconnected(id), by: .system) {
                departures[id] = now.advanced(byMilliseconds: Presence.patience)
            } else {
                lines.forget(id)
            }
        }
    }

    /// Ends all connections: the program stops.
    func endClients() {
        for client in clients.values { client.sink.end(.shutdown) }
        for feed in feeds { feed.events.finish() }
        clients = [:]
        devices = [:]
        feeds = []
    }
}

extension MeetingEvent {
    /// Whether it changes what this participant may know, so that what they know has to be replaced.
    /// - Parameter followsAll: no segment is closed to them.
    fileprivate func moves(_ participant: ParticipantID, followsAll: Bool) -> Bool {
        switch self {
        case .segmentChanged: !followsAll
        // Who waits sees the seats of their own and of the host only.
        case .seatsSet: true
        case .admitted(participant), .returnedToLobby(participant), .removed(participant), .left(participant),
            .invitationRevoked(participant):
            true
        case .participantInvited(let invitee): invitee.id == participant
        default: false
        }
    }
}
