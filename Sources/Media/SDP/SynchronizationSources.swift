public import RTP

/// A synchronisation source that an m-line announces: its `a=ssrc` lines (RFC 5576 section 4.1).
public struct AnnouncedSource: Hashable, Sendable {
    public struct Attribute: Hashable, Sendable {
        public var name: String
        public var value: String?

        public init(_ name: String, _ value: String?) {
            self.name = name
            self.value = value
        }
    }

    public var ssrc: SSRC
    public var attributes: [Attribute]

    public init(ssrc: SSRC, attributes: [Attribute] = []) {
        self.ssrc = ssrc
        self.attributes = attributes
    }

    /// The canonical name that ties the sources of one clock together.
    public var cname: String? { attributes.first { $0.name == "cname" }?.value }
}

/// `a=ssrc-group`: sources that belong together, for example `FID` (a stream and its RTX) or `SIM` (layers).
public struct SourceGroup: Hashable, Sendable {
    public var semantics: String
    public var ssrcs: [SSRC]

    public init(semantics: String, ssrcs: [SSRC]) {
        self.semantics = semantics
        self.ssrcs = ssrcs
    }
}

/// `a=msid`: the stream and track that an m-line's medium belongs to (RFC 8830).
public struct StreamID: Hashable, Sendable {
    public var stream: String
    public var track: String?

    public init(stream: String, track: String? = nil) {
        self.stream = stream
        self.track = track
    }
}
