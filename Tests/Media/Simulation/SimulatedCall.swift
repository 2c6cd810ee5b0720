public import MediaClient
public import MediaEngine
import RTP
public import Wire

/// A speaker, an engine and those who watch, in virtual time: real ICE, SRTP and RTCP, and between each of them and the engine a
/// `SimulatedPath` each way. The same seed gives the same call.
public final class SimulatedCall {
    static let server = NetworkAddress(ipv4: 0x0A00_0001, port: 7_000)
    static let step = MediaInterval.milliseconds(4)
    static let source = SourceID(rawValue: 1)
    static let layers = ["f", "h", "q"]

    /// One end of the call.
    public final class Guest {
        public let client: MediaClient
        let id: PeerID
        let address: NetworkAddress
        /// As the server sees it.
        var outside: NetworkAddress
        public var up: SimulatedPath
        public var down: SimulatedPath
        public var sound = SoundPlayout()
        public var picture = PicturePlayout()
        /// Bytes of datagrams that came.
        public internal(set) var bytes = 0
        var lastAudio: Int64?

        init(client: MediaClient, id: PeerID, address: NetworkAddress, seed: UInt64) {
            self.client = client
            self.id = id
            self.address = address
            outside = address
            up = SimulatedPath(seed: seed)
            down = SimulatedPath(seed: seed &+ 1_000_003)
        }

        public func reset(now: MediaTime) {
            sound.reset()
            picture.reset(now: now)
            bytes = 0
        }
    }

    private struct Flight {
        var arrival: MediaTime
        var order: Int
        var bytes: [UInt8]
        /// To this guest; nil: from `guest` to the server.
        var isToServer: Bool
        var guest: Guest
        var address: NetworkAddress
    }

