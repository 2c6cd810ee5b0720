import RTP

/// Folds the lines of one m-line. Codecs are put together at the end, since `rtpmap`, `fmtp` and `rtcp-fb` may come in
/// any order.
struct MediaSectionParser {
    private let limits: SDPLimits
    private var section: MediaSection
    private let line: SDPLine
    private var payloadTypes: [PayloadType] = []
    private var codecs: [PayloadType: CodecDescription] = [:]
    private var parameters: [PayloadType: FormatParameters] = [:]
    private var feedback: [PayloadType: [String]] = [:]
    private var feedbackForAll: [String] = []
    private var sourceIndex: [SSRC: Int] = [:]

    init(_ line: SDPLine, direction: MediaDirection, limits: SDPLimits) throws(SDPError) {
        let fields = line.value.fields
        guard fields.count >= 4, let port = UInt16(fields[1]) else { throw line.error(.malformed("m=")) }
        let formats = fields[3...].map { String($0) }
        guard formats.count <= limits.payloadTypes else { throw line.error(.tooMany("formats")) }
        section = MediaSection(
            type: String(fields[0]), port: port, transportProtocol: String(fields[2]), formats: formats)
        section.direction = direction
        if section.transportProtocol.hasSuffix("RTP/SAVPF") || section.transportProtocol.hasSuffix("RTP/AVPF")
            || section.transportProtocol.hasSuffix("RTP/SAVP") || section.transportProtocol.hasSuffix("RTP/AVP")
        {
            for format in formats {
                guard let type = PayloadType(format) else { throw line.error(.malformed("payload type")) }
                guard !payloadTypes.contains(type) else { throw line.error(.repeated("payload type")) }
                payloadTypes.append(type)
            }
        }
        self.limits = limits
        self.line = line
    }

    mutating func take(_ line: SDPLine) throws(SDPError) {
        guard line.type == UInt8(ascii: "a") else { return }  // c=, b=, i= have no meaning here
        if try section.transport.take(line, limits: limits) { return }
        if try takeFormatAttribute(line) { return }
        if try takeStreamAttribute(line) { return }
        let (name, value) = line.attribute
        switch name {
        case "mid":
            guard (1...64).contains(value.utf8.count), !value.utf8.contains(0x20) else {
                throw line.error(.malformed("mid"))
            }
            guard section.mid == nil else { throw line.error(.repeated("mid")) }
            section.mid = String(value)
        case "bundle-only": section.isBundleOnly = true
        case "rtcp-mux": section.hasRTCPMux = true
        case "rtcp-rsize": section.hasReducedSizeRTCP = true
        case "candidate":
            guard section.candidates.count < limits.candidates else { throw line.error(.tooMany("candidates")) }
            section.candidates.append(String(line.value))
        case "end-of-candidates": section.hasEndOfCandidates = true
        case "extmap":
            guard let mapping = ExtensionMapping(text: value) else { throw line.error(.malformed("extmap")) }
            guard section.extensions.count < limits.extensions else { throw line.error(.tooMany("extensions")) }
            section.extensions.append(mapping)
        default:
            if let direction = MediaDirection(rawValue: String(line.value)) {
                section.direction = direction
                return
            }
            guard section.otherAttributes.count < limits.otherAttributes else {
                throw line.error(.tooMany("attributes"))
            }
            section.otherAttributes.append(String(line.value))
        }
    }

    // MARK: Formats

    private mutating func takeFormatAttribute(_ line: SDPLine) throws(SDPError) -> Bool {
        guard !payloadTypes.isEmpty else { return false }
        let (name, value) = line.attribute
        switch name {
        case "rtpmap":
            let (type, rest) = try payloadType(value, line)
            let fields = rest.trimmed.split(at: UInt8(ascii: "/"))
            guard (2...3).contains(fields.count), !fields[0].isEmpty, let clockRate = UInt32(fields[1]), clockRate > 0,
                let channels = fields.count == 3 ? UInt8(fields[2]) : 1
            else { throw line.error(.malformed("rtpmap")) }
            guard codecs.count < limits.payloadTypes else { throw line.error(.tooMany("rtpmap")) }
            codecs[type] = CodecDescription(
                payloadType: type, codec: Codec(name: String(fields[0]), clockRate: clockRate, channels: channels))
        case "fmtp":
            let (type, rest) = try payloadType(value, line)
            parameters[type] = FormatParameters(text: rest)
        case "rtcp-fb":
            if let (star, rest) = value.cut(at: 0x20), star == "*" {
                guard feedbackForAll.count < limits.feedbackPerCodec else { throw line.error(.tooMany("rtcp-fb")) }
                feedbackForAll.append(String(rest.trimmed))
            } else {
                let (type, rest) = try payloadType(value, line)
                guard feedback[type, default: []].count < limits.feedbackPerCodec else {
                    throw line.error(.tooMany("rtcp-fb"))
                }
                feedback[type, default: []].append(String(rest.trimmed))
            }
        default:
            return false
        }
        return true
    }

