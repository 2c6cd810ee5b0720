public import Summit

/// The sound in a slot; no seat: silence.
public struct AudibleSlot: Sendable, Hashable {
    public var mid: String
    public var seat: SeatID?

    public init(mid: String, seat: SeatID?) {
        self.mid = mid
        self.seat = seat
    }
}

extension AudibleSlot: Codable {
    private enum CodingKeys: String, CodingKey { case mid, seat }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(mid, forKey: .mid)
        try fields.encode(seat, forKey: .seat)
    }
}

/// What a client wants in a video slot, or what the server sends in it.
public struct WatchedSlot: Sendable, Hashable, Codable {
    public enum Quality: String, Sendable, Hashable, Codable, CaseIterable { case full, medium, thumbnail, none }
    public var mid: String
    /// Nil: nothing.
    public var seat: SeatID?
    public var quality: Quality

    public init(mid: String, seat: SeatID?, quality: Quality) {
        self.mid = mid
        self.seat = seat
        self.quality = quality
    }

    private enum CodingKeys: String, CodingKey { case mid, seat, quality }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        mid = try fields.decodeText(.mid, atMost: MessageLimits.mid)
        seat = try fields.decodeIfPresent(SeatID.self, forKey: .seat)
        quality = try fields.decode(Quality.self, forKey: .quality)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(mid, forKey: .mid)
        try fields.encode(seat, forKey: .seat)
        try fields.encode(quality, forKey: .quality)
    }
}
