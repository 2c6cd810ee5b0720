public import RTP

/// How the server answers offers: ICE-lite, one bundle, RTCP on the same port, DTLS passive.
///
/// Two cases: `publish` takes what the other side sends (their sendonly or sendrecv m-lines become recvonly here),
/// `receive` fills their recvonly m-lines, each with one stream of constant SSRC. What cannot be accepted keeps its
/// place with port 0 (RFC 9429 section 5.3.1). The plan is a value and keeps nothing between offers: a renegotiated
/// offer is answered the same way, and as long as `source` gives the same SSRC for the same m-line, nothing changes for
/// the streams that go on.
public struct AnswerPlan: Hashable, Sendable {
    public enum Purpose: Hashable, Sendable { case publish, receive }

    /// The server's end of the transport.
    public struct Local: Hashable, Sendable {
        public var usernameFragment: String
        public var password: String
        public var fingerprint: Fingerprint
        /// Lines from `candidate:` on, best first; all there are.
        public var candidates: [String]

        public init(usernameFragment: String, password: String, fingerprint: Fingerprint, candidates: [String]) {
            self.usernameFragment = usernameFragment
            self.password = password
            self.fingerprint = fingerprint
            self.candidates = candidates
        }
    }

    public struct Answer: Hashable, Sendable {
        public var description: SessionDescription
        public var session: NegotiatedSession
    }

    public var purpose: Purpose
    public var local: Local
    /// What is accepted, best first. When publishing only the first that fits is taken, so that a sender does not
    /// change in the middle; when receiving all that fit, since what comes into a slot may have any of them.
    public var codecs = Codec.forwarded
    public var feedback = FeedbackSet.standard
    /// How many m-lines of each kind may be in use.
    public var audioSections: Int
    public var videoSections: Int
    /// How many simulcast layers are taken.
    public var layers = 3

    public init(_ purpose: Purpose, local: Local) {
        self.purpose = purpose
        self.local = local
        (audioSections, videoSections) = purpose == .publish ? (1, 1) : (32, 64)
    }

    /// Answers an offer.
    ///
    /// - Parameters:
    ///   - session: `o=` of the answer: the same id for a connection's whole life, its version one more each time.
    ///   - source: the SSRCs for the m-line at an index, asked only when receiving.
    public func answer(
        _ offer: SessionDescription, session origin: SessionDescription.Origin,
        source: (_ index: Int, _ kind: MediaKind) -> SourcePair
    ) throws(NegotiationError) -> Answer {
        let bundle = try bundle(of: offer)
        var slots: [MediaKind: Int] = [:]
        var used: [MediaKind: Int] = [:]
        var media: [NegotiatedMedia] = []
        var sections: [MediaSection] = []
        for (index, offered) in offer.media.enumerated() {
            let slot = offered.kind.map { slots[$0, default: 0] } ?? 0
            if let kind = offered.kind { slots[kind] = slot + 1 }
            guard let kind = offered.kind, let mid = offered.mid, !offered.isStopped, offered.hasRTCPMux,
                offered.transportProtocol == "UDP/TLS/RTP/SAVPF", bundle?.contains(mid) ?? true,
                used[kind, default: 0] < (kind == .audio ? audioSections : videoSections)
            else {
                sections.append(Self.rejection(of: offered))
                continue
            }
            var section = MediaSection(type: offered.type, transportProtocol: offered.transportProtocol)
            section.mid = mid
            section.codecs = accepted(offered, kind)
            guard !section.codecs.isEmpty else {
                sections.append(Self.rejection(of: offered))
                continue
            }
            used[kind, default: 0] += 1
            section.formats = section.codecs.map { "\($0.payloadType.rawValue)" }
            complete(&section, from: offered, kind: kind, offer: offer)
            if section.direction.sends { announce(source(index, kind), in: &section, slot: slot, kind: kind) }
            media.append(negotiated(section, offered, index: index, slot: slot, kind: kind))
            sections.append(section)
        }
        guard !media.isEmpty else { throw .nothingAcceptable }
        let remote = try offer.bundledTransport(of: media.map { offer.media[$0.index] })
        let setup: SetupRole = remote.setup == .passive ? .active : .passive
        return Answer(
            description: description(origin, offer: offer, sections: sections, media: media, setup: setup),
            session: NegotiatedSession(
                media: media, remote: remote, setup: setup,
                remoteCandidates: offer.candidates, isRemoteICELite: offer.isICELite,
                allowsMixedExtensions: offer.allowsMixedExtensions))
    }

    /// The mids of the bundle, or nil where a single m-line needs none.
    private func bundle(of offer: SessionDescription) throws(NegotiationError) -> Set<String>? {
        if let bundle = offer.bundles.first { return Set(bundle) }
        guard offer.media.count(where: { !$0.isStopped }) <= 1 else { throw .notBundled }
        return nil
    }

    private static func rejection(of offered: MediaSection) -> MediaSection {
        var section = MediaSection(
            type: offered.type, port: 0, transportProtocol: offered.transportProtocol, formats: offered.formats)
        section.mid = offered.mid
        section.direction = .inactive
        return section
    }

    // MARK: One m-line

