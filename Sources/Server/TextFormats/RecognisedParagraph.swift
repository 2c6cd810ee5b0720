import Negotiation

/// A paragraph of a file, understood: its kind, and where its brackets are; neither its label nor the brackets are among its letters.
struct RecognisedParagraph {
    var kind: Negotiation.Paragraph.Kind
    var paragraph: ImportedParagraph
    /// The letters within each, the outer before the inner; not empty.
    var brackets: [Range<Int>]
    /// Which of the paragraphs before it this is another variant of.
    var alternativeTo: Int?

    /// Time: linear in the letters.
    static func all(_ imported: [ImportedParagraph]) -> [RecognisedParagraph] {
        var context = Context()
        return imported.enumerated().map { index, paragraph in context.recognise(paragraph, index) }
    }

    /// What the paragraphs before tell about the next.
    private struct Context {
        var numbers: [String: Int] = [:]
        /// The last that is no variant.
        var previous: Int?
        /// The letter of the last `(a)`; nil where none comes before.
        var letter: String?

        mutating func recognise(_ imported: ImportedParagraph, _ index: Int) -> RecognisedParagraph {
            var paragraph = imported
            // A label may stand within brackets around all of the paragraph.
            let start = paragraph.letters.first?.scalar == "[" ? 1 : 0
            var kind: Negotiation.Paragraph.Kind?
            var alternative: Int?
            let words = String(paragraph.words.unicodeScalars.dropFirst(start))
            if let label = ParagraphLabel(words) {
                switch label.kind {
                case .preambular: kind = .preambular
                case .operative: kind = .operative
                case .sub(let letters): kind = .sub(level: level(of: letters))
                case .alternative(let number):
                    alternative = number.map { numbers[$0] } ?? previous
                    kind = alternative == nil ? .plain : .operative
                }
                // What is no variant of a paragraph that is known keeps its label, so that nothing is lost.
                if kind != .plain { paragraph.remove(start..<start + label.length) }
                if !label.number.isEmpty, alternative == nil { numbers[label.number] = index }
            } else if case .heading(let level) = paragraph.style {
                kind = .heading(level: level)
            }
            if start == 0, kind == nil || paragraph.style != .plain, let length = ParagraphLabel.annex(words) {
                kind = .annex
                numbers[ParagraphLabel.annexKey] = index
                paragraph.remove(0..<length)
            }
            if alternative == nil { previous = index }
            let rest = String(paragraph.words.unicodeScalars.dropFirst(start))
            let standing = ParagraphLabel.standing(rest)
            if standing > 0 { paragraph.remove(start..<start + standing) }
            let chosen = kind ?? Self.kind(of: paragraph.style)
            if case .sub = chosen {} else if alternative == nil { letter = nil }
            let brackets = paragraph.takeBrackets()
            return RecognisedParagraph(
                kind: chosen, paragraph: paragraph, brackets: brackets, alternativeTo: alternative)
        }

        /// `(i)` is the ninth letter behind `(h)`, else the first numeral under one.
        private mutating func level(of letters: String) -> Int {
            let isNext = letter.map { Self.next($0) == letters } ?? ["a", "i"].contains(letters)
            guard !isNext, letter != nil, ParagraphLabel.isRoman(letters) else {
                letter = letters
                return 1
            }
            return 2
        }

        private static func next(_ letter: String) -> String? {
            guard let last = letter.unicodeScalars.last, letter.count == 1, last != "z",
                let next = Unicode.Scalar(last.value + 1)
            else { return nil }
            return String(next)
        }

        private static func kind(of style: ImportedParagraph.Style) -> Negotiation.Paragraph.Kind {
            switch style {
            case .heading(let level): .heading(level: level)
            case .plain: .plain
            case .listed(.number, _): .operative
            case .listed(.letter, _): .sub(level: 1)
            case .listed(.roman, _): .sub(level: 2)
            case .listed(.bullet, let depth): .sub(level: min(depth, 2))
            case .listed(.unknown, let depth): depth == 1 ? .operative : .sub(level: min(depth - 1, 2))
            }
        }
    }
}

extension RecognisedParagraph {
    /// The words of a footnote; nil: there are none.
    init?(_ note: ImportedParagraph.Note) {
        // Where the mark itself was tracked, that tells what becomes of the words.
        guard let words = note.paragraph.first,
            var paragraph = note.fate == .same ? words : words.settled(taking: note.fate == .inserted)
        else { return nil }
        let brackets = paragraph.takeBrackets()
        self.init(kind: .footnote, paragraph: paragraph, brackets: brackets, alternativeTo: nil)
    }
}

extension ImportedParagraph {
    /// Takes out the marks of brackets that open and close, have something in them, and were not tracked as changes.
    mutating func takeBrackets() -> [Range<Int>] {
        var open: [Int] = []
        var pairs: [(open: Int, close: Int)] = []
        for (index, letter) in letters.enumerated() where letter.fate == .same {
            if letter.scalar == "[" { open.append(index) }
            if letter.scalar == "]", let start = open.popLast() { pairs.append((start, index)) }
        }
        pairs.sort { $0.open < $1.open }
        // How many letters that stay come before each.
        let marks = Set(pairs.flatMap { [$0.open, $0.close] })
        var kept = [0]
        for (index, letter) in letters.enumerated() {
            kept.append(kept[index] + (marks.contains(index) || letter.fate == .inserted ? 0 : 1))
        }
        pairs.removeAll { kept[$0.open] == kept[$0.close] }
        let taken = Set(pairs.flatMap { [$0.open, $0.close] })
        var place = [0]
        for index in letters.indices { place.append(place[index] + (taken.contains(index) ? 0 : 1)) }
        let ranges = pairs.map { place[$0.open]..<place[$0.close] }
        findBrackets { first in pairs.firstIndex { $0.close < first && place[$0.close] == place[first] } }
        remove(where: taken.contains)
        return ranges
    }
}
