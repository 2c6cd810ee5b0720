/// The body of a WHIP or WHEP PATCH: `application/trickle-ice-sdpfrag` (RFC 8840 section 9).
public struct TrickleFragment: Hashable, Sendable {
    /// The candidates of one m-line, named by its mid.
    public struct Section: Hashable, Sendable {
        public var mid: String
        /// From `candidate:` on.
        public var candidates: [String]
        public var hasEndOfCandidates: Bool

        public init(mid: String, candidates: [String] = [], hasEndOfCandidates: Bool = false) {
            self.mid = mid
            self.candidates = candidates
            self.hasEndOfCandidates = hasEndOfCandidates
        }
    }

    /// Of the session, or of the first m-line that has them: within a bundle they are all the same.
    public var usernameFragment: String?
    public var password: String?
    public var sections: [Section]

    public init(usernameFragment: String? = nil, password: String? = nil, sections: [Section] = []) {
        self.usernameFragment = usernameFragment
        self.password = password
        self.sections = sections
    }

    public init(parsing text: some StringProtocol, limits: SDPLimits = SDPLimits()) throws(SDPError) {
        self.init()
        var transport = TransportDescription()
        var current: Section?
        var isInSection = false
        for line in try SDPLine.lines(of: Substring(text), limits: limits) {
            if line.type == UInt8(ascii: "m") {
                if let current { sections.append(current) }
                current = nil
                isInSection = true
                guard sections.count < limits.mediaSections else { throw line.error(.tooMany("m-lines")) }
                continue
            }
            guard line.type == UInt8(ascii: "a") else { continue }
            let (name, value) = line.attribute
            switch name {
            case "mid":
                guard isInSection, current == nil, (1...64).contains(value.utf8.count) else {
                    throw line.error(.malformed("mid"))
                }
                current = Section(mid: String(value))
            case "candidate":
                guard let count = current?.candidates.count else { throw line.error(.missing("a=mid")) }
                guard count < limits.candidates else { throw line.error(.tooMany("candidates")) }
                current?.candidates.append(String(line.value))
            case "end-of-candidates":
                // At session level it holds for everything (RFC 8840 section 4.1); there is nothing to wait for then.
                current?.hasEndOfCandidates = true
            default:
                var part = TransportDescription()
                guard try part.take(line, limits: limits) else { continue }
                transport.usernameFragment = transport.usernameFragment ?? part.usernameFragment
                transport.password = transport.password ?? part.password
            }
        }
        if let current { sections.append(current) }
        usernameFragment = transport.usernameFragment
        password = transport.password
    }

    public var text: String {
        var writer = SDPWriter()
        writer.transport(TransportDescription(usernameFragment: usernameFragment, password: password))
        for section in sections {
            writer.line("m=audio 9 UDP/TLS/RTP/SAVPF 0")
            writer.attribute("mid", section.mid)
            for candidate in section.candidates { writer.attribute(candidate) }
            if section.hasEndOfCandidates { writer.attribute("end-of-candidates") }
        }
        return writer.text
    }
}
