public import Negotiation

/// What a file brings into a text, ready to be asked for as commands.
public struct TextImport: Sendable {
    /// What becomes of its tracked changes.
    public enum Changes: String, Sendable, Hashable, CaseIterable {
        /// The words stand as before them, and each is a proposal of the delegation that imports.
        case proposed
        /// As if all were taken, or none.
        case accepted, rejected
    }

    public struct Counts: Sendable, Hashable, Encodable {
        public var paragraphs = 0
        public var footnotes = 0
        public var brackets = 0
        public var alternatives = 0
        public var proposals = 0
        public var comments = 0
    }

    /// Most paragraphs at once.
    public static let mostParagraphs = 2_000
    /// Most footnotes, brackets, variants, proposals and comments at once.
    public static let mostChanges = 500

    let paragraphs: [RecognisedParagraph]

    init(_ imported: [ImportedParagraph], changes: Changes) throws(TextFormatFailure) {
        // With what is taken out in it.
        guard imported.reduce(0, { $0 + $1.notes.count }) <= Self.mostChanges else {
            throw .tooMany(what: .changes, most: Self.mostChanges)
        }
        let all = imported + imported.flatMap { $0.notes.flatMap(\.paragraph) }
        guard all.allSatisfy({ $0.letters.count <= 2 * TextLimits.letters }) else {
            throw .paragraphTooLong(most: TextLimits.letters)
        }
        let joined = ImportedParagraph.joined(imported, at: changes == .accepted ? .deleted : .inserted)
        let settled =
            switch changes {
            case .proposed: joined
            case .accepted: joined.compactMap { $0.settled(taking: true) }
            case .rejected: joined.compactMap { $0.settled(taking: false) }
            }
        guard settled.contains(where: { !$0.letters.isEmpty }) else { throw .nothingInIt }
        guard settled.count <= Self.mostParagraphs else {
            throw .tooMany(what: .paragraphs, most: Self.mostParagraphs)
        }
        paragraphs = RecognisedParagraph.all(settled)
        let changes = commands(after: 1, behind: nil, isDelegation: true).filter {
            if case .addParagraphs = $0 { false } else { true }
        }
        guard changes.count <= Self.mostChanges else { throw .tooMany(what: .changes, most: Self.mostChanges) }
    }

    /// - Parameters:
    ///   - act: the last act of the text.
    ///   - behind: the paragraph behind which all of it goes.
    ///   - isDelegation: a delegation asks; the secretariat has no proposals, and variants are paragraphs of their own.
    public func commands(after act: Int, behind: ParagraphID?, isDelegation: Bool) -> [TextCommand] {
        var writer = ImportWriter(act: act, isDelegation: isDelegation)
        writer.write(paragraphs, behind: behind)
        return writer.commands
    }

    public static func counts(of commands: [TextCommand]) -> Counts {
        commands.reduce(into: Counts()) { counts, command in
            switch command {
            case .addParagraphs(_, let paragraphs): counts.paragraphs += paragraphs.count
            case .addFootnote: counts.footnotes += 1
            case .bracket: counts.brackets += 1
            case .comment: counts.comments += 1
            case .propose: counts.proposals += 1
            case .bracketProposal:
                counts.alternatives += 1
                counts.proposals -= 1
            default: break
            }
        }
    }
}

extension TextFiles {
    /// Most bytes of a file that is read.
    public static func longest(_ format: TextFormat) -> Int {
        switch format {
        case .docx, .odt: 8 << 20
        default: 2 << 20
        }
    }

    /// Reads a file. Text in OpenDocument is taken as it stands, with its tracked changes: pandoc tells none of that form.
    public func read(
        _ bytes: [UInt8], as format: TextFormat, changes: TextImport.Changes
    ) async throws(TextFormatFailure) -> TextImport {
        guard bytes.count <= Self.longest(format) else {
            throw .tooLarge(megabytes: Self.longest(format) >> 20)
        }
        let imported: [ImportedParagraph]
        switch format {
        case .txt: imported = try PlainTextReader.paragraphs(of: bytes)
        case .docx, .odt, .md:
            var paragraphs = try await read(bytes, as: format, changes: "all")
            let isTracked = paragraphs.contains(where: \.isTracked)
            var isSettled = !isTracked
            if isTracked, format == .docx {
                isSettled = BlankSettling.settle(
                    &paragraphs, accepted: try await read(bytes, as: format, changes: "accept"),
                    rejected: try await read(bytes, as: format, changes: "reject"))
            }
            if !isSettled { for index in paragraphs.indices { paragraphs[index].settleBlanks() } }
            imported = paragraphs
        case .pdf, .html, .akn: throw .unreadable
        }
        return try TextImport(imported, changes: changes)
    }

    private func read(
        _ bytes: [UInt8], as format: TextFormat, changes: String
    ) async throws(TextFormatFailure) -> [ImportedParagraph] {
        let json = try await converters.pandoc(
            bytes, from: format == .md ? Self.markdown : format.rawValue, to: "json",
            options: ["--track-changes=\(changes)"])
        guard json.count <= 16 << 20 else { throw .tooLarge(megabytes: Self.longest(format) >> 20) }
        return try PandocReader.paragraphs(of: json)
    }

    /// Markdown in which nothing but words and their form is markup.
    private static let markdown =
        "markdown-raw_html-native_divs-native_spans-raw_tex-raw_attribute-tex_math_dollars-smart-citations"
        + "-auto_identifiers-example_lists-implicit_figures-latex_macros"
}
