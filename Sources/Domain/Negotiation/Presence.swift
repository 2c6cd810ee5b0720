/// Since when something stands in a text, and when it was taken out and put back. Nothing in a text is ever forgotten, so that every
/// former version is there, and two of them can be compared.
public struct Presence: Sendable, Hashable {
    /// The act that put it there.
    public let since: Int
    /// The acts that took it out, put it back, took it out …, in that order.
    public private(set) var changes: [Int] = []

    public init(since: Int) { self.since = since }

    /// Whether it stands in the text now.
    public var isThere: Bool { changes.count.isMultiple(of: 2) }

    /// Whether it stood there after an act.
    public func wasThere(after act: Int) -> Bool {
        guard since <= act else { return false }
        var isThere = true
        for change in changes where change <= act { isThere.toggle() }
        return isThere
    }

    /// The last act that put it there or took it out.
    public var lastChange: Int { changes.last ?? since }

    /// Taken out, or put back.
    /// - Parameter act: not before the last.
    public mutating func turn(by act: Int) { changes.append(act) }

    mutating func take(out act: Int) { if isThere { turn(by: act) } }
    mutating func putBack(_ act: Int) { if !isThere { turn(by: act) } }
}
