public import Negotiation
import Summit

/// Paragraph by delegation: what each commented and proposed, and which brackets it wants or opposes.
public struct CompiledTable: Sendable, Hashable {
    public enum Form: String, Sendable, CaseIterable {
        case html, docx, csv

        public var mediaType: String {
            switch self {
            case .html: TextFormat.html.mediaType
            case .docx: TextFormat.docx.mediaType
            case .csv: "text/csv; charset=utf-8; header=present"
            }
        }
    }

    public struct Row: Sendable, Hashable {
        public var label: String
        public var words: String
        /// Of each delegation, one for each thing that it says.
        public var cells: [[String]]
    }

    public let published: PublishedText
    /// Delegations in order of precedence, then the secretariat if it commented.
    public private(set) var columns: [String]
    public private(set) var rows: [Row] = []

    /// - Parameter history: up to the version that is told.
    public init(_ history: TextHistory, names: TextNames) {
        let state = history.state
        published = PublishedText(history, names: names)
        var seats: [SeatID?] = state.facts.delegations
        if state.comments.values.contains(where: { $0.delegation == nil && !$0.isResolved }) { seats.append(nil) }
        columns = seats.map { $0.map(names.name) ?? Words.secretariat[names.language] }
        let entries = TableEntries(state, names: names)
        func cells(_ id: ParagraphID?) -> [[String]] { seats.map { entries[id, $0] } }
        if cells(nil).contains(where: { !$0.isEmpty }) {
            rows.append(Row(label: "", words: TableWords.beginning[names.language], cells: cells(nil)))
        }
        // Without changes there is one published paragraph for each that is there, and one footnote in it for each of its own.
        let numbers = state.numbers
        for (id, paragraph) in zip(state.order.filter { state.paragraphs[$0]?.anchor == nil }, published.paragraphs) {
            rows.append(Row(label: paragraph.label, words: paragraph.words { _ in true }, cells: cells(id)))
            for (id, note) in zip(state.footnotes(of: id), paragraph.notes) {
                rows.append(Row(label: numbers[id] ?? "", words: note.words { _ in true }, cells: cells(id)))
            }
        }
    }
}
