public import Summit

/// What is wrong with a cell of a sheet.
public struct RowProblem: Error, Sendable, Hashable {
    /// As a spreadsheet counts, from 1.
    public var row: Int
    /// Empty: the whole row.
    public var column: String
    public var text: Texts

    public init(row: Int, column: String, text: Texts) {
        self.row = row
        self.column = column
        self.text = text
    }
}

/// Everything that is wrong with a sheet, of which nothing is taken.
public struct RowProblems: Error, Sendable, Hashable {
    public var all: [RowProblem]

    public init(_ all: [RowProblem]) { self.all = all }
}

/// What a sheet asks for: one command for all of it, and what comes of it.
public struct SheetImport: Sendable, Hashable {
    public var command: ConferenceCommand
    public var added: Int
    public var changed: Int
}

extension Sheet {
    func has(_ columns: [String]) -> Bool { columns.allSatisfy(heading.contains) }

    /// What is wrong with the heading: columns that nobody knows or that are there twice, and needed ones that are not there.
    func problems(columns: [String], needed: [String]) -> [RowProblem] {
        func problem(_ column: String, _ en: String, _ vi: String) -> RowProblem {
            RowProblem(row: 1, column: String(column.prefix(60)), text: Texts(en: en, vi: vi))
        }
        let known = columns.joined(separator: ", ")
        var seen: Set<String> = []
        var problems: [RowProblem] = []
        for name in heading {
            let isNew = seen.insert(name).inserted
            if !columns.contains(name) {
                problems.append(
                    problem(
                        name, "No column is called \(shown(name)). There are: \(known).",
                        "Không có cột \(shown(name)). Các cột: \(known)."))
            } else if !isNew {
                problems.append(problem(name, "The column “\(name)” is there twice.", "Cột “\(name)” có hai lần."))
            }
        }
        for name in needed where !seen.contains(name) {
            problems.append(problem(name, "The column “\(name)” is missing.", "Thiếu cột “\(name)”."))
        }
        return problems
    }
}

/// What was read, within quotation marks, and cut where it is long.
func shown(_ text: String) -> String { "“\(text.excerpt)”" }

/// Reads one row, and goes on after each mistake to find them all.
struct RowReader {
    let sheet: Sheet
    let row: Sheet.Row
    private(set) var problems: [RowProblem] = []

    init(sheet: Sheet, row: Sheet.Row) {
        self.sheet = sheet
        self.row = row
    }

    func cell(_ name: String) -> String { sheet.cell(name, of: row) }

    /// What is said in one language is said in both where the other is blank.
    func texts(_ name: String) -> Texts {
        let (en, vi) = (cell(name + "_en"), cell(name + "_vi"))
        return Texts(en: en.isEmpty ? vi : en, vi: vi.isEmpty ? en : vi)
    }

    mutating func choice<Choice: RawRepresentable<String>>(_ column: String, among all: [Choice]) -> Choice? {
        choice(column, cell(column), among: all)
    }

    mutating func choice<Choice: RawRepresentable<String>>(
        _ column: String, _ text: String, among all: [Choice]
    ) -> Choice? {
        if let found = all.first(where: { $0.rawValue.lowercased() == text.lowercased() }) { return found }
        let known = all.map(\.rawValue).joined(separator: ", ")
        complain(column, "\(shown(text)) is none of: \(known).", "\(shown(text)) không thuộc: \(known).")
        return nil
    }

    /// A delegation's code.
    mutating func code(_ column: String) -> SeatID? {
        if let code = SeatID(cell(column)) { return code }
        complain(column, "A delegation's code is needed, such as VN.", "Cần mã đoàn, ví dụ VN.")
        return nil
    }

    mutating func complain(_ column: String, _ en: String, _ vi: String) {
        complain(column, Texts(en: en, vi: vi))
    }

    mutating func complain(_ column: String, _ text: Texts) {
        problems.append(RowProblem(row: row.number, column: column, text: text))
    }
}
