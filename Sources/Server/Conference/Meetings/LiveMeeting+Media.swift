import ClientProtocol
import Logging
import MediaEngine
import Procedure
import Summit

// Sound and picture: whose connections there are, and what the engine may do with them. All of it in turns.

/// How many connections and for how long.
enum MediaLimits {
    /// Of one device: publishing and receiving, and each once more while it is being replaced.
    static let perDevice = 4
    /// Of one participant: the devices that they may have, and some that just went.
    static let perParticipant = 32
    /// WHIP and WHEP resources of a participant, and of one who serves the meeting (secretariat, administration).
    static let resourcesPerParticipant = 16
    static let resourcesOfSecretariat = 4_000
    /// A connection that never came about, or was lost, is given up after so many milliseconds.
    static let patience: Int64 = 60_000
    /// The connections of a device that left wait for it so many milliseconds.
    static let deviceAbsence: Int64 = 30_000
    /// Between two measurements of all lines, milliseconds.
    static let measuring: Int64 = 2_000
}

extension LiveMeeting {
    // MARK: What browsers ask

    func publish(_ offer: String, from attachment: Attachment) async throws -> String {
        // A new connection begins with all layers.
        clients[attachment]?.layers = nil
        // In the lobby too: the line is tested on the real path, and the rules keep it from being seen or heard.
        let participant = attachment.participant
        guard state.participants[participant]?.role.hasSeat == true else {
            throw MediaFailure(.notPublisher, .refused)
        }
        return try await negotiatePublishing(
            offer, as: participant, owner: .participant(participant), device: attachment.device
        ).answer
    }

    func receive(_ offer: String, from attachment: Attachment) async throws -> String {
        guard state.isAdmitted(attachment.participant) else { throw MediaFailure(.notAdmitted, .refused) }
        // A new connection knows nothing of what an earlier one was told.
        clients[attachment]?.audible = []
        clients[attachment]?.shown = []
        clients[attachment]?.held = nil
        return try await negotiateReceiving(
            offer, owner: .participant(attachment.participant), device: attachment.device,
            choice: .room(watched: clients[attachment]?.watched ?? [])
        ).answer
    }

    func trickle(_ candidate: String, connection: MediaConnection, from attachment: Attachment) async {
        let peer =
            switch connection {
            case .publish: publishingPeer(of: attachment)
            case .receive: receivingPeer(of: attachment)
            }
        // An empty candidate says that there are no more; the engine does not wait for more anyway.
        guard let peer, !candidate.isEmpty else { return }
        await environment.media?.candidate(peer: peer.id, line: candidate)
    }

    func unpublish(_ attachment: Attachment) async {
        guard let peer = publishingPeer(of: attachment) else { return }
        await close([peer.id])
    }

    func watch(_ slots: [WatchedSlot], from attachment: Attachment) async {
        guard let peer = receivingPeer(of: attachment), case .receive(var receiver) = peer.kind else { return }
        receiver.choice = .room(watched: slots)
        peers[peer.id]?.kind = .receive(receiver)
        await follow(state)
        tellSlots()
    }

    // MARK: Negotiating

    /// Publishes what `participant` says and shows; their older publishing connection ends, since a person is in one
    /// place only.
    func negotiatePublishing(
        _ offer: String, as participant: ParticipantID, owner: Author, device: String
    ) async throws -> (answer: String, peer: PeerID) {
        let media = try desk()
        let present = peers.values.first { $0.owner == owner && $0.device == device && $0.publishes == participant }
        if let present, case .publish(let source, _) = present.kind {
            do {
                return (try await media.publish(peer: present.id, source: source, offer: offer), present.id)
            } catch let error as MediaRefusal where error.isAboutIdentity {
                // The page was reloaded: it is a new connection in the old one's place.
                await close([present.id])
            }
        }
        try checkRoom(for: owner, device: device)
        let id = environment.directory.newPeer(in: self)
        let source = environment.directory.newSource(of: id, in: self)
        let answer: String
        do { answer = try await media.publish(peer: id, source: source, offer: offer) } catch {
            environment.directory.remove(id)
            throw error
        }
        let older = peers.values.filter { $0.publishes == participant }.map(\.id)
        peers[id] = MediaPeer(
            id: id, owner: owner, device: device, kind: .publish(source, as: participant), since: now)
        // The new source takes the slots of the older one before that ends.
        if !older.isEmpty { await close(older) } else { await follow(state) }
        return (answer, id)
    }

    func negotiateReceiving(
        _ offer: String, owner: Author, device: String, choice: Receiver.Choice
    ) async throws -> (answer: String, peer: PeerID) {
        let media = try desk()
        let present = peers.values.first { $0.owner == owner && $0.device == device && $0.receives }
        if let present {
            do {
                let answer = try await media.receive(peer: present.id, offer: offer)
                return (await seat(answer, peer: present.id, owner: owner, device: device, choice: choice), present.id)
            } catch let error as MediaRefusal where error.isAboutIdentity {
                await close([present.id])
            }
        }
        try checkRoom(for: owner, device: device)
        let id = environment.directory.newPeer(in: self)
        let answer: ReceiveAnswer
        do { answer = try await media.receive(peer: id, offer: offer) } catch {
            environment.directory.remove(id)
            throw error
        }
        return (await seat(answer, peer: id, owner: owner, device: device, choice: choice), id)
    }

