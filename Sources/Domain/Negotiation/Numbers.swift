/// How a paragraph is called now: `PP2`, `OP12`, `OP12 (a)`, `OP7 alt 1`, `3`, `fn 2`; empty for what has no number.
public typealias ParagraphNumber = String

extension TextState {
    /// The numbers of the paragraphs that are there.
    public var numbers: [ParagraphID: ParagraphNumber] { numbers(of: order) }

    /// The numbers that the paragraphs had after an act; so what was `OP12` yesterday is found today.
    public func numbers(after act: Int) -> [ParagraphID: ParagraphNumber] { numbers(of: order(after: act)) }

    private func numbers(of order: [ParagraphID]) -> [ParagraphID: ParagraphNumber] {
        var counter = NumberCounter(numbering: facts.numbering)
        let standing = Set(order)
        var numbers: [ParagraphID: ParagraphNumber] = [:]
        for id in order {
            guard let paragraph = paragraphs[id] else { continue }
            if let base = paragraph.alternativeTo, standing.contains(base) {
                numbers[id] = counter.alternative(to: numbers[base] ?? "", base)
            } else {
                numbers[id] = counter.next(paragraph.kind)
            }
        }
        return numbers
    }
}

/// Counts the paragraphs of a text from its beginning on.
struct NumberCounter {
    let numbering: Numbering
    private var preambular = 0
    private var operative = 0
    /// Of the paragraph under which the next sub-paragraph stands.
    private var parent = ""
    private var subs = [0, 0]
    private var annexes = 0
    /// Through all of the text.
    private var notes = 0
    private var alternatives: [ParagraphID: Int] = [:]

    init(numbering: Numbering) { self.numbering = numbering }

    mutating func next(_ kind: Paragraph.Kind) -> ParagraphNumber {
        switch kind {
        case .heading: return ""
        case .plain:
            parent = ""
            subs = [0, 0]
            return ""
        case .annex:
            annexes += 1
            (preambular, operative, parent, subs) = (0, 0, "", [0, 0])
            return "Annex \(Self.roman(annexes).uppercased())"
        case .preambular, .operative:
            parent = count(kind)
            subs = [0, 0]
            return parent
        case .sub(let level):
            return sub(level)
        case .footnote:
            notes += 1
            return "fn \(notes)"
        }
    }

    mutating func alternative(to number: ParagraphNumber, _ base: ParagraphID) -> ParagraphNumber {
        alternatives[base, default: 0] += 1
        return "\(number) alt \(alternatives[base, default: 1])"
    }

    private mutating func count(_ kind: Paragraph.Kind) -> ParagraphNumber {
        switch numbering {
        case .none: return ""
        case .plain:
            operative += 1
            return "\(operative)"
        case .resolution:
            if kind == .preambular {
                preambular += 1
                return "PP\(preambular)"
            }
            operative += 1
            return "OP\(operative)"
        }
    }

    private mutating func sub(_ level: Int) -> ParagraphNumber {
        subs[level - 1] += 1
        if level == 1 { subs[1] = 0 }
        let letter = Self.letters(max(subs[0], 1))
        let place = level == 1 ? "(\(letter))" : "(\(letter)) (\(Self.roman(subs[1])))"
        return parent.isEmpty ? place : "\(parent) \(place)"
    }

    /// a, b … z, aa, ab …
    static func letters(_ number: Int) -> String {
        var (rest, text) = (number, "")
        while rest > 0 {
            rest -= 1
            text = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(rest % 26))) + text
            rest /= 26
        }
        return text
    }

    static func roman(_ number: Int) -> String {
        let digits = [
            (1_000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
            (10, "x"),
            (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ]
        var (rest, text) = (number, "")
        for (value, digit) in digits {
            while rest >= value {
                text += digit
                rest -= value
            }
        }
        return text
    }
}
