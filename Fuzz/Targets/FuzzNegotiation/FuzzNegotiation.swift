import MediaEngine
import RTP
import SDP
import Support
import Wire

/// A stranger's offers at an engine: to publish, to receive, again and changed, with candidates and restarts between.
/// What is answered is an answer to that offer, and nothing stays behind when the peers are gone.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    let server = NetworkAddress(ipv4: 0x0A00_0001, port: 7_000)
    let engine = MediaEngine(configuration: .init(candidates: [server]), crypto: PlainCrypto())
    let outbox = Outbox(capacity: 64)
    let (publisher, receiver) = (PeerID(rawValue: 1), PeerID(rawValue: 2))
    let source = SourceID(rawValue: 1)
    var now = MediaTime.zero
    engine.setVisible(source, true)
    // Offers follow one another in the text; the first stands again at the end.
    let offers = text.split(separator: "\0", maxSplits: 3).map(String.init)
    for offer in offers + offers.prefix(1) {
        now = now + .milliseconds(100)
        if let answer = try? engine.publish(
            peer: publisher, source: source, offer: MediaEngine.read(offer: offer), now: now)
        {
            check(answer, to: offer, sends: false)
        }
        if let answer = try? engine.receive(peer: receiver, offer: MediaEngine.read(offer: offer), now: now) {
            check(answer, to: offer, sends: true)
        }
        for slot in 0..<4 { engine.assignVideo(peer: receiver, slot: slot, source: source, quality: .full) }
        engine.candidate(peer: publisher, line: offer)
        _ = engine.restartICE(peer: receiver, fragment: ("abcd", String(offer.prefix(30))))
        if let deadline = engine.nextDeadline, deadline <= now { engine.tick(now: now, into: outbox) }
    }
    let statistics = engine.statistics()
    check(statistics.peers <= 2 && statistics.publishers <= 1, "peers from nowhere")
    engine.tick(now: now + .seconds(100), into: outbox)
    check(engine.statistics().peers == 0 && engine.nextDeadline == nil, "a peer that never came is kept")
    check(outbox.count == 0, "something was sent to nobody")
    return 0
}

private func check(_ answer: String, to offer: String, sends: Bool) {
    guard let answer = try? SessionDescription(parsing: answer) else { fatalError("an answer that does not parse") }
    guard let offer = try? SessionDescription(parsing: offer) else { fatalError("an answer to nothing") }
    check(answer.media.count == offer.media.count && answer.isICELite, "m-lines got lost")
    for (mine, theirs) in zip(answer.media, offer.media) {
        check(mine.type == theirs.type && mine.mid == theirs.mid, "m-lines changed places")
        guard mine.port != 0 else { continue }
        check(sends ? !mine.direction.receives : !mine.direction.sends, "the wrong way round")
        let offered = Set(theirs.codecs.map(\.payloadType))
        check(
            !mine.codecs.isEmpty && mine.codecs.allSatisfy { offered.contains($0.payloadType) }, "another payload type")
        check(Set(mine.rids.map(\.id)).count == mine.rids.count, "a layer twice")
    }
}
