public import RTP

/// Offers of a client of our own: Opus and VP8 or other codecs, one bundle, and m-lines to send on or to receive on.
public struct OfferPlan: Hashable, Sendable {
    public enum Section: Hashable, Sendable {
        /// Sends one stream; `pair` is announced.
        case send(MediaKind, SourcePair)
        /// Sends one picture stream per rid, largest first (RFC 8853); SSRCs are found by the rid extension.
        case sendLayers([String])
        case receive(MediaKind)

        var kind: MediaKind {
            switch self {
            case .send(let kind, _), .receive(let kind): kind
            case .sendLayers: .video
            }
        }

        var direction: MediaDirection {
            switch self {
            case .send, .sendLayers: .sendonly
            case .receive: .recvonly
            }
        }
    }

    /// In the order of the m-lines; the mid is the position. Sections may be added at the end between offers.
    public var sections: [Section]
    /// Preferred first; at most 7.
    public var videoCodecs = [Codec.vp8]
    public var feedback = FeedbackSet.standard
    /// Whether sound may carry older packets besides its own (RFC 2198).
    public var takesRedundancy = false
    /// Whether sound that was lost is asked for, and sent again.
    public var repairsSound = true
    /// Names the sender's clock in SDES and `a=ssrc` lines.
    public var cname: String

    public init(sections: [Section], cname: String) {
        self.sections = sections
        self.cname = cname
    }

    static let opus = CodecDescription(payloadType: 111, codec: .opus)
    static let red = CodecDescription(payloadType: 63, codec: .red(of: 111))

    /// Each picture format and its retransmissions: payload types from 96 on, in pairs.
    private var videoDescriptions: [CodecDescription] {
        videoCodecs.prefix(7).enumerated().flatMap { index, codec in
            let media = PayloadType(lowBits: UInt8(96 + 2 * index))
            let repair = PayloadType(lowBits: media.rawValue + 1)
            return [
                CodecDescription(payloadType: media, codec: codec, feedback: feedback.applicable(to: .video).lines),
                CodecDescription(payloadType: repair, codec: .rtx(for: media)),
            ]
        }
    }

    private static let extensionIDs: [(HeaderExtension, UInt16)] = [
        (.audioLevel, 1), (.absoluteSendTime, 2), (.transportSequence, 3), (.mid, 4), (.rid, 10), (.repairedRid, 11),
    ]

    public func offer(
        session origin: SessionDescription.Origin, usernameFragment: String, password: String,
        fingerprint: Fingerprint, candidates: [String]
    ) -> SessionDescription {
        var description = SessionDescription(origin: origin)
        description.bundles = [sections.indices.map(String.init)]
        description.allowsMixedExtensions = true
        let transport = TransportDescription(
            usernameFragment: usernameFragment, password: password, iceOptions: ["trickle"],
            fingerprints: [fingerprint], setup: .actpass)
        description.media = sections.enumerated().map { index, wanted in
            var section = section(wanted)
            section.mid = "\(index)"
            section.transport = transport
            if index == 0 {
                section.candidates = candidates
                section.hasEndOfCandidates = true
            }
            return section
        }
        return description
    }

    private func section(_ wanted: Section) -> MediaSection {
        var section = MediaSection(type: wanted.kind.rawValue)
        section.direction = wanted.direction
        section.hasRTCPMux = true
        section.hasReducedSizeRTCP = true
        switch wanted.kind {
        case .audio:
            section.codecs = [Self.opus]
            let feedback = repairsSound ? feedback : feedback.subtracting(.nack)
            section.codecs[0].feedback = feedback.applicable(to: .audio).lines
            if takesRedundancy { section.codecs.append(Self.red) }
        case .video:
            section.codecs = videoDescriptions
        }
        section.formats = section.codecs.map { "\($0.payloadType.rawValue)" }
        let hasLayers = if case .sendLayers = wanted { true } else { false }
        section.extensions = Self.extensionIDs.compactMap { name, id in
            let isForLayers = name == .rid || name == .repairedRid
            guard name.applies(to: wanted.kind), !isForLayers || hasLayers,
                name != .transportSequence || feedback.contains(.transportWide)
            else { return nil }
            return ExtensionMapping(id: id, uri: name.uri)
        }
        switch wanted {
        case .receive: break
        case .sendLayers(let rids):
            section.streams = [StreamID(stream: cname, track: "video")]
            section.rids = rids.map { RestrictionID(id: $0, direction: .send) }
            section.simulcast = Simulcast(send: rids.map { [.init(rid: $0)] })
        case .send(let kind, let pair):
            section.streams = [StreamID(stream: cname, track: kind.rawValue)]
            let ssrcs = [pair.ssrc] + [pair.retransmission].compactMap(\.self)
            if ssrcs.count == 2 { section.sourceGroups = [SourceGroup(semantics: "FID", ssrcs: ssrcs)] }
            section.sources = ssrcs.map { AnnouncedSource(ssrc: $0, attributes: [.init("cname", cname)]) }
        }
        return section
    }

    /// Reads the answer to `offer`: what was accepted, and how the other side is reached.
    public func session(
        offer: SessionDescription, answer: SessionDescription
    ) throws(NegotiationError) -> NegotiatedSession {
        guard answer.media.count == offer.media.count else { throw .mismatchedAnswer }
        var media: [NegotiatedMedia] = []
        var slots: [MediaKind: Int] = [:]
        for (index, (offered, answered)) in zip(offer.media, answer.media).enumerated() {
            guard offered.type == answered.type, let kind = offered.kind, let mid = offered.mid,
                answered.mid == nil || answered.mid == mid
            else { throw .mismatchedAnswer }
            let slot = slots[kind, default: 0]
            slots[kind] = slot + 1
            let codecs = answered.negotiatedCodecs(feedback: feedback)
                .filter { offered.codec($0.payloadType) != nil }
            guard answered.port != 0, !codecs.isEmpty else { continue }
            let direction = MediaDirection(
                sends: offered.direction.sends && answered.direction.receives,
                receives: offered.direction.receives && answered.direction.sends)
            media.append(
                NegotiatedMedia(
                    index: index, slot: slot, mid: mid, kind: kind, direction: direction, codecs: codecs,
                    extensions: answered.extensionMap, localSource: offered.sourcePairs.first,
                    remoteSources: answered.sourcePairs,
                    rids: answered.simulcast?.receive.compactMap(\.first).map(\.rid) ?? [],
                    stream: answered.streams.first))
        }
        guard !media.isEmpty else { throw .nothingAcceptable }
        return NegotiatedSession(
            media: media, remote: try answer.bundledTransport(of: media.map { answer.media[$0.index] }),
            setup: answer.transport(of: answer.media[media[0].index]).setup == .active ? .passive : .active,
            remoteCandidates: answer.candidates, isRemoteICELite: answer.isICELite,
            allowsMixedExtensions: answer.allowsMixedExtensions)
    }
}
