import RTP
import SDP
import Testing

/// What Safari is known to say in its offers; docs/media/safari.md says from where.
@Suite("Safari")
struct SafariTests {
    @Test("VP8 is found where H.264 has its usual number", arguments: [SafariOffers.publish13, SafariOffers.publish17])
    func publishing(text: String) throws {
        let answer = try Plans.answer(Plans.publish, text)
        let video = answer.description.media[1]
        #expect(video.codecs.map(\.payloadType) == [100, 101])
        #expect(video.codecs.map(\.codec.format) == [.vp8, .rtx] && video.codecs[1].repairs == 100)
        #expect(answer.session.media[1].codecs[0].feedback == .standard)
    }

    @Test(
        "Of two H.264 profiles, the one that everyone decodes",
        arguments: [SafariOffers.publish13, SafariOffers.publish17])
    func h264(text: String) throws {
        var plan = Plans.publish
        plan.codecs = [.opus, .h264]
        let codec = try #require(Plans.answer(plan, text).session.media[1].codecs.first)
        #expect(codec.payloadType == 98 && codec.codec.h264Profile.profile == .constrainedBaseline)
        #expect(codec.codec.packetizationMode == 1 && codec.retransmission == 99)
    }

    @Test func receiving() throws {
        let answer = try Plans.answer(Plans.receive, SafariOffers.receive13)
        let video = answer.session.media[1]
        #expect(video.codecs.map(\.codec.format) == [.vp8, .h264])
        #expect(video.codecs.map(\.payloadType) == [100, 98] && video.codecs.map(\.retransmission) == [101, 99])
        #expect(answer.session.media[0].codecs.map(\.codec.format) == [.opus])
    }

    /// Older versions have no RED for sound, and their m-line of sound no reduced-size RTCP.
    @Test func soundWithAndWithoutRedundancy() throws {
        let old = try Plans.answer(Plans.publish, SafariOffers.publish13).description.media[0]
        #expect(old.codecs.map(\.codec.format) == [.opus] && !old.hasReducedSizeRTCP)
        let new = try Plans.answer(Plans.publish, SafariOffers.publish17).description.media[0]
        #expect(new.codecs.map(\.codec.format) == [.red, .opus])
    }

    /// Not agreed to, an iPhone turns its pictures itself; nothing is answered that was not offered.
    @Test("Extensions", arguments: [SafariOffers.publish13, SafariOffers.publish17])
    func extensions(text: String) throws {
        let offer = try SessionDescription(parsing: text)
        let answer = try Plans.answer(Plans.publish, text)
        for (offered, answered) in zip(offer.media, answer.description.media) {
            #expect(answered.extensions.allSatisfy { offered.extensions.contains($0) })
            #expect(!answered.extensions.contains { $0.uri == "urn:3gpp:video-orientation" })
        }
        let ids = answer.session.media[1].extensions
        #expect(ids.id(of: .mid) == 4 && ids.id(of: .rid) == 5 && ids.id(of: .repairedRid) == 6)
        #expect(answer.description.allowsMixedExtensions == offer.allowsMixedExtensions)
    }

    /// A name in place of an address, no `end-of-candidates`, a stream without a name: none of it is in the way.
    @Test func hiddenAddressesAndNamelessStreams() throws {
        let session = try Plans.answer(Plans.publish, SafariOffers.publish13).session
        #expect(session.remoteCandidates.count == 1 && session.remoteCandidates[0].contains(".local"))
        #expect(session.media.map(\.stream?.stream) == ["-", "-"])
        #expect(
            session.media[1].remoteSources == [SourcePair(ssrc: SSRC(741_086_092), retransmission: SSRC(741_086_093))])
    }

    @Test func threeLayersByName() throws {
        let answer = try Plans.answer(Plans.publish, SafariOffers.publish17)
        #expect(answer.session.media[1].rids == ["q", "h", "f"])
        #expect(answer.description.media[1].simulcast?.receive.count == 3)
    }

    /// Some versions send other names than they were given.
    @Test func layersWithNamesOfItsOwn() throws {
        let names = ["q": "1865530504", "h": "741086092", "f": "3184823813"]
        var text = SafariOffers.publish17.replacing("send q;h;f", with: "send 1865530504;741086092;3184823813")
        for (rid, name) in names { text = text.replacing("a=rid:\(rid) ", with: "a=rid:\(name) ") }
        #expect(
            try Plans.answer(Plans.publish, text).session.media[1].rids == ["1865530504", "741086092", "3184823813"])
    }

    /// Layers without rids cannot be told from one another by an answer: the first stream is taken.
    @Test func aGroupOfStreamsIsOneStream() throws {
        let media = try Plans.answer(Plans.publish, SafariOffers.publishGroup).session.media[1]
        #expect(media.rids.isEmpty)
        #expect(media.remoteSources.first == SourcePair(ssrc: SSRC(741_086_092), retransmission: SSRC(741_086_093)))
    }
}
