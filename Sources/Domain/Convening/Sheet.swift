public import Summit

/// A table as spreadsheets write it: RFC 4180, with commas, semicolons or tabs, whatever stands first in the heading.
public struct Sheet: Sendable, Hashable {
    /// Characters of a whole sheet.
    public static let longest = 4_000_000
    public static let mostRows = 5_000
    public static let mostColumns = 100

    public struct Row: Sendable, Hashable {
        /// Counted from 1, the heading included, as a spreadsheet counts.
        public var number: Int
        public var cells: [String]
    }

    public let heading: [String]
    public private(set) var rows: [Row]
    /// Of each name in the heading the first.
    private let columns: [String: Int]

    /// Empty rows are left out.
    public init(_ text: String) throws(SheetProblem) {
        guard text.utf8.count <= Self.longest else { throw .tooLong(bytes: Self.longest) }
        var reader = CellReader(text)
        guard let first = try reader.row(keeping: Self.mostColumns), !first.cells.allSatisfy(\.isEmpty) else {
            throw .empty
        }
        guard !first.isCut else { throw .tooManyColumns(Self.mostColumns) }
        heading = first.cells.map { $0.trimmed.lowercased() }
        columns = Dictionary(heading.enumerated().map { ($1, $0) }) { first, _ in first }
        rows = []
        while let row = try reader.row(keeping: heading.count) {
            guard !row.isBlank else { continue }
            guard rows.count < Self.mostRows else { throw .tooManyRows(Self.mostRows) }
            guard !row.isCut else { throw .tooManyCells(row: row.number, columns: heading.count) }
            rows.append(Row(number: row.number, cells: row.cells))
        }
    }

    /// A sheet as it comes from outside, with or without a byte order mark.
    public init(utf8 bytes: some Collection<UInt8>) throws(SheetProblem) {
        guard bytes.count <= Self.longest else { throw .tooLong(bytes: Self.longest) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .notUTF8(row: Self.rowOfFirstFault(in: bytes))
        }
        try self.init(text)
    }

    /// What stands in a row under a heading; empty where there is no such column, and where the row ends before it.
    public func cell(_ name: String, of row: Row) -> String {
        guard let column = columns[name], row.cells.indices.contains(column) else { return "" }
        let cell = row.cells[column].trimmed
        return cell.first == "'" && Self.isLikeFormula(cell) ? String(cell.dropFirst()) : cell
    }

    /// A table as spreadsheets read it: commas, CRLF, and quotes where they are needed.
    public static func text(heading: [String], rows: [[String]]) -> String {
        ([heading] + rows).map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A cell that begins like a formula gets an apostrophe before it: no spreadsheet shall compute what somebody entered as a name.
    private static func quoted(_ cell: String) -> String {
        let cell = isLikeFormula(cell) ? "'" + cell : cell
        guard cell.contains(where: { ",;\t\"".contains($0) || $0.isNewline }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }

    /// Apostrophes before it make no difference, so that each cell comes back as it was.
    private static func isLikeFormula(_ cell: String) -> Bool {
        cell.first { $0 != "'" }.map { "=+-@\t\r".contains($0) } == true
    }

    /// The line on which the first byte stands that is no UTF-8.
    private static func rowOfFirstFault(in bytes: some Collection<UInt8>) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var row = 1
        var afterReturn = false
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            if scalar == "\r" || (scalar == "\n" && !afterReturn) { row += 1 }
            afterReturn = scalar == "\r"
        }
        return row
    }
}

/// Why a sheet cannot be read at all.
public enum SheetProblem: Error, Sendable, Hashable {
    case empty
    case tooLong(bytes: Int)
    case tooManyRows(Int)
    case tooManyColumns(Int)
    case tooManyCells(row: Int, columns: Int)
    case openQuote(row: Int)
    case notUTF8(row: Int)
    case controlCharacter(row: Int)

    /// Where, as a spreadsheet counts; nil for the whole sheet.
    public var row: Int? {
        switch self {
        case .empty, .tooLong, .tooManyRows: nil
        case .tooManyColumns: 1
        case .tooManyCells(let row, _), .openQuote(let row), .notUTF8(let row), .controlCharacter(let row): row
        }
    }

