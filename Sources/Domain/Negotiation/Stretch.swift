/// From one element of a paragraph to another, both with it, and with whatever is put in between them later.
public struct Stretch: Sendable, Hashable, Codable {
    public var first: ElementID
    public var last: ElementID

    public init(first: ElementID, last: ElementID) {
        self.first = first
        self.last = last
    }
}

/// Elements that one act put in one behind the other; exactly these, whatever was put in between them since. So nobody takes out
/// what they have not seen. In JSON a string: `12.3-17` are those from `12.3` to `12.17`.
public struct ElementRange: Sendable, Hashable {
    public let act: Int
    /// Not empty.
    public let places: Range<Int>

    /// Nil unless the places count up from 0 or more, and are not empty.
    public init?(act: Int, places: Range<Int>) {
        guard act >= 0, places.lowerBound >= 0, !places.isEmpty else { return nil }
        self.act = act
        self.places = places
    }

    // Not by the text, as RawRepresentable's are.
    public static func == (left: Self, right: Self) -> Bool { left.act == right.act && left.places == right.places }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(act)
        hasher.combine(places)
    }
}

extension ElementRange {
    public var first: ElementID { ElementID(act: act, place: places.lowerBound) }
    public var last: ElementID { ElementID(act: act, place: places.upperBound - 1) }
}

extension ElementRange: RawRepresentable, Codable, CustomStringConvertible {
    public init?(rawValue: String) {
        let ends = rawValue.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = ElementID(rawValue: String(ends[0])), let last = Int(ends[1]),
            last >= first.place, last < Int.max
        else { return nil }
        self.init(act: first.act, places: first.place..<last + 1)
        guard self.rawValue == rawValue else { return nil }
    }

    public var rawValue: String { "\(act).\(places.lowerBound)-\(places.upperBound - 1)" }
    public var description: String { rawValue }
}
