public import MediaEngine
public import Summit

/// Which sources a WHEP client wants.
public struct SourceChoice: Sendable, Hashable {
    /// This one only.
    public var seat: SeatID?
    /// All but this one.
    public var exclude: SeatID?
    public var quality: Quality

    public init(seat: SeatID? = nil, exclude: SeatID? = nil, quality: Quality = .full) {
        self.seat = seat
        self.exclude = exclude
        self.quality = quality
    }
}
