public import RTP
public import SDP
public import Transport
public import Wire
import ICE
import Receiving

/// A WebRTC client without sockets, clocks or codecs: full ICE, DTLS, SRTP, RTP and RTCP. Encoded frames go in;
/// datagrams come out, and the other way round.
///
/// One connection, which publishes or receives: `makeOffer`, `accept` the answer, then `receive` every datagram, `tick`
/// when `nextDeadline` has come, and, when connected, `sendAudio` and `sendVideo`. Confined to one thread.
public final class MediaClient {
    public let configuration: MediaClientConfiguration
    /// What offer and answer agreed on.
    public internal(set) var session: NegotiatedSession?
    /// Sees every media packet in plain, on the calling thread, once: header, payload. One that came by retransmission
    /// looks as it was first sent, and may be late. For probes that decode.
    public var onPacket:
        ((_ kind: MediaKind, _ slot: Int, _ header: RTPHeader, _ payload: UnsafeRawBufferPointer) -> Void)?

    /// Sees which moments of sound have come: the timestamp of each packet, and of the older ones within it.
    public var onSound: ((_ timestamp: RTPTimestamp, _ isRedundant: Bool) -> Void)?

    let crypto: any CryptoProvider
    var transport: PeerTransport?
    let sources: [SourcePair]
    var origin: SessionDescription.Origin
    var pendingOffer: SessionDescription?
    /// Ours, of the newest offer; the transport uses them from the answer on.
    var credentials: ICECredentials
    /// Where datagrams leave from; the configuration's until the network changes.
    var localAddresses: [NetworkAddress]
    var audio: OutgoingStream?
    var layers: [OutgoingStream] = []
    var packetizers: [VP8Packetizer]
    var incoming: [IncomingStream] = []
    /// By their SSRCs of media and of retransmissions; positions in `incoming`.
    var incomingBySSRC: [SSRC: Int] = [:]
    var arrivals = ArrivalRecorder()
    var transportSequence = SequenceNumber(0)
    var nextReport: MediaTime?
    var nextFeedback: MediaTime?
    /// When packets or key frames are asked for.
    var nextRequest: MediaTime?
    private(set) var events: [MediaClientEvent] = []
    private var toldConnected = false
    private var toldEnd = false
    private var isClosedByUs = false

    public init(configuration: MediaClientConfiguration, crypto: any CryptoProvider) {
        self.configuration = configuration
        self.crypto = crypto
        credentials = crypto.makeICECredentials()
        localAddresses = configuration.localAddresses
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
        [transport?.nextDeadline, nextReport, nextFeedback, nextRequest].compactMap(\.self).min()
    }

    /// Says goodbye. No event follows.
    public func close(now: MediaTime, into outbox: Outbox) {
        isClosedByUs = true
        transport?.close(now: now, into: outbox)
        stopReporting()
    }

    public func takeEvents() -> [MediaClientEvent] {
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    func tell(_ event: MediaClientEvent) {
        // An owner that never looks must not make this grow.
        if events.count < 64, !events.contains(event) { events.append(event) }
    }

    func follow(now: MediaTime) {
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
        stopReporting()
        tell(event)
    }

    private func stopReporting() { (nextReport, nextFeedback, nextRequest) = (nil, nil, nil) }

    /// The times of the pictures of a video slot that could be shown since the last call, in order; the newest ones.
    public func takePictures(slot: Int) -> [RTPTimestamp] {
        guard
            let index = incoming.firstIndex(where: { $0.statistics.kind == .video && $0.statistics.slot == slot })
        else { return [] }
        return incoming[index].takePictures()
    }

    /// Slots in the order of the m-lines.
    public var statistics: [SlotStatistics] { incoming.map(\.statistics) }
    /// Packets sent on all streams, retransmissions not counted.
    public var packetsSent: Int { (layers + [audio].compactMap(\.self)).reduce(0) { $0 + Int($1.packets) } }
}
