extension SessionDescription {
    /// Reads a description (RFC 8866 section 9); lines may end with CR LF or LF.
    ///
    /// Unknown attributes are kept as they are; known ones must follow their grammar.
    public init(parsing text: some StringProtocol, limits: SDPLimits = SDPLimits()) throws(SDPError) {
        var parser = SessionDescriptionParser(limits: limits)
        for line in try SDPLine.lines(of: Substring(text), limits: limits) { try parser.take(line) }
        self = try parser.finish()
    }
}

/// Folds lines into a description: everything before the first m-line is the session's, the rest its m-line's.
struct SessionDescriptionParser {
    private let limits: SDPLimits
    private var description = SessionDescription(origin: .init(sessionID: 0, version: 0))
    private var section: MediaSectionParser?
    private var seen: Set<UInt8> = []
    private var mids: Set<String> = []
    /// For m-lines that name none (RFC 8866 section 6.7).
    private var defaultDirection = MediaDirection.sendrecv

    /// Exactly once each.
    private static let required: [(letter: UInt8, name: String)] = [
        (UInt8(ascii: "v"), "v="), (UInt8(ascii: "o"), "o="), (UInt8(ascii: "s"), "s="),
    ]

    init(limits: SDPLimits) { self.limits = limits }

    mutating func take(_ line: SDPLine) throws(SDPError) {
        if line.type == UInt8(ascii: "m") {
            try closeSection()
            guard description.media.count < limits.mediaSections else { throw line.error(.tooMany("m-lines")) }
            section = try MediaSectionParser(line, direction: defaultDirection, limits: limits)
        } else if section != nil {
            try section?.take(line)
            if let mid = line.attribute(named: "mid") {
                guard mids.insert(String(mid)).inserted else { throw line.error(.repeated("mid")) }
            }
        } else {
            try takeSessionLine(line)
        }
    }

    private mutating func takeSessionLine(_ line: SDPLine) throws(SDPError) {
        if seen.isEmpty, line.type != UInt8(ascii: "v") { throw line.error(.missing("v=")) }
        switch line.type {
        case UInt8(ascii: "v"):
            guard line.value == "0" else { throw line.error(.malformed("v=")) }
        case UInt8(ascii: "o"):
            description.origin = try line.origin()
        case UInt8(ascii: "s"):
            description.name = String(line.value)
        case UInt8(ascii: "a"):
            try takeSessionAttribute(line)
        default:
            break  // c=, t=, b=, i= and the like have no meaning at this level of WebRTC
        }
        let isFirst = seen.insert(line.type).inserted
        if !isFirst, let name = Self.required.first(where: { $0.letter == line.type })?.name {
            throw line.error(.repeated(name))
        }
    }

    private mutating func takeSessionAttribute(_ line: SDPLine) throws(SDPError) {
        let (name, value) = line.attribute
        switch name {
        case "group":
            let (semantics, mids) = value.cut(at: 0x20) ?? (value, "")
            guard semantics == "BUNDLE" else { return try keep(line) }
            let bundle = mids.fields.map { String($0) }
            guard bundle.count <= limits.mediaSections, description.bundles.count < 8 else {
                throw line.error(.tooMany("bundled m-lines"))
            }
            description.bundles.append(bundle)
        case "ice-lite": description.isICELite = true
        case "extmap-allow-mixed": description.allowsMixedExtensions = true
        default:
            if let direction = MediaDirection(rawValue: String(line.value)) {
                defaultDirection = direction
            } else if try !description.transport.take(line, limits: limits) {
                try keep(line)
            }
        }
    }

    private mutating func keep(_ line: SDPLine) throws(SDPError) {
        guard description.otherAttributes.count < limits.otherAttributes else {
            throw line.error(.tooMany("attributes"))
        }
        description.otherAttributes.append(String(line.value))
    }

    private mutating func closeSection() throws(SDPError) {
        guard let done = section else { return }
        description.media.append(try done.finish())
        section = nil
    }

    mutating func finish() throws(SDPError) -> SessionDescription {
        try closeSection()
        for (letter, name) in Self.required where !seen.contains(letter) {
            throw SDPError(line: 0, reason: .missing(name))
        }
        return description
    }
}