    private func payloadType(_ value: Substring, _ line: SDPLine) throws(SDPError) -> (PayloadType, Substring) {
        guard let (number, rest) = value.cut(at: 0x20), let type = PayloadType(number) else {
            throw line.error(.malformed("payload type"))
        }
        return (type, rest)
    }

    // MARK: Streams

    private mutating func takeStreamAttribute(_ line: SDPLine) throws(SDPError) -> Bool {
        let (name, value) = line.attribute
        switch name {
        case "rid":
            guard let rid = RestrictionID(text: value) else { throw line.error(.malformed("rid")) }
            guard section.rids.count < limits.rids else { throw line.error(.tooMany("rids")) }
            guard !section.rids.contains(where: { $0.id == rid.id }) else { throw line.error(.repeated("rid")) }
            section.rids.append(rid)
        case "simulcast":
            guard section.simulcast == nil else { throw line.error(.repeated("simulcast")) }
            guard let simulcast = Simulcast(text: value), simulcast.streamCount <= limits.rids else {
                throw line.error(.malformed("simulcast"))
            }
            section.simulcast = simulcast
        case "msid":
            let fields = value.fields
            guard (1...2).contains(fields.count) else { throw line.error(.malformed("msid")) }
            guard section.streams.count < 16 else { throw line.error(.tooMany("msid")) }
            section.streams.append(
                StreamID(stream: String(fields[0]), track: fields.count == 2 ? String(fields[1]) : nil))
        case "ssrc":
            try takeSource(value, line)
        case "ssrc-group":
            let fields = value.fields
            let ssrcs = fields.dropFirst().compactMap { UInt32($0).map { SSRC($0) } }
            guard let semantics = fields.first, ssrcs.count == fields.count - 1, ssrcs.count <= 16 else {
                throw line.error(.malformed("ssrc-group"))
            }
            guard section.sourceGroups.count < limits.synchronizationSources else {
                throw line.error(.tooMany("ssrc-group"))
            }
            section.sourceGroups.append(SourceGroup(semantics: String(semantics), ssrcs: ssrcs))
        default:
            return false
        }
        return true
    }

    private mutating func takeSource(_ value: Substring, _ line: SDPLine) throws(SDPError) {
        let (number, rest) = value.cut(at: 0x20) ?? (value, "")
        guard let ssrc = UInt32(number).map({ SSRC($0) }) else { throw line.error(.malformed("ssrc")) }
        let index: Int
        if let known = sourceIndex[ssrc] {
            index = known
        } else {
            index = section.sources.count
            guard index < limits.synchronizationSources else { throw line.error(.tooMany("ssrc")) }
            sourceIndex[ssrc] = index
            section.sources.append(AnnouncedSource(ssrc: ssrc))
        }
        guard !rest.isEmpty else { return }
        guard section.sources[index].attributes.count < 8 else { throw line.error(.tooMany("ssrc")) }
        if let (name, text) = rest.cut(at: UInt8(ascii: ":")) {
            section.sources[index].attributes.append(.init(String(name), String(text)))
        } else {
            section.sources[index].attributes.append(.init(String(rest), nil))
        }
    }

    // MARK: End

    func finish() throws(SDPError) -> MediaSection {
        var section = section
        if section.isBundleOnly, section.port != 0 { section.isBundleOnly = false }
        section.codecs = payloadTypes.compactMap { type in
            guard var description = codecs[type] else { return nil }
            if let parameters = parameters[type] { description.codec.parameters = parameters }
            description.feedback = feedback[type, default: []] + feedbackForAll
            return description
        }
        return section
    }
}

extension PayloadType {
    fileprivate init?(_ text: some StringProtocol) {
        guard let number = UInt8(text), let type = PayloadType(rawValue: number) else { return nil }
        self = type
    }
}