    private func accepted(_ offered: MediaSection, _ kind: MediaKind) -> [CodecDescription] {
        var accepted: [CodecDescription] = []
        for codec in codecs where codec.format?.kind == kind {
            guard let match = match(codec, in: offered),
                !accepted.contains(where: { $0.payloadType == match.payloadType })
            else { continue }
            var description = match
            if purpose == .publish, codec.format == .opus {
                description.codec.parameters = SoundGrade(match.codec.parameters).parameters
            }
            let repair = offered.retransmission(of: match.payloadType)
            var feedback = FeedbackSet(lines: match.feedback).intersection(feedback).applicable(to: kind)
            // Pictures that we send are repaired by RTX alone. Sound, for which browsers have no RTX, goes out again as it was.
            if purpose == .receive, kind == .video, repair == nil { feedback.remove(.nack) }
            description.feedback = feedback.lines
            accepted.append(description)
            if let repair {
                accepted.append(CodecDescription(payloadType: repair.payloadType, codec: repair.codec))
            }
            if purpose == .publish { break }
        }
        if let red = redundancy(of: accepted, in: offered) {
            // What comes first is what a browser sends: with what was lost before it.
            accepted.insert(red, at: purpose == .publish ? 0 : accepted.endIndex)
        }
        return accepted
    }

    /// The redundant form of the sound that was accepted (RFC 2198), if it is offered.
    private func redundancy(of accepted: [CodecDescription], in offered: MediaSection) -> CodecDescription? {
        let opus = accepted.first { $0.codec.format == .opus }
        return offered.codecs.first { $0.codec.repeatedPayloadType == opus?.payloadType && $0.codec.format == .red }
            .map { CodecDescription(payloadType: $0.payloadType, codec: $0.codec) }
    }

    /// The payload type whose stream we can take (publish), or under which we may send this codec (receive).
    private func match(_ codec: Codec, in offered: MediaSection) -> CodecDescription? {
        let equal = offered.codecs.first { codec.decodes($0.codec) && $0.codec.decodes(codec) }
        return equal
            ?? offered.codecs.first {
                purpose == .publish ? codec.decodes($0.codec) : $0.codec.decodes(codec)
            }
    }

    private func complete(
        _ section: inout MediaSection, from offered: MediaSection, kind: MediaKind, offer: SessionDescription
    ) {
        section.direction =
            switch purpose {
            case .publish: MediaDirection(sends: false, receives: offered.direction.sends)
            case .receive: MediaDirection(sends: offered.direction.receives, receives: false)
            }
        section.hasRTCPMux = true
        section.hasReducedSizeRTCP = offered.hasReducedSizeRTCP
        var taken: Set<UInt16> = []
        section.extensions = offered.extensions.compactMap { mapping in
            // An id that stands for two things is taken for the first.
            guard taken.insert(mapping.id).inserted, let name = HeaderExtension(uri: mapping.uri),
                name.applies(to: kind),
                (1...14).contains(mapping.id),
                purpose == .publish ? mapping.direction?.sends != false : mapping.direction?.receives != false,
                purpose == .publish || (name != .rid && name != .repairedRid)
            else { return nil }
            return ExtensionMapping(id: mapping.id, direction: mapping.direction?.reversed, uri: mapping.uri)
        }
        if purpose == .publish, kind == .video, section.extensionMap.id(of: .rid) != nil,
            let simulcast = offered.simulcast
        {
            var named: Set<String> = []
            let layers = simulcast.send.compactMap(\.first).map(\.rid)
                .filter { rid in offered.rids.contains { $0.id == rid && $0.direction == .send } }
                .filter { named.insert($0).inserted }  // A layer that is offered twice is one layer.
                .prefix(layers)
            if !layers.isEmpty {
                section.rids = layers.map { RestrictionID(id: $0, direction: .recv) }
                section.simulcast = Simulcast(receive: layers.map { [.init(rid: $0)] })
            }
        }
    }

    /// Both m-lines of a slot belong to one media stream, so that a browser keeps lips and sound together.
    private func announce(_ pair: SourcePair, in section: inout MediaSection, slot: Int, kind: MediaKind) {
        let stream = "slot-\(slot)"
        section.streams = [StreamID(stream: stream, track: "\(kind.rawValue)-\(slot)")]
        let hasRetransmission = section.codecs.contains { $0.codec.format == .rtx }
        let ssrcs = [pair.ssrc] + (hasRetransmission ? [pair.retransmission].compactMap(\.self) : [])
        if ssrcs.count == 2 { section.sourceGroups = [SourceGroup(semantics: "FID", ssrcs: ssrcs)] }
        section.sources = ssrcs.map { AnnouncedSource(ssrc: $0, attributes: [.init("cname", stream)]) }
    }

    private func negotiated(
        _ section: MediaSection, _ offered: MediaSection, index: Int, slot: Int, kind: MediaKind
    ) -> NegotiatedMedia {
        NegotiatedMedia(
            index: index, slot: slot, mid: section.mid ?? "", kind: kind, direction: section.direction,
            codecs: section.negotiatedCodecs(feedback: feedback), extensions: section.extensionMap,
            localSource: section.sourcePairs.first, remoteSources: offered.sourcePairs,
            rids: section.rids.map(\.id), stream: section.streams.first ?? offered.streams.first)
    }

    // MARK: The whole

    private func description(
        _ origin: SessionDescription.Origin, offer: SessionDescription, sections: [MediaSection],
        media: [NegotiatedMedia], setup: SetupRole
    ) -> SessionDescription {
        var answer = SessionDescription(origin: origin)
        answer.isICELite = true
        answer.allowsMixedExtensions = offer.allowsMixedExtensions
        if !offer.bundles.isEmpty { answer.bundles = [media.map(\.mid)] }
        answer.media = sections
        // Every m-line repeats the transport attributes and the candidates. RFC 9143 asks for the first one only, and
        // its endpoints ignore the rest; but some read those of the last (aiortc 1.16) and find no way to us otherwise.
        for accepted in media {
            answer.media[accepted.index].transport = TransportDescription(
                usernameFragment: local.usernameFragment, password: local.password, iceOptions: ["trickle"],
                fingerprints: [local.fingerprint], setup: setup)
            answer.media[accepted.index].candidates = local.candidates
            answer.media[accepted.index].hasEndOfCandidates = true
        }
        return answer
    }
}
