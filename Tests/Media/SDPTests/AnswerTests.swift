import RTP
import SDP
import Testing

enum Plans {
    static let local = AnswerPlan.Local(
        usernameFragment: "serv", password: "serverserverserverserver",
        fingerprint: Fingerprint(hash: "sha-256", value: "AA:BB"),
        candidates: ["candidate:1 1 udp 2130706431 192.0.2.10 7000 typ host"])
    static let publish = AnswerPlan(.publish, local: local)
    static let receive = AnswerPlan(.receive, local: local)
    static let origin = SessionDescription.Origin(sessionID: 42, version: 1)
    static let pair = SourcePair(ssrc: SSRC(1_000), retransmission: SSRC(2_000))

    static func pair(of index: Int) -> SourcePair {
        SourcePair(ssrc: SSRC(1_000 + UInt32(index)), retransmission: SSRC(2_000 + UInt32(index)))
    }

    static func answer(_ plan: AnswerPlan, _ text: String) throws -> AnswerPlan.Answer {
        let answer = try plan.answer(SessionDescription(parsing: text), session: origin) { index, _ in pair(of: index) }
        // What is sent is text: it must say the same.
        #expect(try SessionDescription(parsing: answer.description.text) == answer.description)
        return answer
    }
}

@Suite("Answers")
struct AnswerTests {
    @Test("Publishing from browsers with two layers", arguments: ["chromium-publish", "firefox-publish"])
    func publishWithLayers(name: String) throws {
        let answer = try Plans.answer(Plans.publish, CapturedOffers.named(name))
        let description = answer.description
        #expect(description.isICELite)
        #expect(description.bundles == [["0", "1"]])
        #expect(description.media.map(\.direction) == [.recvonly, .recvonly])
        #expect(description.media.allSatisfy { $0.transport.setup == .passive && $0.hasRTCPMux && $0.port == 9 })
        for section in description.media {
            #expect(section.candidates == Plans.local.candidates && section.hasEndOfCandidates)
        }
        let video = description.media[1]
        #expect(video.codecs.map(\.codec.format) == [.vp8, .rtx])
        #expect(video.codecs[1].repairs == video.codecs[0].payloadType)
        #expect(video.simulcast == Simulcast(receive: [[.init(rid: "f")], [.init(rid: "q")]]))
        #expect(video.rids.allSatisfy { $0.direction == .recv })
        #expect(Set(video.codecs[0].feedback) == ["nack", "nack pli", "ccm fir", "transport-cc"])
        let opus = try #require(description.media[0].codecs.first { $0.codec.format == .opus })
        // What is sent first: sound with what was lost before it, where the browser can do that.
        #expect(
            description.media[0].codecs.map(\.codec.format) == (name.hasPrefix("chromium") ? [.red, .opus] : [.opus]))
        #expect(opus.codec.parameters["useinbandfec"] == "1" && opus.codec.parameters["stereo"] == "0")
        #expect(opus.codec.parameters["usedtx"] == "0" && opus.feedback == ["transport-cc"])

