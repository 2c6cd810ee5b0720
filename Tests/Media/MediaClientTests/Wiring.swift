import ICE
import MediaClient
import OpenSSLCrypto
import RTP
import SDP
import Transport
import Wire

/// A client and a server's transport in one process, with a clock of their own: datagrams are carried by `exchange`.
final class Wiring {
    static let clientAddress = NetworkAddress(ipv4: 0xC000_0201, port: 4_000)
    static let serverAddress = NetworkAddress(ipv4: 0xC000_020A, port: 7_000)

    let client: MediaClient
    let clientOutbox = Outbox(capacity: 512)
    private(set) var server: PeerTransport
    let serverOutbox = Outbox(capacity: 512)
    private(set) var session: NegotiatedSession?
    private(set) var now = MediaTime(microseconds: 10_000_000)
    /// Plain packets that came to the server.
    var rtp: [[UInt8]] = []
    var rtcp: [[UInt8]] = []
    private let crypto: OpenSSLCryptoProvider

    init(_ purpose: MediaClientConfiguration.Purpose) throws {
        let identity = try DTLSIdentity()
        crypto = try OpenSSLCryptoProvider(identity: identity)
        client = MediaClient(
            configuration: MediaClientConfiguration(
                purpose: purpose, canonicalName: "delegate", localAddresses: [Self.clientAddress]),
            crypto: try OpenSSLCryptoProvider())
        server = PeerTransport(role: .server, dtls: .server, local: crypto.makeICECredentials(), crypto: crypto)
    }

    /// Offer, answer, and everything until both sides are connected.
    func connect() throws {
        let isPublishing = if case .publish = client.configuration.purpose { true } else { false }
        let plan = AnswerPlan(
            isPublishing ? .publish : .receive,
            local: .init(
                usernameFragment: server.localCredentials.usernameFragment, password: server.localCredentials.password,
                fingerprint: Fingerprint(hash: "sha-256", value: crypto.certificateFingerprint),
                candidates: [ICECandidate(host: Self.serverAddress, rank: 0).line]))
        let answer = try plan.answer(
            SessionDescription(parsing: client.makeOffer()), session: .init(sessionID: 1, version: 1)
        ) { index, _ in SourcePair(ssrc: SSRC(1_000 + UInt32(index)), retransmission: SSRC(2_000 + UInt32(index))) }
        session = answer.session
        server.setRemote(
            credentials: ICECredentials(
                usernameFragment: answer.session.remote.usernameFragment ?? "",
                password: answer.session.remote.password ?? ""),
            fingerprints: answer.session.remote.fingerprints.map { ($0.hash, $0.value) })
        try client.accept(answer: answer.description.text, now: now, into: clientOutbox)
        for _ in 0..<200 where !(client.isConnected && server.isConnected) { advance(.milliseconds(10)) }
    }

    func advance(_ interval: MediaInterval) {
        now = now + interval
        client.tick(now: now, into: clientOutbox)
        server.tick(now: now, into: serverOutbox)
        exchange()
    }

    /// Carries datagrams to and fro until none is left.
    func exchange() {
        while clientOutbox.count + serverOutbox.count > 0 {
            for datagram in take(clientOutbox) {
                var bytes = datagram
                bytes.withUnsafeMutableBytes { memory in
                    switch server.receive(
                        memory, from: Self.clientAddress, to: Self.serverAddress, now: now, into: serverOutbox)
                    {
                    case .rtp(let length): rtp.append(Array(memory[..<length]))
                    case .rtcp(let length): rtcp.append(Array(memory[..<length]))
                    case .handled, .dropped: break
                    }
                }
            }
            for datagram in take(serverOutbox) {
                var bytes = datagram
                bytes.withUnsafeMutableBytes { memory in
                    client.receive(
                        memory, from: Self.serverAddress, to: Self.clientAddress, now: now, into: clientOutbox)
                }
            }
        }
    }

    private func take(_ outbox: Outbox) -> [[UInt8]] {
        defer { outbox.removeAll() }
        return (0..<outbox.count).map { Array(outbox[$0].bytes) }
    }

    /// Sends RTCP from the server.
    func sendRTCP(_ write: (inout ByteWriter) -> Void) {
        let slot = serverOutbox.reserve()
        var writer = ByteWriter(slot)
        write(&writer)
        _ = server.sendRTCP(length: writer.count, in: slot, outbox: serverOutbox)
        exchange()
    }

    /// Sends RTP without extensions from the server.
    func sendRTP(
        _ type: UInt8, ssrc: UInt32, sequence: UInt16, timestamp: UInt32, marker: Bool = false, payload: [UInt8]
    ) {
        let slot = serverOutbox.reserve()
        var writer = ByteWriter(slot)
        writer.u8(0x80)
        writer.u8((marker ? 0x80 : 0) | type)
        writer.u16(sequence)
        writer.u32(timestamp)
        writer.u32(ssrc)
        writer.bytes(payload)
        _ = server.sendRTP(length: writer.count, in: slot, outbox: serverOutbox)
        exchange()
    }

    /// The received RTP packets, parsed, of an m-line's extensions.
    func parsed(mid: String) -> [(
        header: RTPHeader, rid: String?, repairedRID: String?, level: UInt8?, payload: [UInt8]
    )] {
        guard let media = session?.media.first(where: { $0.mid == mid }) else { return [] }
        return rtp.compactMap { packet in
            packet.withUnsafeBytes { bytes in
                guard let header = RTPHeader(bytes) else { return nil }
                let values = HeaderExtensionValues(bytes, header: header, map: media.extensions)
                func text(_ value: UnsafeRawBufferPointer?) -> String? {
                    value.map { String(decoding: $0, as: UTF8.self) }
                }
                guard text(values.mid) == mid else { return nil }
                return (
                    header, text(values.rid), text(values.repairedRid), values.audioLevel,
                    Array(bytes[header.payloadRange])
                )
            }
        }
    }
}
