import CAllocationCount
import Forwarding
import MediaClient
import MediaEngine
import OpenSSLCrypto
import RTP
import Transport
import Wire

/// An engine and its clients in one process, in virtual time: real ICE, DTLS and SRTP, and no socket.
final class Hall {
    static let server = NetworkAddress(ipv4: 0x0A00_0001, port: 7_000)

    final class Guest {
        let id: PeerID
        let client: MediaClient
        let crypto: TappedCrypto
        /// Where the guest is; datagrams to other addresses are lost.
        var address: NetworkAddress
        /// Where a NAT lets it appear, without its knowing.
        var outside: NetworkAddress?
        var seenAt: NetworkAddress { outside ?? address }
        /// Takes part in the deliveries; false: the cable is out.
        var isPlugged = true
        /// Which media datagrams from this guest, and to it, are lost on the way; encrypted, headers in plain.
        var losesUp: ((_ datagram: ArraySlice<UInt8>) -> Bool)?
        var losesDown: ((_ datagram: ArraySlice<UInt8>) -> Bool)?
        /// The largest layer's frames as they were sent.
        fileprivate(set) var sentFrames: [[UInt8]] = []
        /// Sound sent, packets.
        fileprivate(set) var sentSound = 0
        /// What the client sent for the handshake.
        fileprivate(set) var sentHandshake: [[UInt8]] = []
        /// The newest connectivity check of the client.
        fileprivate(set) var lastCheck: [UInt8]?

        init(id: PeerID, client: MediaClient, crypto: TappedCrypto, address: NetworkAddress) {
            self.id = id
            self.client = client
            self.crypto = crypto
            self.address = address
        }

        var isPublishing: Bool { if case .publish = client.configuration.purpose { true } else { false } }

        func slot(_ kind: MediaKind, _ slot: Int) -> SlotStatistics {
            client.statistics.first { $0.kind == kind && $0.slot == slot } ?? client.statistics[0]
        }
    }

