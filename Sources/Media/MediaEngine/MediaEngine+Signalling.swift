import Forwarding
public import ICE
import RTP
public import SDP
import Transport
public import Wire

/// Offers in, answers out. The engine answers as ICE-lite with all its candidates, so that nothing trickles from here.
extension MediaEngine {
    /// Reads an offer: the part of the work that needs no engine. A long one takes a while, and media must not wait for it.
    public static func read(offer: String) throws(MediaRefusal) -> SessionDescription {
        do {
            return try SessionDescription(parsing: offer)
        } catch {
            throw MediaRefusal(.malformedOffer, error.description)
        }
    }

    /// Answers the offer of a connection that publishes. The same peer again: renegotiation, or an ICE restart where its
    /// username fragment changed. Another peer takes the source over from the one that published it, which is then closed.
    public func publish(
        peer id: PeerID, source: SourceID, offer description: SessionDescription, now: MediaTime
    ) throws(MediaRefusal) -> String {
        self.now = now
        let existing = peers[id]
        if let existing, existing.source != source {
            throw MediaRefusal(.wrongPeer, "the peer publishes another source, or receives")
        }
        let negotiation = try negotiate(.publish, description, existing) { _, _ in SourcePair(ssrc: SSRC(0)) }
        let peer =
            existing
            ?? makePeer(
                id, negotiation,
                .publishes(
                    source,
                    PublisherStreams(owner: id.rawValue, reporter: randomSSRC(), counters: counters, fanOut: fanOut)))
        adopt(negotiation, peer)
        takeOver(source, by: peer)
        update(peer, of: source, to: negotiation.answer.session)
        return finish(negotiation, peer)
    }

    /// Answers the offer of a connection that receives: the n-th audio m-line becomes audio slot n, the n-th video m-line
    /// video slot n. The same peer again: more slots, or an ICE restart.
    public func receive(
        peer id: PeerID, offer description: SessionDescription, now: MediaTime
    ) throws(MediaRefusal) -> String {
        self.now = now
        let existing = peers[id]
        if let existing, existing.receiver == nil { throw MediaRefusal(.wrongPeer, "the peer publishes") }
        var identities: [Int: OutgoingSlot.Identity] = [:]
        let negotiation = try negotiate(.receive, description, existing) { index, kind in
            let number = description.media[..<index].count { $0.kind == kind }
            let identity = existing?.receiver?.slot(kind, number)?.identity ?? makeIdentity(number: number)
            identities[index] = identity
            return SourcePair(ssrc: identity.ssrc, retransmission: kind == .video ? identity.rtx : nil)
        }
        let peer = existing ?? makePeer(id, negotiation, .receives(ReceiverSlots(counters: counters, now: now)))
        adopt(negotiation, peer)
        updateSlots(of: peer, to: negotiation.answer.session, identities)
        return finish(negotiation, peer)
    }

    /// A trickled candidate. An ICE-lite agent learns addresses from checks alone, so it is only looked at for form.
    @discardableResult
    public func candidate(peer: PeerID, line: String) -> Bool {
        peers[peer] != nil && (line.isEmpty || ICECandidate(line: line) != nil)
    }

    /// An ICE restart by a trickle fragment (RFC 9725, section 4.3): the peer's new credentials in, ours out. nil for an
    /// unknown peer or malformed credentials.
    public func restartICE(peer id: PeerID, fragment: (ufrag: String, pwd: String)) -> ICECredentials? {
        let remote = ICECredentials(usernameFragment: fragment.ufrag, password: fragment.pwd)
        guard let peer = peers[id], remote.isWellFormed else { return nil }
        let local = makeCredentials()
        peer.transport.restartICE(local: local, remote: remote)
        peer.remote.usernameFragment = remote.usernameFragment
        peer.remote.password = remote.password
        addFragment(local.usernameFragment, of: peer)
        schedule(peer)
        return local
    }

    // MARK: Negotiation

    struct Negotiation {
        var answer: AnswerPlan.Answer
        var kinds: [MediaKind?]
        var local: ICECredentials
        var remote: ICECredentials
        /// Whether `local` is new for this peer.
        var isRestart: Bool
    }

