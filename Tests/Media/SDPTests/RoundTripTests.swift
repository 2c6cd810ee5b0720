import RTP
import SDP
import Testing

@Suite("Session descriptions as text and values")
struct RoundTripTests {
    @Test(
        "What browsers write is read, written and read again as the same values",
        arguments: CapturedOffers.all.map(\.name))
    func roundTrip(name: String) throws {
        let description = try SessionDescription(parsing: CapturedOffers.named(name))
        #expect(!description.media.isEmpty)
        #expect(try SessionDescription(parsing: description.text) == description)
    }

    @Test func readsChromium() throws {
        let offer = try SessionDescription(parsing: CapturedOffers.named("chromium-publish"))
        #expect(offer.bundles == [["0", "1"]])
        #expect(offer.allowsMixedExtensions)
        #expect(offer.media.map(\.mid) == ["0", "1"])
        let (audio, video) = (offer.media[0], offer.media[1])
        #expect(audio.kind == .audio && audio.direction == .sendonly && audio.hasRTCPMux)
        let opus = try #require(audio.codec(111))
        #expect(opus.codec.format == .opus && opus.codec.parameters["useinbandfec"] == "1")
        #expect(opus.feedback == ["transport-cc"])
        #expect(video.simulcast?.send.map { $0.map(\.rid) } == [["f"], ["q"]])
        #expect(video.rids.map(\.id) == ["f", "q"])
        let vp8 = try #require(video.codecs.first { $0.codec.format == .vp8 })
        #expect(vp8.feedback.contains("nack pli"))
        #expect(video.retransmission(of: vp8.payloadType) != nil)
        #expect(offer.transport(of: video).fingerprints.map(\.hash) == ["sha-256"])
        #expect(audio.candidates.count == 4)
    }

    @Test func readsFirefoxTransportFromTheSession() throws {
        let offer = try SessionDescription(parsing: CapturedOffers.named("firefox-publish"))
        let transport = offer.transport(of: offer.media[0])
        #expect(transport.fingerprints.count == 1)
        #expect(transport.usernameFragment?.isEmpty == false)
        #expect(transport.setup == .actpass)
        #expect(offer.media[0].extensions.contains { $0.direction == .recvonly })
    }

    @Test func keepsSeveralFingerprints() throws {
        let offer = try SessionDescription(parsing: CapturedOffers.named("aiortc-publish"))
        #expect(offer.transport(of: offer.media[0]).fingerprints.map(\.hash) == ["sha-256", "sha-384", "sha-512"])
    }

    @Test func linesMayEndWithLineFeedOnly() throws {
        let text = CapturedOffers.named("chromium-receive")
        let bare = text.replacing("\r\n", with: "\n")
        #expect(bare.utf8.count < text.utf8.count)
        #expect(try SessionDescription(parsing: bare) == SessionDescription(parsing: text))
    }

    @Test func keepsUnknownAttributes() throws {
        let text = Small.text.replacing("a=mid:0\r\n", with: "a=mid:0\r\na=x-lamp:green\r\na=x-flag\r\n")
        let description = try SessionDescription(parsing: text)
        #expect(description.media[0].otherAttributes == ["x-lamp:green", "x-flag"])
        #expect(description.text.contains("a=x-lamp:green\r\n"))
    }

    @Test func simulcastAlternativesAndPauses() throws {
        let text =
            Small.text + "a=rid:a send pt=96;max-width=640\r\na=rid:b send\r\na=rid:c recv\r\n"
            + "a=simulcast:send a,~b recv c\r\n"
        let section = try SessionDescription(parsing: text).media[0]
        #expect(section.simulcast?.send == [[.init(rid: "a"), .init(rid: "b", isPaused: true)]])
        #expect(section.simulcast?.receive == [[.init(rid: "c")]])
        #expect(section.rids[0].restrictions["max-width"] == "640")
        #expect(try SessionDescription(parsing: SessionDescription(parsing: text).text).media[0] == section)
    }
}

/// The least that is a description with one m-line.
enum Small {
    static let text = """
        v=0
        o=- 1 2 IN IP4 192.0.2.1
        s=-
        t=0 0
        m=video 9 UDP/TLS/RTP/SAVPF 96
        c=IN IP4 0.0.0.0
        a=mid:0
        a=sendonly
        a=rtcp-mux
        a=rtpmap:96 VP8/90000
        a=ice-ufrag:abcd
        a=ice-pwd:abcdefghijklmnopqrstuvwx
        a=fingerprint:sha-256 00:11:22:33
        a=setup:actpass

        """.replacing("\n", with: "\r\n")
}
