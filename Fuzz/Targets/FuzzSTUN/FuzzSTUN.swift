import ICE
import Support
import Wire

/// A datagram at the server's port: parsed, looked up by its user name, answered by the ICE-lite agent.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let datagram = UnsafeRawBufferPointer(start: start, count: count)
    _ = STUN.peekUsername(datagram)
    _ = STUN.peekLocalFragment(datagram)
    guard let message = STUNMessage(datagram) else { return 0 }
    let integrity = PlainIntegrity()
    let agent = ICELiteAgent(
        local: ICECredentials(usernameFragment: "host", password: "password"), integrity: integrity)
    let peer = NetworkAddress(ipv4: 0xC000_0201, port: 5_000)
    let outbox = Outbox(capacity: 4)
    for _ in 0..<2 {
        _ = agent.receive(message, from: peer, to: peer.withPort(9_443), now: .zero, into: outbox)
        agent.restart(local: ICECredentials(usernameFragment: "next", password: "password"), remote: nil)
    }
    for index in 0..<outbox.count {
        guard STUNMessage(outbox[index].bytes) != nil else { fatalError("an answer that is no STUN message") }
    }
    return 0
}
