public import Summit

/// The people of one or more delegations as a sheet.
public enum PeopleSheet {
    public static let heading = [
        "id", "delegation", "role", "rank", "title_en", "title_vi", "name_en", "name_vi", "levels", "in_hall", "email",
    ]

    /// The people on a sheet, or everything that is wrong with it: then nobody is imported.
    public static func people(on sheet: Sheet) -> Result<[Person], RowProblems> {
        read(sheet).map { $0.map(\.person) }
    }

    /// What the sheet asks for, or everything that is wrong with it, also with what the conference's rules refuse.
    /// - Parameter words: of a refusal.
    public static func importing(
        _ sheet: Sheet, into state: ConferenceState, by author: Author, at time: Timestamp,
        words: (ConferenceRefusal) -> Texts
    ) -> Result<SheetImport, RowProblems> {
        read(sheet).flatMap { people in
            // Where the sheet has no addresses, those that are known stay.
            var people = people
            if !sheet.has(["email"]) {
                for index in people.indices {
                    people[index].person.email = state.people[people[index].person.id]?.person.email
                }
            }
            var problems: [RowProblem] = []
            var asked = SheetImport(command: .registerAll(people: people.map(\.person)), added: 0, changed: 0)
            for (row, person) in people {
                let known = state.people[person.id]
                let command: ConferenceCommand =
                    known == nil ? .register(person: person) : .changePerson(person: person)
                if let refusal = state.refusal(of: command, by: author, at: time) {
                    let text =
                        refusal.reason == .notAllowed
                        ? notYours(person.delegation ?? known?.person.delegation) : words(refusal)
                    problems.append(RowProblem(row: row, column: column(of: refusal), text: text))
                }
                if known == nil { asked.added += 1 } else if known?.person != person { asked.changed += 1 }
            }
            return problems.isEmpty ? .success(asked) : .failure(RowProblems(problems))
        }
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
                    person.email?.text ?? "",
                ]
            })
    }

    private static func read(_ sheet: Sheet) -> Result<[(row: Int, person: Person)], RowProblems> {
        let needed = ["id", "role"]
        var problems = sheet.problems(columns: heading, needed: needed)
        guard sheet.has(needed) else { return .failure(RowProblems(problems)) }
        var people: [(row: Int, person: Person)] = []
        var rows: [ParticipantID: Int] = [:]
        for row in sheet.rows {
            var reader = RowReader(sheet: sheet, row: row)
            let person = reader.person()
            problems += reader.problems
            guard let person else { continue }
            if let earlier = rows[person.id] {
                problems.append(
                    RowProblem(
                        row: row.number, column: "id",
                        text: Texts(
                            en: "“\(person.id)” is in row \(earlier) already.",
                            vi: "“\(person.id)” đã có ở hàng \(earlier).")))
            }
            rows[person.id] = row.number
            people.append((row.number, person))
        }
        return problems.isEmpty ? .success(people) : .failure(RowProblems(problems))
    }

    /// Where on the sheet stands what was refused.
    private static func column(of refusal: ConferenceRefusal) -> String {
        switch (refusal.reason, refusal.subject) {
        case (.notAllowed, _), (.noSuchDelegation, _), (.keepsDelegation, _), (_, "person.delegation"): "delegation"
        case (_, "person.role"): "role"
        case (_, "person.title"): "title_en"
        case (_, "person.name"): "name_en"
        case (_, "person.levels"): "levels"
        default: "id"
        }
    }
}

/// A row that somebody else has to import.
func notYours(_ delegation: SeatID?) -> Texts {
    guard let delegation else {
        return Texts(
            en: "This row belongs to no delegation; only the secretariat may import it.",
            vi: "Hàng này không thuộc đoàn nào; chỉ ban thư ký được nhập.")
    }
    return Texts(
        en: "This row belongs to \(delegation); you may import only your own delegation's.",
        vi: "Hàng này thuộc đoàn \(delegation); bạn chỉ được nhập của đoàn mình.")
}

extension RowReader {
    fileprivate mutating func person() -> Person? {
        let id = ParticipantID(cell("id"))
        if id == nil {
            complain(
                "id", "An id has 1 to 40 letters a to z, digits and hyphens.",
                "Mã có từ 1 đến 40 chữ a đến z, chữ số và gạch nối.")
        }
        let role = choice("role", among: Role.allCases.filter { !$0.mayPreside })
        let delegation = cell("delegation").isEmpty && role?.hasSeat != true ? nil : code("delegation")
        let rank = cell("rank").isEmpty ? nil : choice("rank", among: Rank.allCases)
        let levels = cell("levels").split { " ,;/".contains($0) }.compactMap {
            choice("levels", String($0), among: Level.allCases)
        }
        let inHall = ["yes": true, "no": false, "": false][cell("in_hall").lowercased()]
        if inHall == nil { complain("in_hall", "Write yes or no.", "Hãy ghi yes hoặc no.") }
        let address = cell("email")
        let email = MailAddress(address)
        if email == nil, !address.isEmpty {
            complain(
                "email", "This is no mail address such as minister@mofa.example.",
                "Đây không phải địa chỉ thư điện tử, ví dụ minister@mofa.example.")
        }
        guard problems.isEmpty, let id, let role else { return nil }
        return Person(
            id: id, delegation: delegation, role: role, rank: rank, title: texts("title"), name: texts("name"),
            levels: levels, inHall: inHall ?? false, email: email)
    }
}
