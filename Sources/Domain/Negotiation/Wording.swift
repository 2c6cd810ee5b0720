/// What stands in a paragraph, and all that ever stood in it.
///
/// A sequence of elements, each with a name for ever (``ElementID``), where it was put in, and whether it is still there. What is put in
/// goes directly behind an element that is named, whether that one is still there or not; what is taken out is named too. So an edit
/// means the same whatever else happened since its author looked, nothing has to be transformed, and no two edits collide.
public struct Wording: Sendable, Hashable {
    /// Elements that one act put in one behind the other, and that have had the same fate since.
    public struct Run: Sendable, Hashable {
        /// The first element's name; the others count on.
        public let id: ElementID
        public let content: Content
        public internal(set) var presence: Presence
        /// Where these letters stood before, if they were moved or copied from another place in the text.
        public let source: ElementID?

        public var count: Int { content.count }
        /// The names of its elements.
        var places: Range<Int> { id.place..<id.place + count }

        func contains(_ other: ElementID) -> Bool { other.act == id.act && places.contains(other.place) }

        /// The part that has these places.
        func part(_ range: Range<Int>) -> Run {
            let offset = range.lowerBound - id.place
            return Run(
                id: ElementID(act: id.act, place: range.lowerBound),
                content: content.part(offset..<offset + range.count), presence: presence,
                source: source.map { ElementID(act: $0.act, place: $0.place + offset) })
        }
    }

    public internal(set) var runs: [Run] = []

    public init() {}

    // MARK: Reading

    /// The letters that are there; brackets and placeholders are left out.
    public var words: String { words { $0.isThere } }

    /// The letters that were there after an act.
    public func words(after act: Int) -> String { words { $0.wasThere(after: act) } }

    private func words(where isShown: (Presence) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        for run in runs where isShown(run.presence) {
            if case .letters(let letters) = run.content { text.append(contentsOf: letters) }
        }
        return String(text)
    }

    public var isEmpty: Bool { !runs.contains { $0.presence.isThere } }

    /// Whether an element is, or was, one of this paragraph.
    public func contains(_ id: ElementID) -> Bool { index(of: id) != nil }

    func index(of id: ElementID) -> Int? { runs.firstIndex { $0.contains(id) } }

    /// The runs from the one with an element to the one with another; nil when they do not stand so.
    func indices(_ stretch: Stretch) -> ClosedRange<Int>? {
        guard let first = index(of: stretch.first), let last = index(of: stretch.last), first <= last else {
            return nil
        }
        guard first < last || stretch.first.place <= stretch.last.place else { return nil }
        return first...last
    }

    // MARK: Changing

    /// Splits the run that holds an element, so that one ends with it.
    /// - Returns: the index of the run that comes after; nil when there is no such element.
    private mutating func split(behind id: ElementID) -> Int? {
        guard let index = index(of: id) else { return nil }
        let run = runs[index]
        let end = id.place + 1
        if end < run.places.upperBound {
            let parts = [run.part(run.id.place..<end), run.part(end..<run.places.upperBound)]
            runs.replaceSubrange(index...index, with: parts)
        }
        return index + 1
    }

    /// Puts something in directly behind an element, or at the very beginning.
    /// - Returns: false when there is no such element; nothing changed.
    mutating func put(_ content: Content, _ id: ElementID, behind anchor: ElementID?, source: ElementID? = nil) -> Bool
    {
        var index = 0
        if let anchor {
            guard let next = split(behind: anchor) else { return false }
            index = next
        }
        guard content.count > 0 else { return true }
        runs.insert(Run(id: id, content: content, presence: Presence(since: id.act), source: source), at: index)
        return true
    }

    /// Takes letters and placeholders out, or puts them back; brackets stay as they are, and so does what is so already.
    mutating func set(_ range: ElementRange, isThere: Bool, by act: Int) {
        var index = 0
        while index < runs.count {
            let run = runs[index]
            let common = run.places.clamped(to: range.places)
            guard run.id.act == range.act, !common.isEmpty, !run.content.isMark, run.presence.isThere != isThere else {
                index += 1
                continue
            }
            var changed = run.part(common)
            if isThere { changed.presence.putBack(act) } else { changed.presence.take(out: act) }
            let before = run.places.lowerBound..<common.lowerBound
            let after = common.upperBound..<run.places.upperBound
            let parts =
                (before.isEmpty ? [] : [run.part(before)]) + [changed] + (after.isEmpty ? [] : [run.part(after)])
            runs.replaceSubrange(index...index, with: parts)
            index += parts.count
        }
    }
}

/// Elements of one kind.
public enum Content: Sendable, Hashable {
    case letters([Unicode.Scalar])
    case open(BracketID)
    case close(BracketID)
    case placeholder(PlaceholderID)
    /// The mark of a footnote.
    case footnote(ParagraphID)

    public init(_ text: String) { self = .letters(Array(text.unicodeScalars)) }

    public var count: Int {
        if case .letters(let letters) = self { letters.count } else { 1 }
    }

    /// Whether it opens or closes something.
    public var isMark: Bool {
        switch self {
        case .open, .close: true
        case .letters, .placeholder, .footnote: false
        }
    }

    func part(_ range: Range<Int>) -> Content {
        if case .letters(let letters) = self { .letters(Array(letters[range])) } else { self }
    }
}

/// Of what a paragraph is made: a letter (a Unicode scalar), one half of a bracket, a placeholder, or a footnote's mark.
public enum Element {}
