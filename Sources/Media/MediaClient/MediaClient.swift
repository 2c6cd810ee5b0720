public import RTP
public import SDP
public import Transport
public import Wire
import ICE

/// A WebRTC client without sockets, clocks or codecs: full ICE, DTLS, SRTP, RTP and RTCP. Encoded frames go in;
/// datagrams come out, and the other way round.
///
/// One connection, which publishes or receives: `makeOffer`, `accept` the answer, then `receive` every datagram, `tick`
/// when `nextDeadline` has come, and, when connected, `sendAudio` and `sendVideo`. Confined to one thread.
public final class MediaClient {
    public let configuration: MediaClientConfiguration
    /// What offer and answer agreed on.
    public private(set) var session: NegotiatedSession?
    /// Sees every received media packet in plain, on the calling thread: header, payload. For probes that decode.
    public var onPacket:
        ((_ kind: MediaKind, _ slot: Int, _ header: RTPHeader, _ payload: UnsafeRawBufferPointer) -> Void)?

    let crypto: any CryptoProvider
    private(set) var transport: PeerTransport?
    private let sources: [SourcePair]
    private let origin: SessionDescription.Origin
    private var version: UInt64 = 0
    private var pendingOffer: SessionDescription?
    private var credentials: ICECredentials
    var audio: OutgoingStream?
    var layers: [OutgoingStream] = []
    var packetizers: [VP8Packetizer]
    var incoming: [IncomingStream] = []
    var arrivals = ArrivalLog()
    var transportSequence = SequenceNumber(0)
    var nextReport: MediaTime?
    var nextFeedback: MediaTime?
    private(set) var events: [MediaClientEvent] = []
    private var toldConnected = false
    private var toldEnd = false
    private var isClosedByUs = false

    public init(configuration: MediaClientConfiguration, crypto: any CryptoProvider) {
        self.configuration = configuration
        self.crypto = crypto
        credentials = crypto.makeICECredentials()
        let layerCount = if case .publish(let layers) = configuration.purpose { layers.count } else { 0 }
        func random32() -> UInt32 { UInt32(truncatingIfNeeded: Self.random(crypto)) }
        sources = (0...max(layerCount, 1)).map { _ in
            SourcePair(ssrc: SSRC(random32()), retransmission: SSRC(random32()))
        }
        packetizers = (0..<layerCount).map { _ in
            VP8Packetizer(pictureID: UInt16(truncatingIfNeeded: random32()))
        }
        origin = SessionDescription.Origin(sessionID: Self.random(crypto) >> 2, version: 0)
    }

    static func random(_ crypto: any CryptoProvider) -> UInt64 {
        crypto.randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    // MARK: Signalling

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
        return OfferPlan(sections: sections, cname: configuration.canonicalName)
    }

    /// The offer to send. Again after the connection was made: a renegotiation with the same streams.
    public func makeOffer() -> String {
        version += 1
        var origin = origin
        origin.version = version
        let candidates = configuration.localAddresses.enumerated().filter { !$0.element.isUnspecified }
            .map { ICECandidate(host: $0.element, rank: $0.offset).line }
        let offer = plan.offer(
            session: origin, usernameFragment: credentials.usernameFragment, password: credentials.password,
            fingerprint: Fingerprint(hash: "sha-256", value: crypto.certificateFingerprint), candidates: candidates)
        pendingOffer = offer
        return offer.text
    }

    /// Takes the answer and begins to connect.
    public func accept(answer text: String, now: MediaTime, into outbox: Outbox) throws(MediaClientError) {
        guard let offer = pendingOffer else { throw .noOffer }
        let session: NegotiatedSession
        do {
            session = try plan.session(offer: offer, answer: SessionDescription(parsing: text))
        } catch {
            throw .unusableAnswer("\(error)")
        }
        pendingOffer = nil
        self.session = session
        adopt(session)
        let transport =
            self.transport
            ?? PeerTransport(
                role: .client, dtls: session.setup == .active ? .client : .server, local: credentials, crypto: crypto)
        transport.setRemote(
            credentials: ICECredentials(
                usernameFragment: session.remote.usernameFragment ?? "", password: session.remote.password ?? ""),
            fingerprints: session.remote.fingerprints.map { ($0.hash, $0.value) })
        for candidate in session.remoteCandidates.compactMap({ ICECandidate(line: $0) }) {
            transport.addRemoteCandidate(candidate)
        }
        guard self.transport == nil else { return }
        for address in configuration.localAddresses { transport.addLocalAddress(address) }
        self.transport = transport
        transport.start(now: now, into: outbox)
        follow(now: now)
    }

