/// What a fact rests on. In JSON its members stand beside those of the fact.
public struct Grounds: Sendable, Hashable, Codable {
    /// Who entered it; nil in the reviewed data.
    public var author: Author?
    /// Why it is so, where it is not the rule.
    public var reason: String?
    /// Where it can be read: a key of ``Facts/sources``, or the words themselves.
    public var source: String?

    public init(author: Author? = nil, reason: String? = nil, source: String? = nil) {
        self.author = author
        self.reason = reason
        self.source = source
    }
}