    let crypto: OpenSSLCryptoProvider
    let engine: MediaEngine
    private(set) var now = MediaTime(microseconds: 10_000_000)
    private(set) var guests: [Guest] = []
    private(set) var events: [MediaEvent] = []
    /// Datagrams of DTLS that were carried, both ways.
    private(set) var handshakeDatagrams = 0
    /// What the engine allocated while it took media in and sent it on.
    var mediaAllocations: UInt64 = 0
    private var sentCounts: [NetworkAddress: Int] = [:]
    private let outbox = Outbox(capacity: 4_096)
    private let clientOutbox = Outbox(capacity: 4_096)
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 2_048, alignment: 16)

    init(configure: (inout MediaEngine.Configuration) -> Void = { _ in }) throws {
        crypto = try OpenSSLCryptoProvider()
        var configuration = MediaEngine.Configuration(candidates: [Self.server])
        configure(&configuration)
        engine = MediaEngine(configuration: configuration, crypto: crypto)
    }

    deinit { scratch.deallocate() }

    // MARK: Coming in

    /// Whether guests report what arrives, so that the engine sends them what their lines carry; else it sends everything.
    var isAdaptive = false

    private func newGuest(_ purpose: MediaClientConfiguration.Purpose, codecs: [Codec]) throws -> Guest {
        let number = UInt32(guests.count + 1)
        let address = NetworkAddress(ipv4: 0x0A00_0100 + number, port: 40_000)
        var configuration = MediaClientConfiguration(
            purpose: purpose, canonicalName: "guest-\(number)", localAddresses: [address])
        configuration.videoCodecs = codecs
        configuration.reportsArrivals = isAdaptive
        let crypto = try TappedCrypto()
        let client = MediaClient(configuration: configuration, crypto: crypto)
        let id = PeerID(shard: engine.configuration.shard, number: number)
        let guest = Guest(id: id, client: client, crypto: crypto, address: address)
        guests.append(guest)
        return guest
    }

    /// Somebody who may be heard and seen, and somebody who hears and sees them.
    func shown(_ source: SourceID, layers: [String] = [""]) throws -> (speaker: Guest, viewer: Guest) {
        let speaker = try publisher(source, layers: layers)
        let viewer = try receiver(audio: 1, video: 1)
        engine.setAudible(source, true)
        engine.setVisible(source, true)
        engine.assignAudio(peer: viewer.id, slot: 0, source: source)
        engine.assignVideo(peer: viewer.id, slot: 0, source: source, quality: .full)
        return (speaker, viewer)
    }

    func publisher(_ source: SourceID, layers: [String] = [""], codecs: [Codec] = [.vp8]) throws -> Guest {
        let guest = try newGuest(.publish(layers: layers), codecs: codecs)
        let answer = try engine.publish(
            peer: guest.id, source: source, offer: MediaEngine.read(offer: guest.client.makeOffer()), now: now)
        try guest.client.accept(answer: answer, now: now, into: clientOutbox)
        deliverClient(guest)
        run(milliseconds: 300)
        return guest
    }

    func receiver(audio: Int, video: Int, codecs: [Codec] = [.vp8]) throws -> Guest {
        let guest = try newGuest(.receive(audio: audio, video: video), codecs: codecs)
        let answer = try engine.receive(
            peer: guest.id, offer: MediaEngine.read(offer: guest.client.makeOffer()), now: now)
        try guest.client.accept(answer: answer, now: now, into: clientOutbox)
        deliverClient(guest)
        run(milliseconds: 300)
        return guest
    }

    /// Lets a guest's client take an answer, and carries what it sends then.
    func accept(_ guest: Guest, _ take: (Outbox) throws -> Void) rethrows {
        try take(clientOutbox)
        deliverClient(guest)
    }

    /// Datagrams that left for an address, whether anybody is there or not.
    func sentTo(_ address: NetworkAddress) -> Int { sentCounts[address, default: 0] }

    // MARK: Time

    /// Lets time pass in steps, of 5 ms if not said otherwise; `each` may send something at each step.
    func run(milliseconds: Int, stepping: Int = 5, each: (_ step: Int) -> Void = { _ in }) {
        for step in 0..<milliseconds / stepping {
            now = now + .milliseconds(Int64(stepping))
            each(step)
            for guest in guests {
                guest.client.tick(now: now, into: clientOutbox)
                deliverClient(guest)
            }
            if let deadline = engine.nextDeadline, deadline <= now {
                engine.tick(now: now, into: outbox)
                precondition(engine.nextDeadline.map { $0 > now } ?? true, "a tick must leave nothing due")
            }
            settle()
        }
        events += engine.takeEvents()
    }

    func takeEvents() -> [MediaEvent] {
        events += engine.takeEvents()
        defer { events = [] }
        return events
    }

    /// The events about connections, without those about speech.
    func takeConnectionEvents() -> [MediaEvent] {
        takeEvents().filter { if case .speaking = $0 { false } else { true } }
    }

    func close(_ guest: Guest) {
        engine.close(peer: guest.id, now: now, into: outbox)
        settle()
    }

    /// One Opus packet at every fourth call, and at every eighth a video frame of each layer (a key frame first and when
    /// asked for).
    func speak(_ guest: Guest, step: Int, level: UInt8 = 30, layers: Int = 1) {
        if step % 4 == 0 {
            guest.client.sendAudio(
                [0xFC, UInt8(truncatingIfNeeded: guest.id.rawValue), 2], timestamp: UInt32(step) * 240, level: level,
                now: now,
                into: clientOutbox)
            guest.sentSound += 1
        }
        if step % 8 == 0 {
            let wantsKey = guest.client.takeEvents().contains { if case .keyframeWanted = $0 { true } else { false } }
            for layer in 0..<layers {
                let isKey = step == 0 || wantsKey
                // Bit 0 of a VP8 frame is 0 in a key frame; the rest is only bytes here.
                let frame =
                    [isKey ? 0x10 : 0x11, UInt8(step & 0xFF), UInt8(step >> 8 & 0xFF)]
                    + [UInt8](repeating: UInt8(layer), count: layer == 0 ? 2_500 : 500)
                if layer == 0 { guest.sentFrames.append(frame) }
                guest.client.sendVideo(
                    layer: layer, frame: frame, timestamp: UInt32(step) * 450, now: now, into: clientOutbox)
            }
        }
        deliverClient(guest)
    }

    /// One picture of any format.
    func send(_ guest: Guest, layer: Int, payloads: [[UInt8]], timestamp: UInt32) {
        guest.client.sendVideo(layer: layer, payloads: payloads, timestamp: timestamp, now: now, into: clientOutbox)
        deliverClient(guest)
    }

    /// A packet of a test's own, sealed by a guest; one that cannot be sealed is not sent.
    func sendSealed(_ packet: [UInt8], by guest: Guest, isRTCP: Bool = false) {
        if let sealed = guest.crypto.seal(packet, isRTCP: isRTCP) { inject(sealed, from: guest.address) }
    }

    /// What another shard has told.
    func take(_ records: [ShardRecord], from shard: Int) {
        for record in records { engine.take(record, from: shard, now: now, into: outbox) }
        engine.forward(now: now, into: outbox)
        settle()
    }

    /// A datagram from anywhere.
    func inject(_ bytes: [UInt8], from: NetworkAddress) {
        deliver(bytes[...], from: from)
        settle()
    }

    // MARK: The network

    private func deliver(_ bytes: ArraySlice<UInt8>, from: NetworkAddress) {
        scratch.copyBytes(from: bytes)
        let before = allocation_count()
        engine.receive(
            UnsafeMutableRawBufferPointer(rebasing: scratch[..<bytes.count]), from: from, to: Self.server, now: now,
            into: outbox)
        engine.forward(now: now, into: outbox)
        if bytes.first.map({ $0 >= 128 }) == true { mediaAllocations += allocation_count() - before }
    }

    private func deliverClient(_ guest: Guest) {
        let datagrams = (0..<clientOutbox.count).map {
            (clientOutbox[$0].datagram.source, Array(clientOutbox[$0].bytes))
        }
        clientOutbox.removeAll()
        for (source, datagram) in datagrams {
            if datagram.starts(with: [0, 1]) { guest.lastCheck = datagram }  // a binding request
            if let first = datagram.first, (20...63).contains(first) { guest.sentHandshake.append(datagram) }
            guard guest.isPlugged, source == guest.address, !isLost(datagram[...], guest.losesUp) else { continue }
            note(datagram)
            deliver(datagram[...], from: guest.seenAt)
        }
    }

    private func isLost(_ datagram: ArraySlice<UInt8>, _ loses: ((ArraySlice<UInt8>) -> Bool)?) -> Bool {
        guard let loses, let first = datagram.first, first >= 128 else { return false }
        return loses(datagram)
    }

    private func note(_ datagram: [UInt8]) {
        if let first = datagram.first, (20...63).contains(first) { handshakeDatagrams += 1 }
    }

    private func settle() {
        while outbox.count > 0 {
            let datagrams = (0..<outbox.count).map { (outbox[$0].datagram.destination, Array(outbox[$0].bytes)) }
            outbox.removeAll()
            for (destination, bytes) in datagrams {
                sentCounts[destination, default: 0] += 1
                guard let guest = guests.first(where: { $0.seenAt == destination }), guest.isPlugged else { continue }
                if isLost(bytes[...], guest.losesDown) { continue }
                note(bytes)
                scratch.copyBytes(from: bytes)
                guest.client.receive(
                    UnsafeMutableRawBufferPointer(rebasing: scratch[..<bytes.count]), from: Self.server,
                    to: guest.address, now: now, into: clientOutbox)
                deliverClient(guest)
            }
        }
    }
}
