public import Summit

/// A client's own measurement of its line.
public struct LineReport: Sendable, Hashable, Codable {
    public enum Direction: String, Sendable, Hashable, Codable, CaseIterable { case up, down }
    /// Round trip in milliseconds.
    public var rtt: Double
    /// Share of packets lost, 0 to 1.
    public var loss: Double
    /// Milliseconds.
    public var jitter: Double
    public var direction: Direction
    /// Down: the share of sound that was made up because it did not come, and of time in which the largest picture stood
    /// still, 0 to 1; nil: the browser does not count it.
    public var concealed: Double?
    public var frozen: Double?
    /// How the client reaches the TURN server that its packets go through; nil: they go through none.
    public var relay: LinePath.Relay?

    public init(
        rtt: Double, loss: Double, jitter: Double, direction: Direction, concealed: Double? = nil,
        frozen: Double? = nil, relay: LinePath.Relay? = nil
    ) {
        self.rtt = rtt
        self.loss = loss
        self.jitter = jitter
        self.direction = direction
        self.concealed = concealed
        self.frozen = frozen
        self.relay = relay
    }

    private enum CodingKeys: String, CodingKey { case rtt, loss, jitter, direction, concealed, frozen, relay }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        rtt = try fields.decodeNumber(.rtt, in: 0...MessageLimits.milliseconds)
        loss = try fields.decodeNumber(.loss, in: 0...1)
        jitter = try fields.decodeNumber(.jitter, in: 0...MessageLimits.milliseconds)
        direction = try fields.decode(Direction.self, forKey: .direction)
        func share(_ key: CodingKeys) throws -> Double? {
            try fields.contains(key) && !fields.decodeNil(forKey: key) ? fields.decodeNumber(key, in: 0...1) : nil
        }
        concealed = try share(.concealed)
        frozen = try share(.frozen)
        relay = try fields.decodeIfPresent(LinePath.Relay.self, forKey: .relay)
    }
}

/// How the packets of one direction travel.
public struct LinePath: Sendable, Hashable {
    public enum Transport: String, Sendable, Hashable, Codable, CaseIterable { case udp, tcp }
    /// How a client reaches its TURN server.
    public enum Relay: String, Sendable, Hashable, Codable, CaseIterable { case udp, tcp, tls }

    /// As they reach the server.
    public var transport: Transport
    /// Of IP: 4 or 6.
    public var family: Int
    /// nil: without a TURN server. By the client's own word.
    public var relay: Relay?

    public init(transport: Transport, family: Int, relay: Relay? = nil) {
        self.transport = transport
        self.family = family
        self.relay = relay
    }
}

extension LinePath: Codable {
    private enum CodingKeys: String, CodingKey { case transport, family, relay }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(transport, forKey: .transport)
        try fields.encode(family, forKey: .family)
        try fields.encode(relay, forKey: .relay)
    }
}

extension LinePath: CustomStringConvertible {
    public var description: String { "\(transport) ipv\(family)\(relay.map { " by a relay over \($0)" } ?? "")" }
}

/// How a seat's line is.
public struct SeatLine: Sendable, Hashable {
    public enum Quality: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
        case good, fair, poor, lost

        /// From the best to the worst.
        public static func < (one: Quality, other: Quality) -> Bool { rank(one) < rank(other) }
        private static func rank(_ quality: Quality) -> Int { allCases.firstIndex(of: quality) ?? 0 }
    }
    public var quality: Quality
    /// Round trip in milliseconds; nil when not measured.
    public var rtt: Double?
    /// Share of packets lost, 0 to 1.
    public var loss: Double?
    /// Milliseconds.
    public var jitter: Double?
    /// What its screen and ears make of what comes, by its own word; see `LineReport`.
    public var concealed: Double?
    public var frozen: Double?
    /// What the seat sends, and what it receives; nil: no connection.
    public var up: LinePath?
    public var down: LinePath?
    /// What its download carries, bits per second; nil: not known.
    public var carries: Double?
    /// The layers of its picture that the seat sends, bits per second, the largest first; 0: it rests.
    public var layers: [Int]
    /// What becomes of the pictures over it; nil: it receives none.
    public var pictures: Pictures?
    public var speaking: Bool

    public enum Pictures: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
        case whole
        /// Some are smaller than the screen has use for.
        case reduced
        /// Some do not come at all.
        case held

        /// From the best to the worst.
        public static func < (one: Pictures, other: Pictures) -> Bool { rank(one) < rank(other) }
        private static func rank(_ pictures: Pictures) -> Int { allCases.firstIndex(of: pictures) ?? 0 }
    }

    public init(
        quality: Quality, rtt: Double? = nil, loss: Double? = nil, jitter: Double? = nil, concealed: Double? = nil,
        frozen: Double? = nil, up: LinePath? = nil, down: LinePath? = nil, carries: Double? = nil, layers: [Int] = [],
        pictures: Pictures? = nil, speaking: Bool
    ) {
        self.quality = quality
        self.rtt = rtt
        self.loss = loss
        self.up = up
        self.down = down
        self.jitter = jitter
        self.concealed = concealed
        self.frozen = frozen
        self.carries = carries
        self.layers = layers
        self.pictures = pictures
        self.speaking = speaking
    }
}

extension SeatLine: Codable {
    private enum CodingKeys: String, CodingKey {
        case quality, rtt, loss, jitter, concealed, frozen, up, down, carries, layers, pictures, speaking
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(quality, forKey: .quality)
        try fields.encode(rtt, forKey: .rtt)
        try fields.encode(loss, forKey: .loss)
        try fields.encode(jitter, forKey: .jitter)
        try fields.encode(concealed, forKey: .concealed)
        try fields.encode(frozen, forKey: .frozen)
        try fields.encode(up, forKey: .up)
        try fields.encode(down, forKey: .down)
        try fields.encode(carries, forKey: .carries)
        try fields.encode(layers, forKey: .layers)
        try fields.encode(pictures, forKey: .pictures)
        try fields.encode(speaking, forKey: .speaking)
    }
}

/// How a seat's line was at a moment, or in the seconds after it.
public struct LineSample: Sendable, Hashable, Encodable {
    public var at: Timestamp
    public var line: SeatLine

    public init(at: Timestamp, line: SeatLine) {
        self.at = at
        self.line = line
    }

    private enum CodingKeys: String, CodingKey { case at }

    public func encode(to encoder: any Encoder) throws {
        try line.encode(to: encoder)
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(at, forKey: .at)
    }
}
