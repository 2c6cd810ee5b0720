/// A paragraph as a file has it, with its tracked changes.
struct ImportedParagraph: Hashable {
    enum Style: Hashable {
        case heading(level: Int)
        /// What the list's numbers say it is.
        case listed(Marker, depth: Int)
        case plain
    }

    enum Marker: Hashable { case number, letter, roman, bullet, unknown }

    enum Fate: Hashable { case same, inserted, deleted }

    /// Whoever changed or commented, as the file says it: both may be empty.
    struct Hand: Hashable {
        var name: String
        var time: String
    }

    struct Letter: Hashable {
        var scalar: Unicode.Scalar
        var fate: Fate
        var hand: Hand?
    }

    struct Comment: Hashable {
        var id: String
        var hand: Hand
        var words: String
        var first: Int
        /// Nil while it is open.
        var end: Int?
    }

    struct Note: Hashable {
        /// Its mark stands before this letter.
        var first: Int
        /// Of the mark.
        var fate: Fate
        var hand: Hand?
        /// Its words: always one, for a value cannot hold its own kind.
        var paragraph: [ImportedParagraph]
        /// Which of the brackets that were taken out of the words ends directly before its mark; of several the outermost.
        var bracket: Int?
    }

    var style: Style
    private(set) var letters: [Letter] = []
    var comments: [Comment] = []
    private(set) var notes: [Note] = []
    /// What happened to the paragraph's end.
    var mark = Fate.same
    var markHand: Hand?

    init(style: Style = .plain) { self.style = style }

    init(words: String) {
        self.init()
        append(words)
        trim()
    }

    var isEmpty: Bool { letters.isEmpty && comments.isEmpty && notes.isEmpty }

    /// Whether something in it was tracked as a change.
    var isTracked: Bool {
        letters.contains { $0.fate != .same }
            || notes.contains { $0.fate != .same || $0.paragraph.contains(where: \.isTracked) }
    }

    var words: String { String(String.UnicodeScalarView(letters.map(\.scalar))) }

    /// Any white space is one blank.
    mutating func append(_ words: String, _ fate: Fate = .same, _ hand: Hand? = nil) {
        for scalar in words.unicodeScalars {
            guard scalar.isBlank else {
                letters.append(Letter(scalar: scalar, fate: fate, hand: hand))
                continue
            }
            guard let last = letters.last, last.scalar != " " || last.fate != fate else { continue }
            letters.append(Letter(scalar: " ", fate: fate, hand: hand))
        }
    }

    mutating func trim() {
        while letters.last?.scalar == " " { letters.removeLast() }
        clamp()
    }

    /// Its end is reached. Where that was tracked, a blank before it may be one between words.
    mutating func close() { if mark == .same { trim() } else { clamp() } }

    /// Sets what happened to the blanks that no change has. One that has none is by the hand of its neighbour.
    /// - Parameter fate: nil for one that is left over.
    mutating func settle(_ fate: (Int) -> Fate?) {
        var isLeftOver = Set<Int>()
        for index in letters.indices where letters[index].scalar == " " && letters[index].fate == .same {
            switch fate(index) {
            case nil: isLeftOver.insert(index)
            case .same?: continue
            case let settled?:
                let neighbours = [index - 1, index + 1].filter(letters.indices.contains).map { letters[$0] }
                letters[index].fate = settled
                letters[index].hand = neighbours.first { $0.fate == settled }?.hand
            }
        }
        remove(where: isLeftOver.contains)
    }

    /// The same by a rule of thumb: of two blanks, one before a change and one behind, one is part of it.
    mutating func settleBlanks() {
        var index = 0
        while index < letters.count {
            let (fate, hand) = (letters[index].fate, letters[index].hand)
            let end = letters[index...].firstIndex { $0.fate != fate } ?? letters.count
            defer { index = max(end, index + 1) }
            guard fate != .same else { continue }
            let before = letters[..<index].lastIndex { $0.fate != fate }
            let isBlankBefore = before.map { letters[$0].scalar == " " } ?? true
            if end < letters.count {
                guard isBlankBefore, letters[end].fate == .same, letters[end].scalar == " " else { continue }
                (letters[end].fate, letters[end].hand) = (fate, hand)
            } else if let before, isBlankBefore, letters[before].fate == .same {
                (letters[before].fate, letters[before].hand) = (fate, hand)
            }
        }
        for index in notes.indices {
            for place in notes[index].paragraph.indices { notes[index].paragraph[place].settleBlanks() }
        }
    }

    /// Takes out letters that do not belong to the words. Time: linear.
    mutating func remove(where isGone: (Int) -> Bool) {
        // How many letters that stay come before each.
        var places = [0]
        var kept: [Letter] = []
        for (index, letter) in letters.enumerated() {
            if !isGone(index) { kept.append(letter) }
            places.append(kept.count)
        }
        letters = kept
        for index in comments.indices {
            comments[index].first = places[comments[index].first]
            comments[index].end = comments[index].end.map { places[$0] }
        }
        for index in notes.indices { notes[index].first = places[notes[index].first] }
    }