    private func negotiate(
        _ purpose: AnswerPlan.Purpose, _ offer: SessionDescription, _ peer: Peer?,
        source: (Int, MediaKind) -> SourcePair
    ) throws(MediaRefusal) -> Negotiation {
        if peer == nil, peers.count >= configuration.maximumPeers {
            throw MediaRefusal(.tooManyPeers, "\(configuration.maximumPeers)")
        }
        let fragment = offer.media.lazy.compactMap { offer.transport(of: $0).usernameFragment }.first
        let isRestart = peer == nil || fragment != peer?.remote.usernameFragment
        let local =
            isRestart ? makeCredentials() : peer?.transport.localCredentials ?? makeCredentials()
        var plan = AnswerPlan(
            purpose,
            local: .init(
                usernameFragment: local.usernameFragment, password: local.password,
                fingerprint: Fingerprint(hash: "sha-256", value: crypto.certificateFingerprint),
                candidates: configuration.candidateLines))
        if purpose == .receive {
            plan.audioSections = configuration.maximumAudioSlots
            plan.videoSections = configuration.maximumVideoSlots
            // Of a receiver that cannot report on packets its own estimate is of use.
            plan.feedback = [.nack, .pictureLoss, .fullIntraRequest, .transportWide, .receiverEstimate]
        }
        let answer = try answer(plan, offer, peer, source)
        let remote = ICECredentials(
            usernameFragment: answer.session.remote.usernameFragment ?? "",
            password: answer.session.remote.password ?? "")
        guard remote.isWellFormed else { throw MediaRefusal(.missingTransport, "ICE credentials of the wrong form") }
        let kinds = offer.media.map(\.kind)
        if let peer, !kinds.starts(with: peer.kinds) {
            throw MediaRefusal(.incompatibleRenegotiation, "the order or kind of m-lines changed")
        }
        if let peer, Set(peer.remote.fingerprints) != Set(answer.session.remote.fingerprints) {
            throw MediaRefusal(.incompatibleRenegotiation, "the certificate's fingerprint changed")
        }
        return Negotiation(answer: answer, kinds: kinds, local: local, remote: remote, isRestart: isRestart)
    }

    private func answer(
        _ plan: AnswerPlan, _ offer: SessionDescription, _ peer: Peer?, _ source: (Int, MediaKind) -> SourcePair
    ) throws(MediaRefusal) -> AnswerPlan.Answer {
        let origin = SessionDescription.Origin(
            sessionID: peer?.sessionID ?? randomNumber() >> 2, version: (peer?.sessionVersion ?? 0) + 1)
        do {
            return try plan.answer(offer, session: origin, source: source)
        } catch {
            switch error {
            case .nothingAcceptable: throw MediaRefusal(.noUsableMedia)
            case .noCredentials: throw MediaRefusal(.missingTransport, "ICE credentials")
            case .noFingerprint: throw MediaRefusal(.missingTransport, "fingerprint")
            case .notBundled: throw MediaRefusal(.notBundled)
            case .mismatchedAnswer: throw MediaRefusal(.incompatibleRenegotiation)
            }
        }
    }

    private func makePeer(_ id: PeerID, _ negotiation: Negotiation, _ work: Peer.Work) -> Peer {
        let session = negotiation.answer.session
        let transport = PeerTransport(
            role: .server, dtls: session.setup == .active ? .client : .server, local: negotiation.local, crypto: crypto)
        let peer = Peer(
            id: id, transport: transport, work: work,
            sessionID: negotiation.answer.description.origin.sessionID, remote: session.remote, now: now)
        peers[id] = peer
        transport.setRemote(
            credentials: negotiation.remote, fingerprints: session.remote.fingerprints.map { ($0.hash, $0.value) })
        addFragment(negotiation.local.usernameFragment, of: peer)
        return peer
    }

    /// Takes the transport's part of a negotiation over.
    private func adopt(_ negotiation: Negotiation, _ peer: Peer) {
        if negotiation.isRestart, peer.transport.localCredentials != negotiation.local {
            peer.transport.restartICE(local: negotiation.local, remote: negotiation.remote)
            addFragment(negotiation.local.usernameFragment, of: peer)
        }
        peer.remote = negotiation.answer.session.remote
        peer.kinds = negotiation.kinds
        peer.sessionVersion = negotiation.answer.description.origin.version
    }

    private func finish(_ negotiation: Negotiation, _ peer: Peer) -> String {
        schedule(peer)
        return negotiation.answer.description.text
    }

    private func addFragment(_ fragment: String, of peer: Peer) {
        peer.fragments.append(fragment)
        peersByFragment[fragment] = peer
        if peer.fragments.count > 2 { peersByFragment[peer.fragments.removeFirst()] = nil }
    }

    // MARK: Publishing

    private func takeOver(_ source: SourceID, by peer: Peer) {
        if let old = sources[source]?.publisher, old != peer.id, let oldPeer = peers[old] {
            remove(oldPeer)
            tell(.closed(old))
        }
        sources[source, default: Source()].publisher = peer.id
    }

