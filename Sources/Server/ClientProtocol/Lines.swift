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

    public init(rtt: Double, loss: Double, jitter: Double, direction: Direction) {
        self.rtt = rtt
        self.loss = loss
        self.jitter = jitter
        self.direction = direction
    }

    private enum CodingKeys: String, CodingKey { case rtt, loss, jitter, direction }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        rtt = try fields.decodeNumber(.rtt, in: 0...MessageLimits.milliseconds)
        loss = try fields.decodeNumber(.loss, in: 0...1)
        jitter = try fields.decodeNumber(.jitter, in: 0...MessageLimits.milliseconds)
        direction = try fields.decode(Direction.self, forKey: .direction)
    }
}

/// How a seat's line is.
public struct SeatLine: Sendable, Hashable {
    public enum Quality: String, Sendable, Hashable, Codable, CaseIterable { case good, fair, poor, lost }
    public var quality: Quality
    /// Round trip in milliseconds; nil when not measured.
    public var rtt: Double?
    /// Share of packets lost, 0 to 1.
    public var loss: Double?
    /// How the packets travel, such as `udp`.
    public var path: String?
    public var speaking: Bool

    public init(quality: Quality, rtt: Double? = nil, loss: Double? = nil, path: String? = nil, speaking: Bool) {
        self.quality = quality
        self.rtt = rtt
        self.loss = loss
        self.path = path
        self.speaking = speaking
    }
}

extension SeatLine: Codable {
    private enum CodingKeys: String, CodingKey { case quality, rtt, loss, path, speaking }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(quality, forKey: .quality)
        try fields.encode(rtt, forKey: .rtt)
        try fields.encode(loss, forKey: .loss)
        try fields.encode(path, forKey: .path)
        try fields.encode(speaking, forKey: .speaking)
    }
}