    mutating func remove(_ range: Range<Int>) { remove(where: range.contains) }

    /// Goes on with the next one, where the end between them was tracked.
    func joined(with next: ImportedParagraph) -> ImportedParagraph {
        var joined = self
        joined.letters += next.letters
        joined.comments += next.comments.map { comment in
            var comment = comment
            comment.first += letters.count
            comment.end = comment.end.map { $0 + letters.count }
            return comment
        }
        joined.notes += next.notes.map { note in
            var note = note
            note.first += letters.count
            return note
        }
        (joined.mark, joined.markHand) = (next.mark, next.markHand)
        return joined
    }

    /// Without the ends that were put in, or taken out, in the midst of words.
    static func joined(_ paragraphs: [ImportedParagraph], at gone: Fate) -> [ImportedParagraph] {
        var joined: [ImportedParagraph] = []
        var open: ImportedParagraph?
        for paragraph in paragraphs {
            let whole = open?.joined(with: paragraph) ?? paragraph
            if whole.mark == gone, whole.letters.contains(where: { $0.fate != gone }) {
                open = whole
            } else {
                joined.append(whole)
                open = nil
            }
        }
        if let open { joined.append(open) }
        for index in joined.indices { joined[index].trim() }
        return joined
    }

    /// As if all its tracked changes were taken, or none.
    func settled(taking: Bool) -> ImportedParagraph? {
        let gone: Fate = taking ? .deleted : .inserted
        if mark == gone, letters.allSatisfy({ $0.fate == gone }) { return nil }
        var settled = self
        settled.remove { letters[$0].fate == gone }
        settled.letters = settled.letters.map { Letter(scalar: $0.scalar, fate: .same, hand: nil) }
        settled.notes = settled.notes.filter { $0.fate != gone }.compactMap { note in
            let words = note.paragraph.compactMap { $0.settled(taking: taking) }
            return words.isEmpty ? nil : Note(first: note.first, fate: .same, hand: nil, paragraph: words)
        }
        settled.mark = .same
        settled.markHand = nil
        settled.trim()
        return settled
    }

    private mutating func clamp() {
        for index in comments.indices {
            comments[index].first = min(comments[index].first, letters.count)
            comments[index].end = min(comments[index].end ?? letters.count, letters.count)
        }
        for index in notes.indices { notes[index].first = min(notes[index].first, letters.count) }
    }
}

extension ImportedParagraph {
    /// A footnote whose mark stands here. It has none of its own.
    mutating func append(note words: ImportedParagraph, _ fate: Fate, _ hand: Hand?) {
        var words = words
        words.writeNotesOut()
        // What was taken out of one that is new, and what was put into one that is gone, was never there.
        let fates = words.letters.map(\.fate)
        if fate != .same { words.remove { fates[$0] != .same && fates[$0] != fate } }
        words.trim()
        guard !words.letters.isEmpty else { return }
        // What comes or goes with its mark is tracked as that is.
        for index in words.letters.indices where words.letters[index].fate == .same {
            (words.letters[index].fate, words.letters[index].hand) = (fate, hand)
        }
        notes.append(Note(first: letters.count, fate: fate, hand: hand, paragraph: [words]))
    }

    /// - Parameter words: of its footnotes, then of those that come behind.
    mutating func takeNotes(from words: inout ArraySlice<ImportedParagraph>) {
        for index in notes.indices { notes[index].paragraph = words.popFirst().map { [$0] } ?? [] }
    }

    /// - Parameter bracket: of a mark that stands before this letter.
    mutating func findBrackets(_ bracket: (Int) -> Int?) {
        for index in notes.indices { notes[index].bracket = bracket(notes[index].first) }
    }

    /// Puts the words of its footnotes in parentheses where their marks stand. Time: linear.
    mutating func writeNotesOut() {
        guard !notes.isEmpty else { return }
        var rest = notes.sorted { $0.first < $1.first }[...]
        notes = []
        var written: [Letter] = []
        var places: [Int] = []
        for index in 0...letters.count {
            while let note = rest.first, note.first <= index {
                // One change with the words around them.
                let hand = (written.last ?? letters.first)?.hand ?? note.hand
                let words = "\(written.isEmpty ? "" : " ")(\(note.paragraph.map(\.words).joined()))"
                written += words.unicodeScalars.map { Letter(scalar: $0, fate: note.fate, hand: hand) }
                rest.removeFirst()
            }
            places.append(written.count)
            if index < letters.count { written.append(letters[index]) }
        }
        letters = written
        for index in comments.indices {
            comments[index].first = places[min(comments[index].first, places.count - 1)]
            comments[index].end = comments[index].end.map { places[min($0, places.count - 1)] }
        }
    }
}

extension Unicode.Scalar {
    /// White space where a line may break.
    fileprivate var isBlank: Bool { properties.isWhitespace && value != 0xa0 && value != 0x202f }
}
