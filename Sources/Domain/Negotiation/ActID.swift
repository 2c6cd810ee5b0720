/// Names something in a text for ever: by the act that made it, and its place among what that act made. In JSON a string such as
/// `12.3`: the fourth thing that the text's twelfth act made.
///
/// Nobody gives out these names: whoever folds the same record gives the same ones.
public struct ActID<Named>: Sendable, Hashable, Comparable {
    /// The number of the act in the text's record, from 1. In a command, 0 is the act that will come of it.
    public let act: Int
    /// From 0.
    public let place: Int

    public init(act: Int, place: Int) {
        self.act = act
        self.place = place
    }

    // Where these are not written out, RawRepresentable's are taken: by the text, made anew each time.
    public static func == (left: Self, right: Self) -> Bool { left.act == right.act && left.place == right.place }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(act)
        hasher.combine(place)
    }

    public static func < (left: Self, right: Self) -> Bool { (left.act, left.place) < (right.act, right.place) }
}

extension ActID: RawRepresentable, Codable, CodingKeyRepresentable, CustomStringConvertible {
    /// Nil for any other spelling than the one that ``rawValue`` has.
    public init?(rawValue: String) {
        let parts = rawValue.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let act = Int(parts[0]), let place = Int(parts[1]), act >= 0, place >= 0 else {
            return nil
        }
        self.init(act: act, place: place)
        guard self.rawValue == rawValue else { return nil }
    }

    public var rawValue: String { "\(act).\(place)" }
    public var description: String { rawValue }
}

/// One letter, bracket or placeholder of a paragraph.
public typealias ElementID = ActID<Element>
public typealias ParagraphID = ActID<Paragraph>
public typealias BracketID = ActID<Bracket>
public typealias PlaceholderID = ActID<Placeholder>
public typealias ProposalID = ActID<Proposal>
public typealias CommentID = ActID<Comment>
public typealias PackageID = ActID<Package>
public typealias StatementID = ActID<Statement>
public typealias CitationID = ActID<Citation>
public typealias DraftID = ActID<Draft>
public typealias CorrigendumID = ActID<Corrigendum>
