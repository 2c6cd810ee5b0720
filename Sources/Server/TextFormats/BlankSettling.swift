/// Gives blanks at the edges of tracked changes back to them. pandoc tells them as outside of the change; which they are, it tells by what
/// it makes of the file when all changes are taken, and when none is.
enum BlankSettling {
    /// - Returns: false when the three do not tell the same letters; then nothing changed.
    static func settle(
        _ paragraphs: inout [ImportedParagraph], accepted: [ImportedParagraph], rejected: [ImportedParagraph]
    ) -> Bool {
        var notes = words(ofNotesIn: paragraphs)
        guard settleWords(&notes, accepted: words(ofNotesIn: accepted), rejected: words(ofNotesIn: rejected)),
            settleWords(&paragraphs, accepted: accepted, rejected: rejected)
        else { return false }
        var settled = notes[...]
        for index in paragraphs.indices { paragraphs[index].takeNotes(from: &settled) }
        return true
    }

    private static func words(ofNotesIn paragraphs: [ImportedParagraph]) -> [ImportedParagraph] {
        paragraphs.flatMap { $0.notes.flatMap(\.paragraph) }
    }

    private static func settleWords(
        _ paragraphs: inout [ImportedParagraph], accepted: [ImportedParagraph], rejected: [ImportedParagraph]
    ) -> Bool {
        guard let after = presence(of: paragraphs, in: accepted, without: .deleted),
            let before = presence(of: paragraphs, in: rejected, without: .inserted)
        else { return false }
        for index in paragraphs.indices {
            paragraphs[index].settle { place in
                switch (before[index][place], after[index][place]) {
                case (true, true): .same
                case (false, true): .inserted
                case (true, false): .deleted
                case (false, false): nil
                }
            }
        }
        return true
    }

    /// Whether each letter is found in a settled form of the file; nil when a letter that is no blank is not.
    private static func presence(
        of paragraphs: [ImportedParagraph], in settled: [ImportedParagraph], without gone: ImportedParagraph.Fate
    ) -> [[Bool]]? {
        let letters: [Unicode.Scalar] = settled.flatMap { $0.letters.map(\.scalar) + ["\n"] }
        var next = letters.startIndex
        var presence: [[Bool]] = []
        for paragraph in paragraphs {
            var found: [Bool] = []
            for letter in paragraph.letters {
                if letter.fate == gone {
                    found.append(false)
                } else if letter.scalar == " " {
                    let isThere = next < letters.count && letters[next] == " "
                    if isThere { next += 1 }
                    found.append(isThere)
                } else {
                    while next < letters.count, letters[next] == " " || letters[next] == "\n" { next += 1 }
                    guard next < letters.count, letters[next] == letter.scalar else { return nil }
                    next += 1
                    found.append(true)
                }
            }
            presence.append(found)
        }
        return presence
    }
}
