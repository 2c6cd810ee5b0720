import Convening
import DomainTestSupport
import Summit
import Testing

@Suite struct SheetTests {
    @Test(arguments: [
        ("a,b\n1,2\n", [["1", "2"]]), ("a;b\r\n1;2", [["1", "2"]]), ("a\tb\r1\t2\r", [["1", "2"]]),
        ("\u{feff}a,b\n\"x, y\",\"he said \"\"no\"\"\"\n", [["x, y", "he said \"no\""]]),
        ("a,b\n\"two\nlines\",2\n3,4", [["two\nlines", "2"], ["3", "4"]]), ("a,b\n\n ,\n1\n", [["1"]]),
        ("a\nđoàn\n", [["đoàn"]]), ("a,b\n\"x\"y,2", [["xy", "2"]]), ("a,b\n1,\n", [["1", ""]]),
    ])
    func readsWhatSpreadsheetsWrite(text: String, cells: [[String]]) throws {
        #expect(try Sheet(text).rows.map(\.cells) == cells)
    }

    @Test func rowsAreCountedAsASpreadsheetDoes() throws {
        let sheet = try Sheet("a,b\n\"x\ny\",1\n\n2,3\n")
        #expect(sheet.rows.map(\.number) == [2, 5])
    }

    @Test func saysWhyItCannotBeRead() {
        #expect(throws: SheetProblem.empty) { try Sheet("") }
        #expect(throws: SheetProblem.empty) { try Sheet("\n\n") }
        #expect(throws: SheetProblem.openQuote(row: 3)) { try Sheet("a,b\n1,2\n3,\"x\n") }
        #expect(throws: SheetProblem.tooManyCells(row: 2, columns: 2)) { try Sheet("a,b\n1,2,3\n") }
        let rows = String(repeating: "1\n", count: 10_000)
        #expect(throws: SheetProblem.tooManyRows(5_000)) { try Sheet("a\n" + rows) }
        #expect(throws: SheetProblem.tooLong(bytes: 4_000_000)) { try Sheet(String(repeating: "x", count: 4_000_001)) }
    }

    @Test func aMillionCellsAreNotKept() throws {
        let commas = String(repeating: ",", count: 3_900_000)
        #expect(throws: SheetProblem.tooManyColumns(100)) { try Sheet("id,role" + commas) }
        #expect(throws: SheetProblem.tooManyCells(row: 2, columns: 2)) { try Sheet("id,role\na,press" + commas) }
        #expect(try Sheet("id,role\n" + commas + "\na,press").rows.map(\.number) == [3])
        let names = (0...100).map { "c\($0)" }.joined(separator: ",")
        #expect(throws: SheetProblem.tooManyColumns(100)) { try Sheet(names) }
    }

    @Test(arguments: ["\u{0}", "\u{1b}[31m", "\u{202e}gnp", "\u{2066}x", "\u{85}"])
    func whatNobodyCanSeeIsRefused(text: String) {
        #expect(throws: SheetProblem.controlCharacter(row: 2)) { try Sheet("id,role\na\(text),press") }
    }

    @Test func noSheetTraps() {
        var random = SplitMix64(state: 7)
        let characters = Array("ab,;\t\"\n\r \u{feff}é'=")
        for _ in 0..<5_000 {
            let text = String(
                (0..<Int.random(in: 0...40, using: &random)).map { _ in characters.randomElement(using: &random) ?? "a"
                })
            guard let sheet = try? Sheet(text) else { continue }
            for row in sheet.rows { #expect(row.cells.count <= sheet.heading.count) }
            _ = PeopleSheet.people(on: sheet)
        }
    }

    static let people = [
        Person(
            id: "vn-minister", delegation: "VN", role: .head, rank: .deputyMinister,
            title: Texts(en: "Deputy Minister, \"acting\"", vi: "Thứ trưởng"), name: Texts(en: "Nguyen", vi: "Nguyễn"),
            levels: [.ministers, .leaders], inHall: true),
        Person(id: "press-1", role: .press),
    ]

    @Test func peopleComeBackAsTheyWere() throws {
        let sheet = try Sheet(PeopleSheet.text(of: Self.people))
        #expect(try PeopleSheet.people(on: sheet).get() == Self.people)
    }

    @Test func noCellIsAFormula() {
        var person = Self.people[1]
        person.name = Texts(en: "=1+1", vi: "@x")
        #expect(PeopleSheet.text(of: [person]).contains("'=1+1,'@x"))
    }

    @Test(arguments: ["=1", "'=1", "''-", "'", "'x", "+84 24", "@", "-"])
    func everyCellComesBackAsItWas(cell: String) throws {
        let sheet = try Sheet(Sheet.text(heading: ["a"], rows: [[cell]]))
        #expect(sheet.cell("a", of: sheet.rows[0]) == cell)
    }

    @Test func everyMistakeIsNamedWithItsPlace() throws {
        let sheet = try Sheet(
            """
            id,delegation,role,rank,levels,in_hall,colour
            Not An Id,VN,head,,ministers,yes,
            a,,head,,ministers,,
            b,VN,chair,king,"ministers, gods",maybe,
            c,VN,adviser,,,,
            c,VN,adviser,,,,
            """)
        guard case .failure(let problems) = PeopleSheet.people(on: sheet) else {
            Issue.record("everything was taken")
            return
        }
        #expect(
            problems.all.map { "\($0.row) \($0.column)" } == [
                "1 colour", "2 id", "3 delegation", "4 role", "4 rank", "4 levels", "4 in_hall", "6 id",
            ])
        #expect(problems.all.allSatisfy { !$0.text["vi"].isEmpty && !$0.text["en"].isEmpty })
    }
}
