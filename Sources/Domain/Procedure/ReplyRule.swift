/// How often a seat may reply on one item, and for how long.
public struct ReplyRule: Sendable, Hashable, Codable {
    /// Seconds of the first reply, the second, and so on; there are no more than these.
    public var limitSeconds: [Int]

    public init(limitSeconds: [Int]) { self.limitSeconds = limitSeconds }

    /// Two replies on each item, of five and three minutes.
    public static let standard = ReplyRule(limitSeconds: [300, 180])
}
