import ICE
import Support
import Wire

/// A full and a lite agent, and a network that loses, repeats, damages and invents messages, changes addresses and
/// restarts: neither is without a next moment while there is something to do, nor remembers without bound.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = Input(start, count)
    let meeting = Meeting()
    for _ in 0..<400 where !input.isAtEnd { meeting.step(&input) }
    return 0
}

private final class Meeting {
    private static let addresses =
        (0..<40).map { NetworkAddress(ipv4: 0xC000_0200 + $0, port: 5_000) }
        + [NetworkAddress(high: 0x2001_0DB8 << 32, low: 1, port: 5_000)]

    private let client: ICEFullAgent
    private let server: ICELiteAgent
    private let outbox = Outbox(capacity: 64)
    private var flying: [(bytes: [UInt8], from: NetworkAddress, to: NetworkAddress, toServer: Bool)] = []
    private var now = MediaTime(microseconds: 1_000_000)
    private var generation = 0

    init() {
        let chance = PlainCrypto()
        client = ICEFullAgent(local: Self.credentials("client0"), integrity: PlainIntegrity()) { chance.next() }
        server = ICELiteAgent(local: Self.credentials("server0"), integrity: PlainIntegrity())
        client.remote = server.local
        server.remote = client.local
        client.addLocal(Self.addresses[0])
        client.addRemote(ICECandidate(host: Self.addresses[1], rank: 0))
        client.start()
    }

    private static func credentials(_ fragment: String) -> ICECredentials {
        ICECredentials(usernameFragment: fragment, password: "0123456789abcdefghijkl")
    }

    func step(_ input: inout Input) {
        switch input.u8() % 12 {
        case 0...2: tick(input.interval())
        case 3...5 where !flying.isEmpty: deliver(flying.removeFirst())
        case 6 where !flying.isEmpty: flying.removeFirst()
        case 7 where !flying.isEmpty: deliver(flying[input.below(flying.count)])  // And once more later.
        case 8 where !flying.isEmpty:
            var message = flying[input.below(flying.count)]
            message.bytes[input.below(message.bytes.count)] ^= input.u8()
            message.from = input.one(of: Self.addresses)
            deliver(message)
        case 9:
            deliver((Array(input.piece()), input.one(of: Self.addresses), Self.addresses[1], input.flag()))
        case 10:
            let address = input.one(of: Self.addresses)
            if input.flag() { client.addLocal(address) } else { client.removeLocal(address) }
            if input.flag() {
                client.addRemote(ICECandidate(host: input.one(of: Self.addresses), rank: input.below(9)))
            }
        default: restart(isKnownToClient: input.flag())
        }
        check(client.localAddresses.count <= ICEFullAgent.maximumPairs, "addresses without bound")
        let validated = Self.addresses.count { server.hasValidated($0) }
        check(validated <= ICELiteAgent.maximumValidated, "\(validated) addresses validated")
    }

    private func restart(isKnownToClient: Bool) {
        generation += 1
        let (mine, theirs) = (Self.credentials("client\(generation)"), Self.credentials("server\(generation)"))
        client.restart(local: mine, remote: isKnownToClient ? theirs : nil)
        server.restart(local: theirs, remote: mine)
    }

    private func tick(_ interval: MediaInterval) {
        now = now + interval
        client.tick(now: now, into: outbox)
        collect(fromClient: true)
        server.tick(now: now, into: outbox)
        check(outbox.count == 0, "a lite agent asks nothing")
        check(client.nextDeadline.map { $0 > now } ?? true, "due again at once")
    }

    private func deliver(_ message: (bytes: [UInt8], from: NetworkAddress, to: NetworkAddress, toServer: Bool)) {
        message.bytes.withUnsafeBytes { bytes in
            guard let parsed = STUNMessage(bytes) else { return }
            let agent: any ICEAgent = message.toServer ? server : client
            let drop = agent.receive(parsed, from: message.from, to: message.to, now: now, into: outbox)
            if drop == nil, message.toServer, parsed.messageClass == .request {
                check(server.hasValidated(message.from), "a check that passed without effect")
            }
            collect(fromClient: !message.toServer, answering: bytes.count)
        }
    }

    private func collect(fromClient: Bool, answering request: Int? = nil) {
        for index in 0..<outbox.count {
            let (datagram, bytes) = outbox[index]
            check(STUNMessage(bytes) != nil, "no STUN message")
            flying.append((Array(bytes), datagram.source, datagram.destination, fromClient))
        }
        if request != nil { check(outbox.count <= 1, "several answers to one message") }
        outbox.removeAll()
        if flying.count > 64 { flying.removeFirst(flying.count - 64) }
    }
}