    public let engine: MediaEngine
    public private(set) var now = MediaTime(microseconds: 1_000_000_000)
    public private(set) var guests: [Guest] = []
    public private(set) var speaker: Guest?
    /// Whether lost sound is asked for, and whether it may come within later sound.
    private let repairsSound: Bool
    private let takesRedundancy: Bool
    private var flights: [Flight] = []
    private var order = 0
    private var seed: UInt64
    private let outbox = Outbox(capacity: 4_096)
    private let clientOutbox = Outbox(capacity: 4_096)
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 2_048, alignment: 16)
    /// Whether every other picture of each layer can be left out (L1T2).
    private let hasTemporalLayers: Bool
    private var packetizers = SimulatedCall.layers.map { _ in LayeredPictures() }
    private var spoken = 0
    private var frames = 0
    /// What the engine has use for.
    public private(set) var layersWanted = Set(SimulatedCall.layers)
    private var keyframesWanted: Set<Int> = [0, 1, 2]
    /// Video slots that are held back, by guest.
    public private(set) var held: [PeerID: Set<Int>] = [:]

    public init(
        seed: UInt64, hasTemporalLayers: Bool = false, repairsSound: Bool = true, takesRedundancy: Bool = true
    ) throws {
        self.seed = seed
        self.hasTemporalLayers = hasTemporalLayers
        self.repairsSound = repairsSound
        self.takesRedundancy = takesRedundancy
        engine = MediaEngine(configuration: .init(candidates: [Self.server]), crypto: try SimulatedCrypto(seed: seed))
    }

    deinit { scratch.deallocate() }

    // MARK: Coming in

    /// Sends three layers and sound.
    public func addSpeaker() throws {
        let guest = try newGuest(.publish(layers: Self.layers))
        let answer = try engine.publish(
            peer: guest.id, source: Self.source, offer: MediaEngine.read(offer: guest.client.makeOffer()), now: now)
        try guest.client.accept(answer: answer, now: now, into: clientOutbox)
        takeOff(from: guest)
        engine.setAudible(Self.source, true)
        engine.setVisible(Self.source, true)
        speaker = guest
    }

    /// Hears the speaker, and sees them in the first of `pictures` slots as large as they come, in the others small.
    @discardableResult
    public func addListener(pictures: Int = 1, down: (inout SimulatedPath) -> Void = { _ in }) throws -> Guest {
        let guest = try newGuest(.receive(audio: 1, video: pictures))
        down(&guest.down)
        guest.up.delay = guest.down.delay
        let answer = try engine.receive(
            peer: guest.id, offer: MediaEngine.read(offer: guest.client.makeOffer()), now: now)
        try guest.client.accept(answer: answer, now: now, into: clientOutbox)
        takeOff(from: guest)
        engine.assignAudio(peer: guest.id, slot: 0, source: Self.source)
        for slot in 0..<pictures {
            engine.assignVideo(
                peer: guest.id, slot: slot, source: Self.source, quality: slot == 0 ? .full : .thumbnail)
        }
        guest.client.onSound = { [weak self, weak guest] timestamp, isRedundant in
            guard let self, let guest else { return }
            let near = guest.lastAudio ?? Int64(timestamp.rawValue) + 1 << 32
            let full = near + Int64(Int32(bitPattern: timestamp.rawValue &- UInt32(truncatingIfNeeded: near)))
            guest.lastAudio = max(near, full)
            guest.sound.take(full / 960, isRedundant: isRedundant, now: now)
        }
        return guest
    }

    private func newGuest(_ purpose: MediaClientConfiguration.Purpose) throws -> Guest {
        let number = UInt32(guests.count + 1)
        let address = NetworkAddress(ipv4: 0x0A00_0100 + number, port: 40_000)
        var configuration = MediaClientConfiguration(
            purpose: purpose, canonicalName: "guest-\(number)", localAddresses: [address])
        // A browser reports each stream by itself, about once a second: of two there is news twice.
        configuration.reportInterval = .milliseconds(500)
        configuration.repairsSound = repairsSound
        configuration.takesRedundancy = takesRedundancy
        let guest = Guest(
            client: MediaClient(
                configuration: configuration, crypto: try SimulatedCrypto(seed: seed &+ UInt64(number))),
            id: PeerID(rawValue: number), address: address, seed: seed &* 31 &+ UInt64(number) &* 7_919)
        guests.append(guest)
        return guest
    }

    // MARK: Time

    public func run(seconds: Double) {
        let end = now + .microseconds(Int64(seconds * 1_000_000))
        while now < end {
            now = now + Self.step
            speak()
            land()
            for guest in guests {
                guard let due = guest.client.nextDeadline, due <= now else { continue }
                guest.client.tick(now: now, into: clientOutbox)
                takeOff(from: guest)
            }
            if let deadline = engine.nextDeadline, deadline <= now {
                engine.tick(now: now, into: outbox)
                takeOff()
            }
            follow()
        }
    }

    private func speak() {
        guard let speaker, speaker.client.isConnected else { return }
        if now.microseconds % 20_000 == 0 {
            spoken += 1
            speaker.client.sendAudio(
                [UInt8](repeating: 0xFC, count: 80), timestamp: UInt32(truncatingIfNeeded: spoken * 960), level: 30,
                now: now, into: clientOutbox)
        }
        if now.microseconds % 40_000 == 0 {
            frames += 1
            for event in speaker.client.takeEvents() {
                if case .keyframeWanted(let layer) = event { keyframesWanted.insert(layer) }
            }
            for layer in Self.layers.indices where layersWanted.contains(Self.layers[layer]) {
                // The smallest has half as many pictures.
                if layer < 2 || frames % 2 == 0 { sendPicture(layer, speaker) }
            }
        }
        takeOff(from: speaker)
    }

    private func sendPicture(_ layer: Int, _ speaker: Guest) {
        let sizes = [CapturedStreams.large, CapturedStreams.medium, CapturedStreams.small][layer]
        let isKey = keyframesWanted.remove(layer) != nil
        let size = isKey ? sizes[0] : sizes[1 + (layer < 2 ? frames : frames / 2) % (sizes.count - 1)]
        let frame = [isKey ? 0x10 : 0x11] + [UInt8](repeating: UInt8(layer), count: size - 1)
        let timestamp = UInt32(truncatingIfNeeded: frames * 3_600)
        if hasTemporalLayers {
            speaker.client.sendVideo(
                layer: layer, payloads: packetizers[layer].payloads(of: frame, isKey: isKey), timestamp: timestamp,
                now: now, into: clientOutbox)
        } else {
            speaker.client.sendVideo(layer: layer, frame: frame, timestamp: timestamp, now: now, into: clientOutbox)
        }
    }

    private func follow() {
        for event in engine.takeEvents() {
            switch event {
            case .layersWanted(_, let names):
                for (index, name) in Self.layers.enumerated() where names.contains(name) && !layersWanted.contains(name)
                {
                    keyframesWanted.insert(index)
                }
                layersWanted = Set(names)
            case .held(let peer, let slots): held[peer] = slots
            default: break
            }
        }
        for guest in guests where guest !== speaker {
            guest.sound.play(now: now)
            for time in guest.client.takePictures(slot: 0) { guest.picture.take(time.rawValue, now: now) }
            guest.picture.show(now: now)
        }
    }

    /// Counts from here on.
    public func reset() { for guest in guests { guest.reset(now: now) } }

    /// A NAT on the guest's way gives it another port; the guest itself sees nothing of it.
    public func rebind(_ guest: Guest) { guest.outside = guest.outside.withPort(guest.outside.port + 1) }

    /// What the engine thinks that the line to a guest carries, bits per second.
    public func estimate(_ guest: Guest) -> Double {
        Double(engine.peerStatistics(guest.id)?.estimatedBitrate ?? 0)
    }

    // MARK: The network

    /// What a guest's client has sent.
    private func takeOff(from guest: Guest) {
        for index in 0..<clientOutbox.count {
            let bytes = Array(clientOutbox[index].bytes)
            for arrival in guest.up.arrivals(bytes: bytes.count, now: now) {
                launch(bytes, arrival, guest, isToServer: true, guest.outside)
            }
        }
        clientOutbox.removeAll()
    }

    /// What the engine has sent.
    private func takeOff() {
        for index in 0..<outbox.count {
            let destination = outbox[index].datagram.destination
            guard let guest = guests.first(where: { $0.outside == destination }) else { continue }
            let bytes = Array(outbox[index].bytes)
            for arrival in guest.down.arrivals(bytes: bytes.count, now: now) {
                launch(bytes, arrival, guest, isToServer: false, destination)
            }
        }
        outbox.removeAll()
    }

    private func launch(
        _ bytes: [UInt8], _ arrival: MediaTime, _ guest: Guest, isToServer: Bool, _ address: NetworkAddress
    ) {
        order += 1
        let flight = Flight(
            arrival: arrival, order: order, bytes: bytes, isToServer: isToServer, guest: guest, address: address)
        // Nearly sorted: most go to the end.
        var place = flights.count
        while place > 0, flights[place - 1].arrival > arrival { place -= 1 }
        flights.insert(flight, at: place)
    }

    private func land() {
        var landed = 0
        // What lands may send something that lands at once.
        while landed < flights.count, flights[landed].arrival <= now {
            let flight = flights[landed]
            landed += 1
            if landed > 256 {
                flights.removeFirst(landed)
                landed = 0
            }
            deliver(flight)
        }
        flights.removeFirst(landed)
    }

    private func deliver(_ flight: Flight) {
        scratch.copyBytes(from: flight.bytes)
        let datagram = UnsafeMutableRawBufferPointer(rebasing: scratch[..<flight.bytes.count])
        if flight.isToServer {
            engine.receive(datagram, from: flight.address, to: Self.server, now: now, into: outbox)
            engine.forward(now: now, into: outbox)
            takeOff()
        } else {
            guard flight.address == flight.guest.outside else { return }
            flight.guest.bytes += flight.bytes.count
            flight.guest.client.receive(
                datagram, from: Self.server, to: flight.guest.address, now: now, into: clientOutbox)
            takeOff(from: flight.guest)
        }
    }
}