    private func update(_ peer: Peer, of source: SourceID, to session: NegotiatedSession) {
        guard let streams = peer.publisher else { return }
        let wanted = session.media.filter { $0.direction.receives }
        for track in streams.tracks where !wanted.contains(where: { isSame(track, $0) }) { streams.remove(track) }
        for media in wanted {
            let track = streams.tracks.first { isSame($0, media) } ?? addTrack(media, to: streams)
            track.payloadTypes = media.payloadTypes
            let feedback = media.feedback
            track.feedback = .init(
                nack: feedback.contains(.nack), pictureLossIndication: feedback.contains(.pictureLoss),
                fullIntraRequest: feedback.contains(.fullIntraRequest))
            if let announced = media.remoteSources.first, media.rids.isEmpty {
                streams.announce(announced.ssrc, of: track, isRetransmission: false)
                if let rtx = announced.retransmission { streams.announce(rtx, of: track, isRetransmission: true) }
            }
            for id in HeaderExtensionMap.ids { if let name = media.extensions[id] { streams.extensions[id] = name } }
        }
        let rights = sources[source] ?? Source()
        _ = streams.permit(.audio, rights.isAudible, now: now)
        _ = streams.permit(.video, rights.isVisible, now: now)
        fillSlots(of: source)
        outline(source, of: streams)
    }

    private func isSame(_ track: IncomingTrack, _ media: NegotiatedMedia) -> Bool {
        track.mid == media.mid && track.kind == media.kind
            && Set(track.layers.compactMap(\.rid)) == Set(media.rids)
    }

    private func addTrack(_ media: NegotiatedMedia, to streams: PublisherStreams) -> IncomingTrack {
        lastIncarnation &+= 1
        let track = IncomingTrack(
            kind: media.kind, mid: media.mid, rids: LayerNames.bestFirst(media.rids),
            payloadTypes: PayloadTypeFormats(),
            feedback: .init(), owner: streams.owner, clock: streams.clock, cacheBytes: configuration.cacheBytes,
            incarnation: lastIncarnation)
        streams.add(track)
        return track
    }

    // MARK: Receiving

    /// `identities`: by the index of the m-line.
    private func updateSlots(
        of peer: Peer, to session: NegotiatedSession, _ identities: [Int: OutgoingSlot.Identity]
    ) {
        guard let slots = peer.receiver else { return }
        var open: Set<SSRC> = []
        for media in session.media where media.direction.sends {
            guard let identity = identities[media.index] else { continue }
            open.insert(identity.ssrc)
            let negotiated = OutgoingSlot.Negotiated(
                mid: media.mid,
                payloadTypes: media.codecs.reduce(into: FormatPayloadTypes()) { table, codec in
                    guard let format = codec.codec.format else { return }
                    table[format] = codec.payloadType
                    table[rtxOf: format] = codec.retransmission
                }, extensions: media.extensions, repairs: media.feedback.contains(.nack))
            if let slot = slots.slot(media.kind, media.slot) {
                slot.renegotiate(negotiated)
            } else {
                slots.add(
                    OutgoingSlot(
                        kind: media.kind, identity: identity, negotiated: negotiated, sender: peer.transport,
                        line: slots.line, counters: counters), number: media.slot)
            }
            fill(media.kind, media.slot, of: peer)
        }
        // An m-line that was stopped: nothing can be sent there.
        for slot in slots.all where !open.contains(slot.identity.ssrc) {
            slot.renegotiate(.init(mid: "", payloadTypes: FormatPayloadTypes(), extensions: HeaderExtensionMap()))
            slot.assign(nil, now: now)
        }
    }

    private func makeIdentity(number: Int) -> OutgoingSlot.Identity {
        OutgoingSlot.Identity(
            canonicalName: "slot-\(number)", ssrc: randomSSRC(), rtx: randomSSRC(),
            firstSequence: randomFirstSequence(), firstRTXSequence: randomFirstSequence(),
            firstTimestamp: UInt32(truncatingIfNeeded: randomNumber()))
    }

    // MARK: Chance

    private func makeCredentials() -> ICECredentials {
        var credentials = crypto.makeICECredentials()
        credentials.usernameFragment = ShardMark.mark(credentials.usernameFragment, with: configuration.shard)
        return credentials
    }

    /// In the lower half: a receiver that misses the first packets must not miss the numbers' first wrap with them, or it
    /// would never again know SRTP's rollover counter (RFC 3711, section 3.3.1).
    private func randomFirstSequence() -> UInt16 { UInt16(truncatingIfNeeded: randomNumber()) & 0x7FFF }

    private func randomNumber() -> UInt64 { crypto.randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) } }

    /// Of 32 random bits two of one connection are equal once in many millions of connections; RFC 3550, section 8.1,
    /// counts on the same.
    private func randomSSRC() -> SSRC { SSRC(max(1, UInt32(truncatingIfNeeded: randomNumber()))) }
}
