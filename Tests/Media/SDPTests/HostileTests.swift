import SDP
import Testing

@Suite("Hostile session descriptions")
struct HostileTests {
    @Test("Every prefix is read or refused, never a trap", arguments: CapturedOffers.all.map(\.name))
    func prefixes(name: String) {
        let bytes = Array(CapturedOffers.named(name).utf8)
        for length in stride(from: 0, through: bytes.count, by: bytes.count > 8_000 ? 397 : 41) {
            let text = String(decoding: bytes[..<length], as: UTF8.self)
            survive(text)
        }
    }

    @Test("Changed bytes are read or refused", arguments: 0..<8)
    func mutations(seed: Int) {
        var random = SplitMix(state: UInt64(seed) &* 0x9E37_79B9)
        let originals = CapturedOffers.all.map { Array($0.text.utf8) }.filter { $0.count < 8_000 }
        for round in 0..<60 {
            var bytes = originals[(round + seed) % originals.count]
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: index)
                case 2: bytes.insert(Array(" :;=,/~*\r\n".utf8).randomElement(using: &random) ?? 0, at: index)
                default: bytes[index] = UInt8(ascii: "9")
                }
            }
            survive(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// An answer that names it twice would be one that no browser takes.
    @Test func aLayerThatIsOfferedTwiceIsOne() throws {
        let offer = CapturedOffers.named("chromium-publish")
        let twice = offer.replacing("a=simulcast:send f;q", with: "a=simulcast:send f;f;q")
        #expect(twice != offer)
        let answer = try Plans.answer(Plans.publish, twice)
        #expect(answer.session.media.last?.rids == ["f", "q"])
        #expect(try SessionDescription(parsing: answer.description.text).media == answer.description.media)
    }

    @Test func randomText() {
        var random = SplitMix(state: 7)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            survive(String(decoding: bytes, as: UTF8.self))
            survive(Small.text + "a=" + String(decoding: bytes, as: UTF8.self) + "\r\n")
        }
    }

    @Test(
        "A wrong line is named by its number",
        arguments: [
            ("a=rtpmap:96 VP8", SDPError.Reason.malformed("rtpmap")),
            ("a=rtpmap:300 VP8/90000", .malformed("payload type")),
            ("a=rtpmap:96 VP8/-1", .malformed("rtpmap")), ("a=extmap:0 urn:x", .malformed("extmap")),
            ("a=extmap:1/never urn:x", .malformed("extmap")), ("a=rid:f sideways", .malformed("rid")),
            ("a=simulcast:send", .malformed("simulcast")), ("a=simulcast:send f;;q", .malformed("simulcast")),
            ("a=ssrc:-1 cname:x", .malformed("ssrc")), ("a=ssrc-group:FID 1 x", .malformed("ssrc-group")),
            ("a=fingerprint:sha-256 zz", .malformed("fingerprint")),
            ("a=fingerprint:sha-256 00:1", .malformed("fingerprint")),
            ("a=ice-ufrag:abc", .malformed("ice-ufrag")), ("a=ice-pwd:short", .malformed("ice-pwd")),
            ("a=setup:maybe", .malformed("setup")), ("a=mid:1", .repeated("mid")), ("nonsense", .malformedLine),
            ("m=audio 70000 UDP/TLS/RTP/SAVPF 0", .malformed("m=")),
            ("m=audio 9 UDP/TLS/RTP/SAVPF 128", .malformed("payload type")),
            ("m=audio 9 UDP/TLS/RTP/SAVPF 0 0", .repeated("payload type")),
        ])
    func errors(line: String, reason: SDPError.Reason) {
        let lines = Small.text.split(separator: "\r\n").count
        #expect(throws: SDPError(line: lines + 1, reason: reason)) {
            try SessionDescription(parsing: Small.text + line + "\r\n")
        }
    }

    @Test(
        "Missing and repeated session lines",
        arguments: [
            ("", SDPError(line: 0, reason: .missing("v="))),
            ("o=- 1 1 IN IP4 0.0.0.0\r\n", SDPError(line: 1, reason: .missing("v="))),
            ("v=0\r\ns=-\r\n", SDPError(line: 0, reason: .missing("o="))),
            ("v=1\r\n", SDPError(line: 1, reason: .malformed("v="))),
            ("v=0\r\no=- x 1 IN IP4 0.0.0.0\r\n", SDPError(line: 2, reason: .malformed("o="))),
            ("v=0\r\nv=0\r\n", SDPError(line: 2, reason: .repeated("v="))),
        ])
    func sessionLines(text: String, error: SDPError) {
        #expect(throws: error) { try SessionDescription(parsing: text) }
    }

    @Test func everyListIsBounded() {
        let limits = SDPLimits()
        func expect(_ name: String, _ count: Int, _ line: (Int) -> String) {
            let fits = Small.text + (0..<count).map { line($0) + "\r\n" }.joined()
            #expect(throws: Never.self, "\(name)") { try SessionDescription(parsing: fits) }
            #expect(throws: SDPError.self, "\(name)") {
                try SessionDescription(parsing: fits + line(count) + "\r\n")
            }
        }
        expect("candidates", limits.candidates) { "a=candidate:\($0) 1 udp 1 192.0.2.1 9 typ host" }
        expect("extensions", limits.extensions) { "a=extmap:\($0 % 14 + 1) urn:x:\($0)" }
        expect("rids", limits.rids) { "a=rid:r\($0) send" }
        expect("sources", limits.synchronizationSources) { "a=ssrc:\($0) cname:x" }
        expect("fingerprints", limits.fingerprints - 1) { _ in "a=fingerprint:sha-256 00:11" }
        expect("feedback", limits.feedbackPerCodec) { "a=rtcp-fb:96 x\($0)" }
        expect("other attributes", limits.otherAttributes) { "a=x:\($0)" }
        expect("m-lines", limits.mediaSections - 1) { _ in "m=audio 9 UDP/TLS/RTP/SAVPF 0" }
        let long = Small.text + "a=x:" + String(repeating: "y", count: limits.lineBytes)
        #expect(throws: SDPError.self) { try SessionDescription(parsing: long) }
        #expect(throws: SDPError(line: 0, reason: .tooLarge)) {
            try SessionDescription(parsing: String(repeating: "a=x\r\n", count: limits.bytes / 5 + 1))
        }
    }

    /// Whatever is accepted must be written as something that is accepted again, with the same meaning.
    private func survive(_ text: String) {
        guard let description = try? SessionDescription(parsing: text) else { return }
        let again = try? SessionDescription(parsing: description.text)
        #expect(again == description)
        _ = try? Plans.publish.answer(description, session: Plans.origin) { _, _ in Plans.pair }
        _ = try? Plans.receive.answer(description, session: Plans.origin) { _, _ in Plans.pair }
        _ = try? TrickleFragment(parsing: text)
    }
}

/// A small generator with a seed, so that a failure repeats (Steele, Lea and Flood: SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