        let session = answer.session
        #expect(session.setup == .passive && !session.isRemoteICELite)
        #expect(session.media.map(\.kind) == [.audio, .video])
        #expect(session.media[1].rids == ["f", "q"])
        let ids = session.media[1].extensions
        #expect(ids.id(of: .mid) != nil && ids.id(of: .rid) != nil && ids.id(of: .repairedRid) != nil)
        #expect(ids.id(of: .transportSequence) != nil && ids.id(of: .audioLevel) == nil)
        #expect(session.media[0].extensions.id(of: .audioLevel) != nil)
        #expect(session.media[0].localSource == nil)
        let codec = try #require(session.media[1].codecs.first)
        #expect(codec.feedback == .standard && codec.retransmission == video.codecs[1].payloadType)
        #expect(session.media[1].payloadTypes[video.codecs[1].payloadType]?.isRetransmission == true)
    }

    @Test func publishingSourcesThatAreAnnounced() throws {
        let session = try Plans.answer(Plans.publish, CapturedOffers.named("chromium-plain")).session
        let video = try #require(session.media.first { $0.kind == .video })
        #expect(video.remoteSources.count == 1 && video.remoteSources[0].retransmission != nil)
        #expect(video.rids.isEmpty)
    }

    @Test func dataChannelsKeepTheirPlaceRejected() throws {
        let answer = try Plans.answer(Plans.publish, CapturedOffers.named("chromium-plain"))
        #expect(answer.description.media.count == 3)
        let data = answer.description.media[2]
        #expect(data.type == "application" && data.port == 0 && data.formats == ["webrtc-datachannel"])
        #expect(answer.description.bundles == [["0", "1"]])
    }

    @Test("Receiving", arguments: ["chromium-receive", "firefox-receive", "aiortc-receive"])
    func receive(name: String) throws {
        let offer = try SessionDescription(parsing: CapturedOffers.named(name))
        let answer = try Plans.answer(Plans.receive, CapturedOffers.named(name))
        let session = answer.session
        #expect(session.media.count == offer.media.count)
        for (index, media) in session.media.enumerated() {
            let (offered, answered) = (offer.media[index], answer.description.media[index])
            #expect(media.direction == .sendonly && media.mid == offered.mid)
            #expect(media.localSource?.ssrc == Plans.pair(of: index).ssrc)
            #expect(answered.streams.map(\.stream) == ["slot-\(media.slot)"])
            #expect(media.codecs.first?.codec.format == (media.kind == .audio ? .opus : .vp8))
            for codec in media.codecs {
                #expect(offered.codec(codec.payloadType)?.codec.format == codec.codec.format)
                if media.kind == .video { #expect(codec.retransmission != nil) }
            }
            if media.kind == .video {
                #expect(
                    answered.sourceGroups == [
                        SourceGroup(semantics: "FID", ssrcs: [Plans.pair(of: index).ssrc, SSRC(2_000 + UInt32(index))])
                    ])
            }
            #expect(answered.extensions.allSatisfy { offered.extensions.contains($0) })
            #expect(media.extensions.id(of: .rid) == nil && media.extensions.id(of: .mid) != nil)
        }
        #expect(session.media.filter { $0.kind == .audio }.map(\.slot) == Array(0..<2))
    }

    @Test func allFourVideoCodecsForChromium() throws {
        let session = try Plans.answer(Plans.receive, CapturedOffers.named("chromium-receive")).session
        let video = try #require(session.media.last)
        #expect(video.codecs.map(\.codec.format) == [.vp8, .h264, .vp9, .av1])
        #expect(Set(video.codecs.map(\.payloadType)).count == 4)
        let h264 = try #require(video.codecs.first { $0.codec.format == .h264 })
        #expect(h264.codec.packetizationMode == 1 && h264.codec.h264Profile.profile == .constrainedBaseline)
    }

    @Test func preferenceChoosesThePublishedCodec() throws {
        var plan = Plans.publish
        plan.codecs = [.opus, .h264, .vp8]
        let session = try Plans.answer(plan, CapturedOffers.named("chromium-plain")).session
        #expect(session.media[1].codecs.map(\.codec.format) == [.h264])
    }

    @Test func addedSlotsLeaveTheOthersAlone() throws {
        let text = CapturedOffers.named("chromium-receive")
        let before = try Plans.answer(Plans.receive, text)
        var offer = try SessionDescription(parsing: text)
        var added = offer.media[4]
        added.mid = "5"
        offer.media.append(added)
        offer.bundles[0].append("5")
        let after = try Plans.answer(Plans.receive, offer.text)
        #expect(after.session.media.count == 6 && after.session.media[5].slot == 3)
        #expect(Array(after.session.media.prefix(5)) == before.session.media)
        #expect(Array(after.description.media.prefix(5)) == before.description.media)
    }

    @Test func stoppedAndInactiveLines() throws {
        var offer = try SessionDescription(parsing: CapturedOffers.named("chromium-receive"))
        offer.media[2].port = 0
        offer.bundles = [["0", "1", "3", "4"]]
        offer.media[3].direction = .inactive
        let answer = try Plans.answer(Plans.receive, offer.text)
        #expect(answer.description.media[2].port == 0 && answer.description.media[2].mid == "2")
        #expect(answer.description.media[3].direction == .inactive && answer.description.media[3].port == 9)
        #expect(answer.description.media[3].sources.isEmpty)
        #expect(answer.session.media.map(\.slot) == [0, 1, 1, 2])
        #expect(answer.description.bundles == [["0", "1", "3", "4"]])
    }

    @Test func bundleOnlyLinesAreAccepted() throws {
        var offer = try SessionDescription(parsing: CapturedOffers.named("chromium-receive"))
        offer.media[4].port = 0
        offer.media[4].isBundleOnly = true
        #expect(try Plans.answer(Plans.receive, offer.text).description.media[4].port == 9)
    }

    @Test func moreLinesThanAllowedAreRejectedInPlace() throws {
        var plan = Plans.receive
        plan.videoSections = 1
        let answer = try Plans.answer(plan, CapturedOffers.named("chromium-receive"))
        #expect(answer.description.media.map(\.port) == [9, 9, 9, 0, 0])
        #expect(answer.session.media.count == 3)
    }

    @Test func passiveOffererIsConnectedTo() throws {
        let text = CapturedOffers.named("chromium-publish").replacing("a=setup:actpass", with: "a=setup:passive")
        let answer = try Plans.answer(Plans.publish, text)
        #expect(answer.session.setup == .active && answer.description.media[0].transport.setup == .active)
    }

    @Test func refusals() throws {
        let text = CapturedOffers.named("chromium-publish")
        func expect(_ error: NegotiationError, _ text: String) {
            #expect(throws: error) { try Plans.answer(Plans.publish, text) }
        }
        expect(.notBundled, text.replacing("a=group:BUNDLE 0 1\r\n", with: ""))
        expect(.nothingAcceptable, text.replacing("a=rtcp-mux\r\n", with: ""))
        expect(.noCredentials, text.replacing("a=ice-ufrag", with: "a=x-ufrag"))
        expect(.noFingerprint, text.replacing("a=fingerprint", with: "a=x-fingerprint"))
        expect(.nothingAcceptable, Small.text.replacing("VP8", with: "theora"))
    }

    @Test func layersNeedTheirExtension() throws {
        let text = CapturedOffers.named("chromium-publish")
            .replacing("urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id", with: "urn:x")
        let answer = try Plans.answer(Plans.publish, text)
        #expect(answer.session.media[1].rids.isEmpty && answer.description.media[1].simulcast == nil)
    }
}

