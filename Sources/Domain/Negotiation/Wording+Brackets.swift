extension Wording {
    /// The element that stands before another, whether it is there or not; nil: none does.
    func element(before id: ElementID) -> ElementID? {
        guard let index = index(of: id) else { return nil }
        if id.place > runs[index].id.place { return ElementID(act: id.act, place: id.place - 1) }
        guard index > 0 else { return nil }
        let before = runs[index - 1]
        return ElementID(act: before.id.act, place: before.places.upperBound - 1)
    }

    /// The runs between the marks of a bracket that is there, without them.
    func inside(_ bracket: BracketID) -> Range<Int>? {
        guard let open = runs.firstIndex(where: { $0.content == .open(bracket) && $0.presence.isThere }),
            let close = runs.firstIndex(where: { $0.content == .close(bracket) && $0.presence.isThere }), open < close
        else { return nil }
        return open + 1..<close
    }

    /// Takes a bracket's marks out, and where its words do not stay, these too, with the brackets among them.
    /// - Returns: the brackets that went with the words.
    mutating func lift(_ bracket: BracketID, keeping: Bool, by act: Int) -> [BracketID] {
        guard let inside = inside(bracket) else { return [] }
        runs[inside.lowerBound - 1].presence.take(out: act)
        runs[inside.upperBound].presence.take(out: act)
        guard !keeping else { return [] }
        var lifted: [BracketID] = []
        for index in inside where runs[index].presence.isThere {
            runs[index].presence.take(out: act)
            if case .open(let inner) = runs[index].content { lifted.append(inner) }
        }
        return lifted
    }

    /// Whether a stretch can be put in brackets: none that is there begins within it and ends beyond it, or the other way round.
    func nests(_ stretch: Stretch) -> Bool {
        guard let range = indices(stretch) else { return false }
        var open: [BracketID] = []
        for run in runs[range] where run.presence.isThere {
            switch run.content {
            case .open(let bracket): open.append(bracket)
            case .close(let bracket): guard open.popLast() == bracket else { return false }
            case .letters, .placeholder, .footnote: break
            }
        }
        return open.isEmpty
    }
}

extension Wording {
    /// As it is printed: `[` and `]` for brackets, `[…]` for text to come, `[^]` for a footnote's mark.
    public var printed: String { printed { _ in Self.footnoteMark } }

    /// - Parameter mark: what stands for a footnote's mark.
    func printed(mark: (ParagraphID) -> String) -> String {
        runs.filter(\.presence.isThere).map { run in
            switch run.content {
            case .letters(let letters): String(String.UnicodeScalarView(letters))
            case .open: "["
            case .close: "]"
            case .placeholder: "[…]"
            case .footnote(let note): mark(note)
            }
        }.joined()
    }
}