    private func seat(
        _ answer: ReceiveAnswer, peer: PeerID, owner: Author, device: String, choice: Receiver.Choice
    ) async -> String {
        let receiver = Receiver(audioMids: answer.audioMids, videoMids: answer.videoMids, choice: choice)
        if peers[peer] != nil {
            peers[peer]?.kind = .receive(receiver)
        } else {
            peers[peer] = MediaPeer(id: peer, owner: owner, device: device, kind: .receive(receiver), since: now)
        }
        await follow(state)
        return answer.sdp
    }

    private func checkRoom(for owner: Author, device: String) throws {
        let own = peers.values.filter { $0.owner == owner }
        let onDevice = own.count { $0.device == device }
        guard onDevice < MediaLimits.perDevice, own.count < mostPeers(of: owner) else {
            throw MediaFailure(.tooManyStreams, .tooMany)
        }
    }

    private func mostPeers(of owner: Author) -> Int {
        state.isServed(by: owner) ? MediaLimits.resourcesOfSecretariat : MediaLimits.perParticipant
    }

    func desk() throws -> any MediaDesk {
        guard let media = environment.media else { throw MediaFailure(.unavailable, .unavailable) }
        return media
    }

    // MARK: Following the meeting

    /// Makes the engine do what the meeting's rules want in this state; pushes only what changes.
    func follow(_ state: MeetingState) async {
        guard let media = environment.media else { return }
        let new = MediaPlan(state: state, peers: peers.values)
        let changes = MediaChanges(from: plan, to: new)
        if !changes.isEmpty {
            // Where the engine could not be reached, the old plan stands, and upkeep tries again.
            isBehindPlan = await !media.apply(changes)
            guard !isBehindPlan else { return }
        }
        plan = new
        plan.closing = []
        for id in changes.closing { forgetPeer(id) }
    }

    /// Tells each device what is in its slots, and which layers of its picture are of use, if that changed.
    func tellSlots() {
        for peer in peers.values {
            tellLayers(of: peer)
            guard case .receive(let receiver) = peer.kind, let slots = plan.slots[peer.id],
                let attachment = attachment(of: peer), let client = clients[attachment]
            else { continue }
            let audible = zip(receiver.audioMids, slots.audio).map { AudibleSlot(mid: $0, seat: $1?.seat) }
            if audible != client.audible {
                clients[attachment]?.audible = audible
                client.sink.send(.audible(audible))
            }
            let shown = zip(receiver.videoMids, slots.video).map { mid, picture in
                WatchedSlot(
                    mid: mid, seat: picture?.seat,
                    quality: picture.map { WatchedSlot.Quality($0.quality) } ?? .none)
            }
            if shown != client.shown {
                clients[attachment]?.shown = shown
                client.sink.send(.shown(shown))
            }
            let held = peer.held.sorted().filter(receiver.videoMids.indices.contains).map { receiver.videoMids[$0] }
            if held != client.held {
                clients[attachment]?.held = held
                client.sink.send(.held(held))
            }
        }
    }

    private func tellLayers(of peer: MediaPeer) {
        guard let layers = peer.layers, let attachment = attachment(of: peer), let client = clients[attachment],
            layers != client.layers
        else { return }
        clients[attachment]?.layers = layers
        client.sink.send(.layers(layers))
    }

    // MARK: Ending

    /// Closes connections; what they were used for goes with them.
    func close(_ ids: [PeerID]) async {
        guard !ids.isEmpty else { return }
        for id in ids { forgetPeer(id) }
        await follow(state)
        await environment.media?.close(ids)
        tellSlots()
    }

    /// The engine has none of it any more, or is about to.
    func forgetPeer(_ id: PeerID) {
        guard let peer = peers.removeValue(forKey: id) else { return }
        environment.directory.remove(id)
        plan.slots[id] = nil
        if case .publish(let source, _) = peer.kind {
            plan.audible.remove(source)
            plan.visible.remove(source)
        }
        if resources[peer.device]?.peer == id { resources[peer.device] = nil }
        deviceAbsences[id] = nil
        if let participant = peer.publishes { expectBack(participant) }
    }

    /// A device has left; its connections wait a while for its return.
    func markDeviceGone(_ attachment: Attachment) {
        devices[attachment.key] = nil
        for peer in peers.values where peer.belongs(to: attachment) { deviceAbsences[peer.id] = now }
    }

    /// The device whose connection this is, as long as it is attached.
    func attachment(of peer: MediaPeer) -> Attachment? {
        guard let participant = peer.owner.participant else { return nil }
        return devices[DeviceKey(participant: participant, device: peer.device)]
    }

    private func publishingPeer(of attachment: Attachment) -> MediaPeer? {
        peers.values.first { $0.belongs(to: attachment) && $0.publishes != nil }
    }

    private func receivingPeer(of attachment: Attachment) -> MediaPeer? {
        peers.values.first { $0.belongs(to: attachment) && $0.receives }
    }
}

extension MediaPeer {
    /// The participant whose sound and picture come in here.
    var publishes: ParticipantID? {
        if case .publish(_, let participant) = kind { participant } else { nil }
    }

    var receives: Bool { if case .receive = kind { true } else { false } }

    func belongs(to attachment: Attachment) -> Bool {
        owner == .participant(attachment.participant) && device == attachment.device
    }
}

extension WatchedSlot.Quality {
    fileprivate init(_ quality: Quality) {
        switch quality {
        case .full: self = .full
        case .medium: self = .medium
        case .thumbnail: self = .thumbnail
        }
    }
}

extension MediaRefusal {
    /// The offer is sound, but of another connection than the one that is known.
    fileprivate var isAboutIdentity: Bool { reason == .incompatibleRenegotiation || reason == .wrongPeer }
}
