import RTP

extension SessionDescription {
    /// The description as text, lines ending with CR LF, in the order of RFC 8866 section 5 and RFC 8829 section 5.2.
    public var text: String {
        var writer = SDPWriter()
        writer.line("v=0")
        writer.line(
            "o=\(origin.username) \(origin.sessionID) \(origin.version) \(origin.address)")
        writer.line("s=\(name)")
        writer.line("t=0 0")
        for bundle in bundles { writer.attribute("group", (["BUNDLE"] + bundle).joined(separator: " ")) }
        if isICELite { writer.attribute("ice-lite") }
        if allowsMixedExtensions { writer.attribute("extmap-allow-mixed") }
        writer.transport(transport)
        for other in otherAttributes { writer.attribute(other) }
        for section in media { writer.section(section) }
        return writer.text
    }
}

struct SDPWriter {
    private(set) var text = ""

    mutating func line(_ line: String) {
        text += line
        text += "\r\n"
    }

    mutating func attribute(_ name: String, _ value: String? = nil) {
        line(value.map { "a=\(name):\($0)" } ?? "a=\(name)")
    }

    mutating func transport(_ transport: TransportDescription) {
        if let fragment = transport.usernameFragment { attribute("ice-ufrag", fragment) }
        if let password = transport.password { attribute("ice-pwd", password) }
        if !transport.iceOptions.isEmpty { attribute("ice-options", transport.iceOptions.joined(separator: " ")) }
        for fingerprint in transport.fingerprints {
            attribute("fingerprint", "\(fingerprint.hash) \(fingerprint.value)")
        }
        if let setup = transport.setup { attribute("setup", setup.rawValue) }
    }

    mutating func section(_ section: MediaSection) {
        line("m=\(section.type) \(section.port) \(section.transportProtocol) \(section.formats.joined(separator: " "))")
        line("c=IN IP4 0.0.0.0")
        if let mid = section.mid { attribute("mid", mid) }
        if section.isBundleOnly { attribute("bundle-only") }
        transport(section.transport)
        for candidate in section.candidates { attribute(candidate) }
        if section.hasEndOfCandidates { attribute("end-of-candidates") }
        for mapping in section.extensions { attribute("extmap", mapping.text) }
        attribute(section.direction.rawValue)
        for stream in section.streams {
            attribute("msid", stream.track.map { "\(stream.stream) \($0)" } ?? stream.stream)
        }
        if section.hasRTCPMux { attribute("rtcp-mux") }
        if section.hasReducedSizeRTCP { attribute("rtcp-rsize") }
        for codec in section.codecs { self.codec(codec) }
        for rid in section.rids { attribute("rid", rid.text) }
        if let simulcast = section.simulcast { attribute("simulcast", simulcast.text) }
        for group in section.sourceGroups {
            attribute("ssrc-group", ([group.semantics] + group.ssrcs.map { "\($0.rawValue)" }).joined(separator: " "))
        }
        for source in section.sources { self.source(source) }
        for other in section.otherAttributes { attribute(other) }
    }

    private mutating func codec(_ description: CodecDescription) {
        let (type, codec) = (description.payloadType.rawValue, description.codec)
        let channels = codec.channels > 1 ? "/\(codec.channels)" : ""
        attribute("rtpmap", "\(type) \(codec.name)/\(codec.clockRate)\(channels)")
        for feedback in description.feedback { attribute("rtcp-fb", "\(type) \(feedback)") }
        if !codec.parameters.isEmpty { attribute("fmtp", "\(type) \(codec.parameters.text)") }
    }

    private mutating func source(_ source: AnnouncedSource) {
        guard !source.attributes.isEmpty else { return attribute("ssrc", "\(source.ssrc.rawValue)") }
        for attribute in source.attributes {
            self.attribute(
                "ssrc",
                "\(source.ssrc.rawValue) \(attribute.value.map { "\(attribute.name):\($0)" } ?? attribute.name)")
        }
    }
}
