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
        let address: NetworkAddress
        /// Takes part in the deliveries; false: the cable is out.
        var isPlugged = true
        /// Every n-th media datagram to this guest is lost; 0: none.
        var losesEvery = 0
        fileprivate var received = 0

        init(id: PeerID, client: MediaClient, address: NetworkAddress) {
            self.id = id
            self.client = client
            self.address = address
        }

        func slot(_ kind: MediaKind, _ slot: Int) -> SlotStatistics {
            client.statistics.first { $0.kind == kind && $0.slot == slot } ?? client.statistics[0]
        }
    }

    let crypto: OpenSSLCryptoProvider
    let engine: MediaEngine
    private(set) var now = MediaTime(microseconds: 10_000_000)
    private(set) var guests: [Guest] = []
    private(set) var events: [MediaEvent] = []
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

    private func newGuest(_ purpose: MediaClientConfiguration.Purpose) throws -> Guest {
        let number = UInt32(guests.count + 1)
        let address = NetworkAddress(ipv4: 0x0A00_0100 + number, port: 40_000)
        let client = MediaClient(
            configuration: .init(purpose: purpose, canonicalName: "guest-\(number)", localAddresses: [address]),
            crypto: try OpenSSLCryptoProvider())
        let guest = Guest(id: PeerID(rawValue: number), client: client, address: address)
        guests.append(guest)
        return guest
    }

    func publisher(_ source: SourceID, layers: [String] = [""]) throws -> Guest {
        let guest = try newGuest(.publish(layers: layers))
        let answer = try engine.publish(peer: guest.id, source: source, offer: guest.client.makeOffer(), now: now)
        try guest.client.accept(answer: answer, now: now, into: clientOutbox)
        deliverClient(guest)
        run(milliseconds: 300)
        return guest
    }

    func receiver(audio: Int, video: Int) throws -> Guest {
        let guest = try newGuest(.receive(audio: audio, video: video))
        let answer = try engine.receive(peer: guest.id, offer: guest.client.makeOffer(), now: now)
        try guest.client.accept(answer: answer, now: now, into: clientOutbox)
        deliverClient(guest)
        run(milliseconds: 300)
        return guest
    }

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

    /// One Opus packet and, at every eighth call, a video frame of each layer (a key frame first and when asked for).
    func speak(_ guest: Guest, step: Int, level: UInt8 = 30, layers: Int = 1) {
        if step % 4 == 0 {
            guest.client.sendAudio(
                [0xFC, UInt8(guest.id.rawValue), 2], timestamp: UInt32(step) * 240, level: level, now: now,
                into: clientOutbox)
        }
        if step % 8 == 0 {
            let wantsKey = guest.client.takeEvents().contains { if case .keyframeWanted = $0 { true } else { false } }
            for layer in 0..<layers {
                let isKey = step == 0 || wantsKey
                // Bit 0 of a VP8 frame is 0 in a key frame; the rest is only bytes here.
                let frame = [isKey ? 0x10 : 0x11] + [UInt8](repeating: UInt8(layer), count: layer == 0 ? 2_500 : 500)
                guest.client.sendVideo(
                    layer: layer, frame: frame, timestamp: UInt32(step) * 450, now: now, into: clientOutbox)
            }
        }
        deliverClient(guest)
    }

    /// A datagram from anywhere.
    func inject(_ bytes: [UInt8], from: NetworkAddress) {
        deliver(bytes[...], from: from)
        settle()
    }

    // MARK: The network

    private func deliver(_ bytes: ArraySlice<UInt8>, from: NetworkAddress) {
        scratch.copyBytes(from: bytes)
        engine.receive(
            UnsafeMutableRawBufferPointer(rebasing: scratch[..<bytes.count]), from: from, to: Self.server, now: now,
            into: outbox)
    }

    private func deliverClient(_ guest: Guest) {
        let datagrams = (0..<clientOutbox.count).map { Array(clientOutbox[$0].bytes) }
        clientOutbox.removeAll()
        guard guest.isPlugged else { return }
        for datagram in datagrams { deliver(datagram[...], from: guest.address) }
    }

    private func settle() {
        while outbox.count > 0 {
            let datagrams = (0..<outbox.count).map { (outbox[$0].datagram.destination, Array(outbox[$0].bytes)) }
            outbox.removeAll()
            for (destination, bytes) in datagrams {
                guard let guest = guests.first(where: { $0.address == destination }), guest.isPlugged else { continue }
                if guest.losesEvery > 0, bytes[0] >= 128 {
                    guest.received += 1
                    if guest.received % guest.losesEvery == 0 { continue }
                }
                scratch.copyBytes(from: bytes)
                guest.client.receive(
                    UnsafeMutableRawBufferPointer(rebasing: scratch[..<bytes.count]), from: Self.server,
                    to: guest.address, now: now, into: clientOutbox)
                deliverClient(guest)
            }
        }
    }
}
