import Negotiation
import Summit

extension PublishedText {
    /// What goes out behind the words of a text that was decided on: the decision with its parties, what delegations put on record, and
    /// corrigenda. Nothing while it is negotiated and nothing is on record.
    static func outcome(of state: TextState, names: TextNames) -> [Paragraph] {
        let statements = state.statements.values.filter { !$0.isWithdrawn }.sorted { $0.id < $1.id }
        let corrigenda = state.corrigenda.values.sorted { $0.id < $1.id }
        return part(OutcomeWords.decision, decision(of: state, names), names)
            + part(OutcomeWords.statements, statements.map { line(of: $0, in: state, names) }, names)
            + part(OutcomeWords.corrigenda, corrigenda.map { line(of: $0, in: state, names) }, names)
    }

    private static func part(_ heading: Texts, _ lines: [String], _ names: TextNames) -> [Paragraph] {
        guard !lines.isEmpty else { return [] }
        func paragraph(_ kind: Kind, _ words: String) -> Paragraph {
            Paragraph(kind: kind, label: "", standing: "", change: .none, content: [.words(oneLine(words), .none)])
        }
        return [paragraph(.heading(level: 1), heading[names.language])] + lines.map { paragraph(.plain, $0) }
    }

    private static func decision(of state: TextState, _ names: TextNames) -> [String] {
        let decision: Decision
        switch state.standing {
        case .awaiting(let known), .decided(let known): decision = known
        case .negotiated, .final, .silence, .deferred: return []
        }
        let isVietnamese = names.language == "vi"
        func said(_ english: String, _ vietnamese: String) -> String { isVietnamese ? vietnamese : english }
        let day = decision.at.rawValue.prefix(10)
        let verb = OutcomeWords.verbs[decision.verb]?[names.language] ?? OutcomeWords.issued[names.language]
        let manner =
            switch decision.manner {
            case .meeting(let meeting, _, let present):
                said(
                    "by consensus in the meeting “\(names.name(of: meeting))”, in the presence of \(names.names(of: present))",
                    "bằng đồng thuận tại phiên họp “\(names.name(of: meeting))”, với sự có mặt của \(names.names(of: present))"
                )
            case .silence: said("by silence", "theo thủ tục im lặng")
            case .chair: said("by the chair", "bởi chủ tọa")
            }
        var lines = [String]()
        if let symbol = state.symbol { lines.append(said("Symbol: \(symbol)", "Ký hiệu: \(symbol)")) }
        lines.append("\(verb) \(manner), \(day)")
        lines.append(
            said("Parties: \(names.names(of: decision.parties))", "Các bên: \(names.names(of: decision.parties))"))
        if !decision.apart.isEmpty {
            let apart = names.names(of: decision.apart)
            lines.append(said("Standing apart: \(apart)", "Không tham gia: \(apart)"))
        }
        for seat in decision.waiting {
            lines.append(
                said("To be confirmed by \(names.name(of: seat))", "Chờ \(names.name(of: seat)) xác nhận"))
        }
        for (seat, name) in decision.confirmations.sorted(by: { $0.key < $1.key }) {
            lines.append(
                said(
                    "Confirmed for \(names.name(of: seat)) by \(name)",
                    "\(name) đã xác nhận cho \(names.name(of: seat))"))
        }
        lines.append("SHA-256 \(decision.version.digest)")
        return lines
    }

    private static func line(of statement: Statement, in state: TextState, _ names: TextNames) -> String {
        let about = statement.paragraph.flatMap { state.numbers[$0] }.map { $0.isEmpty ? "" : ", \($0)" } ?? ""
        let kind = OutcomeWords.kinds[statement.kind]?[names.language] ?? statement.kind.rawValue
        return "\(names.name(of: statement.delegation)), \(kind)\(about): \(statement.words)"
    }

    private static func line(of corrigendum: Corrigendum, in state: TextState, _ names: TextNames) -> String {
        let number = state.numbers[corrigendum.paragraph] ?? ""
        return names.language == "vi"
            ? "\(number): “\(corrigendum.words)” cần đọc là “\(corrigendum.replacement)”"
            : "\(number): “\(corrigendum.words)” should read “\(corrigendum.replacement)”"
    }

    /// A paragraph of a file is one line.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

private enum OutcomeWords {
    static let decision = Texts(en: "Decision", vi: "Quyết định")
    static let statements = Texts(en: "On record", vi: "Ghi bên cạnh văn bản")
    static let corrigenda = Texts(en: "Corrigenda", vi: "Đính chính")
    static let issued = Texts(en: "Issued", vi: "Phát hành")
    static let verbs: [Outcome?: Texts] = [
        .adopt: Texts(en: "Adopted", vi: "Đã thông qua"), .endorse: Texts(en: "Endorsed", vi: "Đã tán thành"),
        .approve: Texts(en: "Approved", vi: "Đã phê duyệt"), .note: Texts(en: "Noted", vi: "Đã ghi nhận"),
        .welcome: Texts(en: "Welcomed", vi: "Đã hoan nghênh"),
        .appreciate: Texts(en: "Appreciated", vi: "Đã đánh giá cao"),
        .reaffirm: Texts(en: "Reaffirmed", vi: "Đã tái khẳng định"), .urge: Texts(en: "Urged", vi: "Đã kêu gọi"),
        .encourage: Texts(en: "Encouraged", vi: "Đã khuyến khích"),
        .commit: Texts(en: "Committed to", vi: "Đã cam kết"),
    ]
    static let kinds: [Statement.Kind: Texts] = [
        .reservation: Texts(en: "reservation", vi: "bảo lưu"),
        .explanation: Texts(en: "explanation of position", vi: "giải thích lập trường"),
        .dissociation: Texts(en: "dissociation", vi: "không tham gia đồng thuận"),
        .national: Texts(en: "national statement", vi: "tuyên bố quốc gia"),
    ]
}