    private func adopt(_ session: NegotiatedSession) {
        for media in session.media {
            if media.direction.sends, let codec = media.codecs.first {
                adoptOutgoing(media, codec)
            } else if media.direction.receives, let source = media.remoteSources.first,
                !incoming.contains(where: { $0.source == source })
            {
                incoming.append(IncomingStream(media, source: source))
            }
        }
    }

    private func adoptOutgoing(_ media: NegotiatedMedia, _ codec: NegotiatedCodec) {
        func stream(_ pair: SourcePair, rid: String) -> OutgoingStream {
            let format = OutgoingStream.Format(
                payloadType: codec.payloadType, retransmission: codec.retransmission, clockRate: codec.codec.clockRate,
                extensions: media.extensions, mid: Array(media.mid.utf8), rid: Array(rid.utf8))
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

    // MARK: Driving

    public var isConnected: Bool { transport?.isConnected ?? false }
    public var state: PeerTransport.State { transport?.state ?? .new }

    /// Takes in one datagram, which is decrypted in place.
    public func receive(
        _ datagram: UnsafeMutableRawBufferPointer, from: NetworkAddress, to local: NetworkAddress, now: MediaTime,
        into outbox: Outbox
    ) {
        guard let transport else { return }
        switch transport.receive(datagram, from: from, to: local, now: now, into: outbox) {
        case .rtp(let length):
            takeRTP(UnsafeRawBufferPointer(rebasing: datagram[..<length]), now: now)
        case .rtcp(let length):
            takeRTCP(UnsafeRawBufferPointer(rebasing: datagram[..<length]), now: now, into: outbox)
        case .handled, .dropped: break
        }
        follow(now: now)
    }

    public func tick(now: MediaTime, into outbox: Outbox) {
        transport?.tick(now: now, into: outbox)
        follow(now: now)
        sendReports(now: now, into: outbox)
    }

    /// When `tick` is due, at the latest; nil before `accept`.
    public var nextDeadline: MediaTime? {
        [transport?.nextDeadline, nextReport, nextFeedback].compactMap(\.self).min()
    }

    /// Says goodbye. No event follows.
    public func close(now: MediaTime, into outbox: Outbox) {
        isClosedByUs = true
        transport?.close(now: now, into: outbox)
        (nextReport, nextFeedback) = (nil, nil)
    }

    public func takeEvents() -> [MediaClientEvent] {
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    func tell(_ event: MediaClientEvent) {
        // An owner that never looks must not make this grow.
        if events.count < 64, !events.contains(event) { events.append(event) }
    }

    private func follow(now: MediaTime) {
        guard let transport else { return }
        if transport.isConnected, !toldConnected {
            toldConnected = true
            nextReport = now + configuration.reportInterval
            tell(.connected)
        }
        guard !toldEnd, !isClosedByUs else { return }
        switch transport.state {
        case .failed(let reason): end(.failed(reason))
        case .closed: end(.closed)
        default: if transport.isLost { end(.failed("the other side is no longer heard")) }
        }
    }

    private func end(_ event: MediaClientEvent) {
        toldEnd = true
        (nextReport, nextFeedback) = (nil, nil)
        tell(event)
    }

    /// Slots in the order of the m-lines.
    public var statistics: [SlotStatistics] { incoming.map(\.statistics) }
    /// Packets sent on all streams, retransmissions not counted.
    public var packetsSent: Int { (layers + [audio].compactMap(\.self)).reduce(0) { $0 + Int($1.packets) } }
}
