import Foundation

/// A table of docs/text-states.md: what each command does in each state.
public struct StateTable {
    public struct Row {
        public let command: String
        /// By the name of the state.
        public let cells: [String: String]
    }

    public let columns: [String]
    public let rows: [Row]

    public struct NoTable: Error {}

    /// The first table below a heading.
    public init(_ heading: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/text-states.md")
        let lines = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(of: heading[...]) else { throw NoTable() }
        let table = lines[start...].dropFirst().drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
        let cells = table.map { line in
            line.dropFirst().dropLast().split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        guard cells.count > 2 else { throw NoTable() }
        let columns = Array(cells[0].dropFirst())
        self.columns = columns
        rows = cells.dropFirst(2).map { row in
            Row(command: row[0], cells: Dictionary(zip(columns, row.dropFirst())) { $1 })
        }
    }

    /// The refusal that a cell names; nil: the command is accepted.
    public static func refusal(_ cell: String) -> String? {
        cell.hasPrefix("`") ? cell.trimmingCharacters(in: ["`"]) : nil
    }
}