@Suite("What the answer asks of a sender's sound")
struct SoundGradeTests {
    /// A captured offer with more said of Opus, as the page writes it.
    private func opus(_ name: String, _ said: String, nack: Bool = false) throws -> CodecDescription {
        var offer = try SessionDescription(parsing: CapturedOffers.named(name))
        let index = try #require(offer.media[0].codecs.firstIndex { $0.codec.format == .opus })
        let text = offer.media[0].codecs[index].codec.parameters.text
        offer.media[0].codecs[index].codec.parameters = FormatParameters(text: said.isEmpty ? text : "\(text);\(said)")
        if nack { offer.media[0].codecs[index].feedback.append("nack") }
        let answer = try Plans.answer(Plans.publish, offer.text)
        return try #require(answer.description.media[0].codecs.first { $0.codec.format == .opus })
    }

    @Test("As captured: one channel, the encoder's own rate", arguments: ["chromium-publish", "firefox-publish"])
    func voice(name: String) throws {
        let parameters = try opus(name, "").codec.parameters
        #expect(parameters == ["minptime": "10", "useinbandfec": "1", "stereo": "0", "usedtx": "0"])
        #expect(try opus(name, "maxaveragebitrate=64000").codec.parameters == parameters)
    }

    @Test("One channel of a conference microphone", arguments: ["chromium-publish", "firefox-publish"])
    func fullBand(name: String) throws {
        let parameters = try opus(name, "maxaveragebitrate=96000").codec.parameters
        #expect(
            parameters == [
                "minptime": "10", "useinbandfec": "1", "stereo": "0", "usedtx": "0", "maxaveragebitrate": "96000",
            ])
        // More than that brings nothing.
        #expect(try opus(name, "maxaveragebitrate=510000").codec.parameters == parameters)
    }

    @Test("Two channels", arguments: ["chromium-publish", "firefox-publish"])
    func stereo(name: String) throws {
        let parameters = try opus(name, "maxaveragebitrate=128000;sprop-stereo=1").codec.parameters
        #expect(
            parameters == [
                "minptime": "10", "useinbandfec": "1", "stereo": "1", "usedtx": "0", "maxaveragebitrate": "128000",
            ])
    }

    /// Firefox's offers have `stereo=1` for what it receives: that is no promise to send two channels.
    @Test func whatASenderWouldReceiveIsNoMatter() throws {
        #expect(CapturedOffers.named("firefox-publish").contains("stereo=1"))
        #expect(try opus("firefox-publish", "").codec.parameters["stereo"] == "0")
    }

    @Test("Lost sound is asked for where the offer says so", arguments: ["chromium-publish", "firefox-publish"])
    func nack(name: String) throws {
        #expect(try opus(name, "").feedback.contains("nack") == false)
        #expect(try opus(name, "", nack: true).feedback.contains("nack"))
    }

    @Test func receiversOfSoundMayAskWithoutRTX() throws {
        let text = CapturedOffers.named("chromium-receive")
            .replacing("a=rtcp-fb:111 transport-cc\r\n", with: "a=rtcp-fb:111 transport-cc\r\na=rtcp-fb:111 nack\r\n")
        let session = try Plans.answer(Plans.receive, text).session
        #expect(session.media[0].feedback.contains(.nack) && session.media[0].codecs[0].retransmission == nil)
    }
}

