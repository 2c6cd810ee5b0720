package import Convening
import HTTPTypes
package import Summit

/// What is wrong with a sheet, as an answer tells it: the first ones, and how many there are.
package struct RowList: Sendable {
    package static let most = 200

    package struct Row: Sendable, Encodable {
        package var row: Int
        /// Empty: the whole row.
        package var column: String
        package var text: Texts
    }

    package var told: [Row]
    package var count: Int

    package init(_ problems: [RowProblem]) {
        told = problems.prefix(Self.most).map { Row(row: $0.row, column: $0.column, text: $0.text) }
        count = problems.count
    }
}

extension Problem {
    init(_ problems: RowProblems) {
        let count = problems.all.count
        let text = Texts(
            en: "\(count == 1 ? "One cell has" : "\(count) cells have") to be put right; nothing was imported.",
            vi: "Cần sửa \(count) ô; chưa nhập gì cả.")
        self.init(.badRequest, text["en"], reason: "sheet", text: text, rows: RowList(problems.all))
    }

    init(_ problem: SheetProblem) {
        let rows = problem.row.map { [RowProblem(row: $0, column: "", text: problem.text)] } ?? []
        self.init(.badRequest, problem.text["en"], reason: "sheet", text: problem.text, rows: RowList(rows))
    }
}
