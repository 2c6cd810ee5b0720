import ICE
import RTP
import SDP
import Transport
public import Wire

/// Offers out, answers in.
extension MediaClient {
    private var plan: OfferPlan {
        let sections: [OfferPlan.Section] =
            switch configuration.purpose {
            case .publish(let layers):
                [.send(.audio, SourcePair(ssrc: sources[0].ssrc))]
                    + (layers.isEmpty
                        ? [] : layers == [""] ? [.send(.video, sources[1])] : [.sendLayers(layers)])
            case .receive(let audio, let video):
                Array(repeating: .receive(.audio), count: max(0, audio))
                    + Array(repeating: .receive(.video), count: max(0, video))
            }
        var plan = OfferPlan(sections: sections, cname: configuration.canonicalName)
        plan.videoCodecs = configuration.videoCodecs
        plan.repairsSound = configuration.repairsSound
        if !configuration.reportsArrivals { plan.feedback.remove(.transportWide) }
        if case .receive = configuration.purpose { plan.takesRedundancy = configuration.takesRedundancy }
        return plan
    }

    /// The offer to send. Again after the connection was made: a renegotiation with the same streams.
    public func makeOffer() -> String {
        origin.version += 1
        let offer = plan.offer(
            session: origin, usernameFragment: credentials.usernameFragment, password: credentials.password,
            fingerprint: Fingerprint(hash: "sha-256", value: crypto.certificateFingerprint), candidates: candidateLines)
        pendingOffer = offer
        return offer.text
    }

    var candidateLines: [String] {
        localAddresses.enumerated().filter { !$0.element.isUnspecified }
            .map { ICECandidate(host: $0.element, rank: $0.offset).line }
    }

    /// Takes the answer and begins to connect, or to look for another way.
    public func accept(answer text: String, now: MediaTime, into outbox: Outbox) throws(MediaClientError) {
        guard let offer = pendingOffer else { throw .noOffer }
        let session: NegotiatedSession
        do {
            session = try plan.session(offer: offer, answer: SessionDescription(parsing: text))
        } catch {
            throw .unusableAnswer("\(error)")
        }
        let remote = ICECredentials(
            usernameFragment: session.remote.usernameFragment ?? "", password: session.remote.password ?? "")
        if let transport { try restart(transport, remote: remote) }
        pendingOffer = nil
        self.session = session
        adopt(session)
        let transport =
            self.transport
            ?? PeerTransport(
                role: .client, dtls: session.setup == .active ? .client : .server, local: credentials, crypto: crypto)
        transport.setRemote(
            credentials: remote, fingerprints: session.remote.fingerprints.map { ($0.hash, $0.value) })
        for candidate in session.remoteCandidates.compactMap({ ICECandidate(line: $0) }) {
            transport.addRemoteCandidate(candidate)
        }
        for address in localAddresses { transport.addLocalAddress(address) }
        self.transport = transport
        transport.start(now: now, into: outbox)
        transport.tick(now: now, into: outbox)
        follow(now: now)
    }

    private func adopt(_ session: NegotiatedSession) {
        for media in session.media {
            if media.direction.sends, let codec = media.codecs.first {
                adoptOutgoing(media, codec)
            } else if media.direction.receives, let source = media.remoteSources.first {
                adoptIncoming(media, source)
            }
        }
    }

    private func adoptIncoming(_ media: NegotiatedMedia, _ source: SourcePair) {
        if let index = incomingBySSRC[source.ssrc] { return incoming[index].renegotiate(media) }
        incomingBySSRC[source.ssrc] = incoming.count
        if let retransmission = source.retransmission { incomingBySSRC[retransmission] = incoming.count }
        incoming.append(IncomingStream(media, source: source))
    }

    private func adoptOutgoing(_ media: NegotiatedMedia, _ codec: NegotiatedCodec) {
        func stream(_ pair: SourcePair, rid: String) -> OutgoingStream {
            let format = OutgoingStream.Format(
                payloadType: codec.payloadType, retransmission: codec.retransmission, clockRate: codec.codec.clockRate,
                extensions: media.extensions, mid: Array(media.mid.utf8), rid: Array(rid.utf8),
                repairsSound: media.kind == .audio && codec.feedback.contains(.nack))
            return OutgoingStream(
                ssrc: pair.ssrc, retransmissionSSRC: pair.retransmission ?? pair.ssrc, format: format,
                entropy: Self.random(crypto))
        }
        switch media.kind {
        case .audio where audio == nil:
            audio = stream(sources[0], rid: "")
        case .video where layers.isEmpty:
            // Without simulcast in the answer only the largest layer is sent.
            let rids = media.rids.isEmpty ? [""] : media.rids
            layers = zip(sources.dropFirst(), rids).map { stream($0, rid: $1) }
        default: break
        }
    }
}