@Suite("Our own offers")
struct OfferTests {
    let publisher = OfferPlan(
        sections: [.send(.audio, SourcePair(ssrc: SSRC(7))), .sendLayers(["f", "q"])], cname: "vn")
    let receiver = OfferPlan(
        sections: [.receive(.audio), .receive(.audio), .receive(.video), .receive(.video)], cname: "vn")

    func negotiate(_ plan: OfferPlan, _ answerer: AnswerPlan) throws -> (
        client: NegotiatedSession, server: NegotiatedSession
    ) {
        let offer = plan.offer(
            session: Plans.origin, usernameFragment: "clie", password: "clientclientclientclient",
            fingerprint: Fingerprint(hash: "sha-256", value: "CC:DD"), candidates: [])
        let answer = try Plans.answer(answerer, offer.text)
        let client = try plan.session(offer: offer, answer: SessionDescription(parsing: answer.description.text))
        return (client, answer.session)
    }

    @Test func bothSidesOfPublishingAgree() throws {
        let (client, server) = try negotiate(publisher, Plans.publish)
        #expect(client.setup == .active && server.setup == .passive)
        #expect(client.isRemoteICELite && client.remoteCandidates == Plans.local.candidates)
        #expect(client.remote.usernameFragment == "serv" && server.remote.usernameFragment == "clie")
        #expect(client.media.map(\.direction) == server.media.map(\.direction.reversed))
        #expect(client.media.map(\.rids) == [[], ["f", "q"]] && server.media.map(\.rids) == [[], ["f", "q"]])
        #expect(client.media.map(\.codecs) == server.media.map(\.codecs))
        #expect(client.media.map(\.extensions) == server.media.map(\.extensions))
        #expect(server.media[0].remoteSources == [SourcePair(ssrc: SSRC(7))])
    }

    @Test func bothSidesOfReceivingAgree() throws {
        let (client, server) = try negotiate(receiver, Plans.receive)
        #expect(client.media.map(\.direction) == [.recvonly, .recvonly, .recvonly, .recvonly])
        #expect(client.media.map { $0.remoteSources.first?.ssrc } == server.media.map { $0.localSource?.ssrc })
        #expect(client.media[2].remoteSources.first?.retransmission == SSRC(2_002))
        #expect(client.media.map(\.slot) == [0, 1, 0, 1])
        #expect(client.media[3].stream?.stream == "slot-1")
    }

    @Test func anAnswerToAnotherOfferIsRefused() throws {
        let offer = receiver.offer(
            session: Plans.origin, usernameFragment: "clie", password: "clientclientclientclient",
            fingerprint: Fingerprint(hash: "sha-256", value: "CC:DD"), candidates: [])
        let answer = try Plans.answer(Plans.publish, CapturedOffers.named("chromium-publish"))
        #expect(throws: NegotiationError.mismatchedAnswer) {
            try receiver.session(offer: offer, answer: answer.description)
        }
    }
}

@Suite("Trickle fragments")
struct TrickleFragmentTests {
    static let text = """
        a=ice-ufrag:EsAw
        a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
        m=audio 9 RTP/AVP 0
        a=mid:0
        a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag EsAw network-id 1
        a=candidate:3471623853 1 udp 2122194687 198.51.100.2 61765 typ host generation 0 ufrag EsAw network-id 2
        a=end-of-candidates

        """

    @Test func readsTheExampleOfWHIP() throws {
        let fragment = try TrickleFragment(parsing: Self.text)
        #expect(fragment.usernameFragment == "EsAw" && fragment.password == "P2uYro0UCOQ4zxjKXaWCBui1")
        #expect(fragment.sections.count == 1)
        #expect(fragment.sections[0].mid == "0" && fragment.sections[0].candidates.count == 2)
        #expect(fragment.sections[0].hasEndOfCandidates)
        #expect(try TrickleFragment(parsing: fragment.text) == fragment)
    }

    @Test func candidatesNeedAnMLine() {
        #expect(throws: SDPError(line: 1, reason: .missing("a=mid"))) {
            try TrickleFragment(parsing: "a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n")
        }
    }
}
