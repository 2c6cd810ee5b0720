public import Negotiation
public import Summit

/// What is put on record beside a text.
extension TextView {
    public struct StatementView: Sendable, Hashable, Encodable {
        public var id: StatementID
        public var kind: Statement.Kind
        public var delegation: SeatID
        public var paragraph: ParagraphID?
        public var words: String
        public var isWithdrawn: Bool

        init(_ statement: Statement) {
            id = statement.id
            kind = statement.kind
            delegation = statement.delegation
            paragraph = statement.paragraph
            words = statement.words
            isWithdrawn = statement.isWithdrawn
        }
    }

    public struct CorrigendumView: Sendable, Hashable, Encodable {
        public var id: CorrigendumID
        public var paragraph: ParagraphID
        public var words: String
        public var replacement: String
        public var reason: String
        public var at: Timestamp

        init(_ corrigendum: Corrigendum) {
            id = corrigendum.id
            paragraph = corrigendum.paragraph
            words = corrigendum.words
            replacement = corrigendum.replacement
            reason = corrigendum.reason
            at = corrigendum.at
        }
    }

    static func statements(of state: TextState) -> [StatementView] {
        state.statements.values.sorted { $0.id < $1.id }.map(StatementView.init)
    }

    static func corrigenda(of state: TextState) -> [CorrigendumView] {
        state.corrigenda.values.sorted { $0.id < $1.id }.map(CorrigendumView.init)
    }
}