    public var text: Texts {
        switch self {
        case .empty: Texts(en: "The sheet is empty.", vi: "Bảng không có nội dung.")
        case .tooLong(let bytes):
            Texts(
                en: "The sheet is longer than \(bytes) bytes. Import it in parts.",
                vi: "Bảng dài hơn \(bytes) byte. Hãy nhập từng phần.")
        case .tooManyRows(let rows):
            Texts(
                en: "The sheet has more than \(rows) rows. Import it in parts.",
                vi: "Bảng có hơn \(rows) hàng. Hãy nhập từng phần.")
        case .tooManyColumns(let columns):
            Texts(
                en: "The heading has more than \(columns) columns. Remove those that are not needed.",
                vi: "Tiêu đề có hơn \(columns) cột. Hãy bỏ những cột không cần.")
        case .tooManyCells(let row, let columns):
            Texts(
                en: "Row \(row) has more cells than the heading, which has \(columns). Is a comma unquoted?",
                vi: "Hàng \(row) có nhiều ô hơn tiêu đề (\(columns) ô). Có dấu phẩy nào chưa đặt trong ngoặc kép không?"
            )
        case .openQuote(let row):
            Texts(
                en: "In row \(row) a quotation mark is opened and not closed.",
                vi: "Ở hàng \(row) có dấu ngoặc kép mở mà không đóng.")
        case .notUTF8(let row):
            Texts(
                en: "Row \(row) has letters that are not written as UTF-8. Save the sheet as “CSV UTF-8”.",
                vi: "Hàng \(row) có chữ không theo mã UTF-8. Hãy lưu bảng dưới dạng “CSV UTF-8”.")
        case .controlCharacter(let row):
            Texts(
                en: "Row \(row) has a control character, which nobody can see. Enter the cell again.",
                vi: "Hàng \(row) có ký tự điều khiển không nhìn thấy được. Hãy nhập lại ô đó.")
        }
    }
}

/// Reads cell after cell.
private struct CellReader {
    private var rest: Substring.UnicodeScalarView
    private let separator: Unicode.Scalar
    private var line = 1

    init(_ text: String) {
        let scalars = text.unicodeScalars
        rest = scalars.first == "\u{feff}" ? scalars.dropFirst() : scalars[...]
        separator =
            rest.first { ",;\t\n\r".unicodeScalars.contains($0) }.flatMap {
                "\n\r".unicodeScalars.contains($0) ? nil : $0
            } ?? ","
    }

    struct Row {
        /// The line on which it begins.
        var number: Int
        var cells: [String] = []
        /// It had more cells.
        var isCut = false
        /// Nothing stands in any cell, in those that are not kept either.
        var isBlank = true
    }

    /// The next row; nil at the end.
    /// - Parameter limit: so many of its cells are kept; a row may have millions.
    mutating func row(keeping limit: Int) throws(SheetProblem) -> Row? {
        guard !rest.isEmpty else { return nil }
        var row = Row(number: line)
        while true {
            let cell = rest.first == "\"" ? try quotedCell(row.number) : plainCell()
            guard !cell.hasUnseenControls else { throw .controlCharacter(row: row.number) }
            if row.cells.count < limit { row.cells.append(cell) } else { row.isCut = true }
            row.isBlank = row.isBlank && cell.allSatisfy(\.isWhitespace)
            guard let end = rest.popFirst() else { break }
            if end == separator { continue }
            if end == "\r", rest.first == "\n" { rest.removeFirst() }
            line += 1
            break
        }
        return row
    }

    private mutating func plainCell() -> String {
        let end = rest.firstIndex { $0 == separator || $0 == "\n" || $0 == "\r" } ?? rest.endIndex
        defer { rest = rest[end...] }
        return String(rest[..<end])
    }

    /// Line breaks within quotes belong to the cell; what stands between the closing quote and the separator as well.
    private mutating func quotedCell(_ number: Int) throws(SheetProblem) -> String {
        rest.removeFirst()
        var cell = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar != "\"" {
                if scalar == "\n" { line += 1 }
                cell.append(scalar)
            } else if rest.first == "\"" {
                cell.append(scalar)
                rest.removeFirst()
            } else {
                return String(cell) + plainCell()
            }
        }
        throw .openQuote(row: number)
    }
}

extension StringProtocol {
    /// Without white space around it.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
