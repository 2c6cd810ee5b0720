import DomainTestSupport
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

@testable import TextFormats

/// Texts of random negotiations, out as a `.docx` and in again by pandoc.
@Suite(.serialized) struct RoundTripTests {
    private static let files = TextFiles()

    private static func walk(_ seed: UInt64) throws -> Table {
        var random = RandomTable(seed: seed)
        var table = try Table(
            operative: "We reaffirm our commitment.", "We shall act together.", "Chúng ta thống nhất.")
        for _ in 0..<500 {
            let (command, negotiator) = (random.negotiation(table.state), random.negotiator())
            if table.refusal(command, by: negotiator) == nil { try table.run(command, by: negotiator) }
        }
        return table
    }

    /// What a file can hold of a version: no empty paragraphs, and blanks as one. A variant that stands before its paragraph, or in
    /// whose place another was chosen, comes back elsewhere or with its label.
    private static func lines(_ published: PublishedText) -> [String] {
        published.lines(taking: true, withFootnotes: true).compactMap { line in
            let words = line.replacing(/^(?:\S+ )?alt \d+ ?/, with: "")
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return words.isEmpty ? nil : words
        }
    }

    /// The text after all that a file brings was asked for.
    private static func taken(_ docx: [UInt8], _ changes: TextImport.Changes) async throws -> Table {
        let imported = try await files.read(docx, as: .docx, changes: changes)
        var table = try Table()
        for command in imported.commands(after: 1, behind: nil, isDelegation: true) {
            let act = table.state.act
            try table.run(command)
            #expect(table.state.act == act + 1)
        }
        return table
    }

    @Test(arguments: UInt64(1)...8)
    func theVersionsComeBack(seed: UInt64) async throws {
        let table = try Self.walk(seed)
        let last = table.state.act
        let before = 1 + Int(seed) * last / 10
        let hasVariants = table.state.paragraphs.values.contains { $0.alternativeTo != nil || !$0.chosenOver.isEmpty }
        let docx = WordDocument.bytes(of: try table.published(since: before))
        let expected: [(TextImport.Changes, PublishedText)] = [
            (.accepted, try table.published()), (.rejected, try table.published(through: before)),
        ]
        for (changes, published) in expected {
            let taken = try await Self.taken(docx, changes)
            let (got, wanted) = (Self.lines(try taken.published()), Self.lines(published))
            #expect(got.sorted() == wanted.sorted(), "\(changes): \(got.difference(from: wanted))")
            if !hasVariants { #expect(got == wanted) }
        }
        // Proposed, and then accepted one by one, or not at all.
        var proposed = try await Self.taken(docx, .proposed)
        #expect(Self.lines(try proposed.published()).sorted() == Self.lines(expected[1].1).sorted())
        let changed = try table.published(since: before).paragraphs.contains { paragraph in
            paragraph.content.contains { if case .words(_, let change) = $0 { change != .none } else { false } }
        }
        #expect(proposed.state.proposals.isEmpty != changed)
        for proposal in proposed.state.proposals.values.filter({ $0.outcome == nil }).map(\.id).sorted() {
            try proposed.run(.acceptProposal(proposal: proposal))
        }
    }
}
