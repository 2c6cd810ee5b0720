/// Two versions of a text, one beside the other. Exact: what stands here is what was done, not what a program found to look alike.
public struct Comparison: Sendable, Hashable {
    public let before: Int
    public let after: Int
    /// In the order of the later version, with what was taken out where it stood.
    public let paragraphs: [ComparedParagraph]
}

public struct ComparedParagraph: Sendable, Hashable {
    public enum Fate: String, Sendable, Hashable, Codable {
        case same, changed, added, removed
        /// It stands elsewhere; its words may have changed as well.
        case moved
    }

    public let id: ParagraphID
    public let fate: Fate
    /// Its numbers in both versions; nil where it is not there.
    public let numberBefore: ParagraphNumber?
    public let numberAfter: ParagraphNumber?
    public let pieces: [Piece]
}

/// Elements of a paragraph that follow one another and have the same fate.
public struct Piece: Sendable, Hashable {
    public enum Fate: Sendable, Hashable {
        case same
        /// By this act.
        case added(by: Int)
        case removed(by: Int)
    }

    public let fate: Fate
    public internal(set) var content: Content
    /// Where its elements stand among all that ever stood in the paragraph, counted from 0 (``Wording/places(of:)``).
    public internal(set) var places: [Range<Int>]

    public init(fate: Fate, content: Content, places: [Range<Int>] = []) {
        self.fate = fate
        self.content = content
        self.places = places
    }
}

extension TextState {
    /// What changed from one act to another. Time: linear in all that ever stood in the text.
    /// - Parameters:
    ///   - before: an act.
    ///   - after: a later one, or the same.
    public func comparison(from before: Int, to after: Int) -> Comparison {
        let (old, new) = (numbers(after: before), numbers(after: after))
        var compared: [ComparedParagraph] = []
        for slot in slots {
            let (was, isThere) = (slot.presence.wasThere(after: before), slot.presence.wasThere(after: after))
            guard was || isThere, let paragraph = paragraphs[slot.paragraph] else { continue }
            // Of the two places of a paragraph that was moved, it stands in the later one.
            if !isThere, new[paragraph.id] != nil { continue }
            let pieces = paragraph.wording.pieces(
                from: old[paragraph.id] == nil ? 0 : before, to: new[paragraph.id] == nil ? 0 : after,
                removedBy: slot.presence.lastChange)
            let isSame = pieces.allSatisfy { $0.fate == .same }
            let fate: ComparedParagraph.Fate =
                if old[paragraph.id] == nil {
                    .added
                } else if !isThere {
                    .removed
                } else if !was {
                    .moved
                } else {
                    isSame ? .same : .changed
                }
            compared.append(
                ComparedParagraph(
                    id: paragraph.id, fate: fate, numberBefore: old[paragraph.id], numberAfter: new[paragraph.id],
                    pieces: pieces))
            compared += comparedFootnotes(
                of: paragraph, from: (before, old), to: (after, new), gone: slot.presence.lastChange)
        }
        return Comparison(before: before, after: after, paragraphs: compared)
    }
}

extension Wording {
    /// - Parameters:
    ///   - before: 0 when the paragraph was not there.
    ///   - after: 0 when the paragraph is not there any more.
    ///   - act: the act that took the whole paragraph out.
    func pieces(from before: Int, to after: Int, removedBy act: Int) -> [Piece] {
        var pieces: [Piece] = []
        var next = 0
        for run in runs {
            let places = next..<next + run.count
            next = places.upperBound
            let fate: Piece.Fate
            switch (run.presence.wasThere(after: before), run.presence.wasThere(after: after)) {
            case (true, true): fate = .same
            case (false, true): fate = .added(by: run.presence.lastChange(through: after))
            case (true, false): fate = .removed(by: after == 0 ? act : run.presence.lastChange(through: after))
            case (false, false): continue
            }
            if let last = pieces.last, last.fate == fate, case .letters(let letters) = last.content,
                case .letters(let more) = run.content
            {
                pieces[pieces.count - 1].content = .letters(letters + more)
                pieces[pieces.count - 1].places.append(places)
            } else {
                pieces.append(Piece(fate: fate, content: run.content, places: [places]))
            }
        }
        return pieces
    }

    /// Where a stretch lies among all that ever stood here, counted from 0; nil when it is none of this paragraph.
    public func places(of stretch: Stretch) -> Range<Int>? {
        guard let range = indices(stretch) else { return nil }
        func place(_ id: ElementID, in index: Int) -> Int {
            runs[..<index].reduce(0) { $0 + $1.count } + id.place - runs[index].id.place
        }
        return place(stretch.first, in: range.lowerBound)..<place(stretch.last, in: range.upperBound) + 1
    }
}

extension Presence {
    /// The last act up to another that put it there or took it out.
    func lastChange(through act: Int) -> Int { changes.last { $0 <= act } ?? since }
}
