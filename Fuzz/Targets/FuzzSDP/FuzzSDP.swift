import RTP
import SDP

private let origin = SessionDescription.Origin(sessionID: 1, version: 1)
private let fingerprint = Fingerprint(
    hash: "sha-256", value: [String](repeating: "AB", count: 32).joined(separator: ":"))

/// An offer as a stranger's WHIP or WebSocket brings it, answered both ways; and an answer to an offer of our own.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    guard let description = try? SessionDescription(parsing: text) else { return 0 }
    let written = description.text
    guard let again = try? SessionDescription(parsing: written), again.text == written else {
        fatalError("what was written reads differently")
    }
    let local = AnswerPlan.Local(
        usernameFragment: "host", password: "0123456789abcdefghijkl", fingerprint: fingerprint,
        candidates: ["candidate:1 1 udp 2130706431 192.0.2.1 9443 typ host"])
    for purpose in [AnswerPlan.Purpose.publish, .receive] {
        var next = UInt32(1)
        let answer = try? AnswerPlan(purpose, local: local).answer(description, session: origin) { _, _ in
            next &+= 2
            return SourcePair(ssrc: SSRC(next), retransmission: SSRC(next &+ 1))
        }
        guard let answer else { continue }
        guard answer.description.media.count == description.media.count else { fatalError("an m-line got lost") }
        guard (try? SessionDescription(parsing: answer.description.text)) != nil else {
            fatalError("an answer that is no session description")
        }
    }
    let plan = OfferPlan(
        sections: [.send(.audio, SourcePair(ssrc: SSRC(7))), .sendLayers(["f", "q"]), .receive(.video)], cname: "us")
    let offer = plan.offer(
        session: origin, usernameFragment: "here", password: "0123456789abcdefghijkl", fingerprint: fingerprint,
        candidates: [])
    _ = try? plan.session(offer: offer, answer: description)
    return 0
}
