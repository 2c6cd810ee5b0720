public import Summit

/// The people of one or more delegations as a sheet.
public enum PeopleSheet {
    public static let heading = [
        "id", "delegation", "role", "rank", "title_en", "title_vi", "name_en", "name_vi", "levels", "in_hall",
    ]

    /// What is wrong with a cell.
    public struct Problem: Error, Sendable, Hashable {
        /// As a spreadsheet counts, from 1.
        public var row: Int
        public var column: String
        public var text: Texts
    }

    /// The people on a sheet, or everything that is wrong with it: then nobody is imported.
    public static func people(on sheet: Sheet) -> Result<[Person], Problems> {
        var problems: [Problem] = []
        for name in sheet.heading where !heading.contains(name) {
            let known = heading.joined(separator: ", ")
            problems.append(
                Problem(
                    row: 1, column: name,
                    text: Texts(
                        en: "No column is called “\(name)”. There are: \(known).",
                        vi: "Không có cột “\(name)”. Các cột: \(known).")))
        }
        var people: [Person] = []
        var rows: [ParticipantID: Int] = [:]
        for row in sheet.rows {
            var reader = RowReader(sheet: sheet, row: row)
            let person = reader.person()
            problems += reader.problems
            guard let person else { continue }
            if let earlier = rows[person.id] {
                problems.append(
                    Problem(
                        row: row.number, column: "id",
                        text: Texts(
                            en: "“\(person.id)” is in row \(earlier) already.",
                            vi: "“\(person.id)” đã có ở hàng \(earlier).")))
            }
            rows[person.id] = row.number
            people.append(person)
        }
        return problems.isEmpty ? .success(people) : .failure(Problems(all: problems))
    }

    public struct Problems: Error, Sendable, Hashable {
        public var all: [Problem]
    }

    /// The same people again, for a spreadsheet.
    public static func text(of people: [Person]) -> String {
        Sheet.text(
            heading: heading,
            rows: people.map { person in
                [
                    person.id.rawValue, person.delegation?.rawValue ?? "", person.role.rawValue,
                    person.rank?.rawValue ?? "", person.title.byLanguage["en"] ?? "",
                    person.title.byLanguage["vi"] ?? "",
                    person.name.byLanguage["en"] ?? "", person.name.byLanguage["vi"] ?? "",
                    person.levels.map(\.rawValue).joined(separator: " "), person.inHall ? "yes" : "no",
                ]
            })
    }
}

/// Reads one row, and goes on after each mistake to find them all.
private struct RowReader {
    let sheet: Sheet
    let row: Sheet.Row
    private(set) var problems: [PeopleSheet.Problem] = []

    init(sheet: Sheet, row: Sheet.Row) {
        self.sheet = sheet
        self.row = row
    }

    mutating func person() -> Person? {
        let id = ParticipantID(cell("id"))
        if id == nil {
            complain(
                "id", "An id has 1 to 40 letters a to z, digits and hyphens.",
                "Mã có từ 1 đến 40 chữ a đến z, chữ số và gạch nối.")
        }
        let role = choice("role", among: Role.allCases.filter { !$0.mayPreside })
        let delegation = SeatID(cell("delegation"))
        if delegation == nil, !cell("delegation").isEmpty || role?.hasSeat == true {
            complain("delegation", "A delegation's code is needed, such as VN.", "Cần mã đoàn, ví dụ VN.")
        }
        let rank = cell("rank").isEmpty ? nil : choice("rank", among: Rank.allCases)
        let levels = cell("levels").split { " ,;/".contains($0) }.compactMap {
            choice("levels", String($0), among: Level.allCases)
        }
        let inHall = ["yes": true, "no": false, "": false][cell("in_hall").lowercased()]
        if inHall == nil { complain("in_hall", "Write yes or no.", "Hãy ghi yes hoặc no.") }
        guard problems.isEmpty, let id, let role else { return nil }
        return Person(
            id: id, delegation: delegation, role: role, rank: rank, title: texts("title"), name: texts("name"),
            levels: levels, inHall: inHall ?? false)
    }

    private func cell(_ name: String) -> String { sheet.cell(name, of: row) }

    private func texts(_ name: String) -> Texts {
        let (en, vi) = (cell(name + "_en"), cell(name + "_vi"))
        return Texts(en: en.isEmpty ? vi : en, vi: vi.isEmpty ? en : vi)
    }

    private mutating func choice<Choice: RawRepresentable<String>>(_ column: String, among all: [Choice]) -> Choice? {
        choice(column, cell(column), among: all)
    }

    private mutating func choice<Choice: RawRepresentable<String>>(
        _ column: String, _ text: String, among all: [Choice]
    ) -> Choice? {
        if let found = all.first(where: { $0.rawValue.lowercased() == text.lowercased() }) { return found }
        let known = all.map(\.rawValue).joined(separator: ", ")
        complain(column, "“\(text)” is none of: \(known).", "“\(text)” không thuộc: \(known).")
        return nil
    }

    private mutating func complain(_ column: String, _ en: String, _ vi: String) {
        problems.append(PeopleSheet.Problem(row: row.number, column: column, text: Texts(en: en, vi: vi)))
    }
}
