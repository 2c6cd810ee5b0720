import DomainTestSupport
import StandardFacts
import Summit
import Testing

/// Tables of meetings that were held.
@Suite struct GoldenTableTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var format: FormatID
        var day: CivilDate
        var chair: SeatID?
        var codes: String
        var coChairs = ""

        var testDescription: String { "\(format) on \(day)" }
    }

    static let ten = "BN KH ID LA MY MM PH SG TH VN"
    static let eleven = "BN KH ID LA MY MM PH SG TH TL VN"
    static let arf = "AU BD CA CN KP EU IN JP MN NZ PK PG KR RU LK"

    static let rows = [
        // The Special Summits of 14 April 2020.
        Row(format: "asean", day: "2020-04-14", chair: "VN", codes: ten),
        Row(format: "asean-plus-three", day: "2020-04-14", chair: "VN", codes: "\(ten) CN JP KR"),
        // AMM-54 and its week, 2 to 6 August 2021.
        Row(format: "asean", day: "2021-08-02", chair: "BN", codes: ten),
        Row(format: "asean-plus-three", day: "2021-08-03", chair: "BN", codes: "\(ten) CN JP KR"),
        Row(format: "eas", day: "2021-08-04", chair: "BN", codes: "\(ten) AU CN IN JP NZ KR RU US"),
        Row(format: "arf", day: "2021-08-06", chair: "BN", codes: "\(ten) \(arf) TL US"),
        Row(format: "asean-china", day: "2021-08-03", chair: "BN", codes: "\(ten) CN", coChairs: "MM CN"),
        Row(format: "asean-rok", day: "2021-08-03", chair: "BN", codes: "\(ten) KR", coChairs: "VN KR"),
        Row(format: "asean-japan", day: "2021-08-03", chair: "BN", codes: "\(ten) JP", coChairs: "VN JP"),
        Row(format: "asean-russia", day: "2021-08-03", chair: "BN", codes: "\(ten) RU", coChairs: "ID RU"),
        Row(format: "asean-usa", day: "2021-08-04", chair: "BN", codes: "\(ten) US", coChairs: "LA US"),
        Row(format: "asean-australia", day: "2021-08-05", chair: "BN", codes: "\(ten) AU", coChairs: "MY AU"),
        Row(format: "asean-new-zealand", day: "2021-08-05", chair: "BN", codes: "\(ten) NZ", coChairs: "BN NZ"),
        Row(format: "asean-india", day: "2021-08-04", chair: "BN", codes: "\(ten) IN", coChairs: "TH IN"),
        Row(format: "asean-eu", day: "2021-08-06", chair: "BN", codes: "\(ten) EU", coChairs: "SG EU"),
        Row(format: "asean-canada", day: "2021-08-06", chair: "BN", codes: "\(ten) CA", coChairs: "MM CA"),
        Row(format: "asean-uk", day: "2021-08-05", chair: "BN", codes: "\(ten) GB", coChairs: "BN GB"),
        // AMM-55 and its week, 2 to 5 August 2022.
        Row(format: "asean", day: "2022-08-03", chair: "KH", codes: ten),
        Row(format: "asean-rok", day: "2022-08-04", chair: "KH", codes: "\(ten) KR", coChairs: "VN KR"),
        Row(format: "asean-uk", day: "2022-08-04", chair: "KH", codes: "\(ten) GB", coChairs: "BN GB"),
        Row(format: "eas", day: "2022-08-05", chair: "KH", codes: "\(ten) AU CN IN JP NZ KR RU US"),
        Row(format: "arf", day: "2022-08-05", chair: "KH", codes: "\(ten) \(arf) TL US"),
        // The 47th Summit: Timor-Leste joins on its first day.
        Row(format: "asean", day: "2025-10-25", chair: "MY", codes: ten),
        Row(format: "asean", day: "2025-10-26", chair: "MY", codes: eleven),
        Row(format: "asean-plus-three", day: "2025-10-27", chair: "MY", codes: "\(eleven) CN JP KR"),
        Row(format: "eas", day: "2025-10-27", chair: "MY", codes: "\(eleven) AU CN IN JP NZ KR RU US"),
        Row(format: "asean-usa", day: "2025-10-26", chair: "MY", codes: "\(eleven) US", coChairs: "KH US"),
        // Who coordinates the relations with Japan since July 2024 is not on record here.
        Row(format: "asean-japan", day: "2025-10-26", chair: "MY", codes: "\(eleven) JP", coChairs: "JP"),
        Row(format: "arf", day: "2025-11-01", chair: "MY", codes: "\(eleven) \(arf) US"),
        // Before Russia and the United States took part.
        Row(format: "eas", day: "2011-11-18", chair: "ID", codes: "\(ten) AU CN IN JP NZ KR"),
        // The first Forum: six members of ASEAN, and observers who joined it later.
        Row(
            format: "arf", day: "1994-07-25", chair: nil, codes: "BN ID MY PH SG TH AU CA CN EU JP LA NZ PG KR RU US VN"
        ),
        Row(format: "asean", day: "1967-08-08", chair: nil, codes: "ID MY PH SG TH"),
    ]

    @Test(arguments: rows)
    func seatsChairAndOrders(row: Row) throws {
        let table = try Facts.standard.table(of: row.format, on: row.day)
        #expect(table.precedence.map(\.rawValue).joined(separator: " ") == row.codes)
        #expect(table.chair == row.chair)
        #expect(table.coChairs.map(\.rawValue).joined(separator: " ") == row.coChairs)
        #expect(table.speaking == (row.chair.map { [$0] } ?? []) + table.precedence.filter { $0 != row.chair })
        #expect(table.seating.first == row.chair ?? table.precedence.first)
        if let partner = table.coChairs.last { #expect(table.seating.last == partner, "on the chair's right hand") }
        let names = table.signing.compactMap { Facts.standard.party($0)?.name["en"] }
        #expect(names == names.sorted() && names.count == table.precedence.count)
    }

    @Test(
        arguments: [
            ("asean", "2020-04-14", 10), ("asean-plus-three", "2020-04-14", 13), ("eas", "2021-08-04", 18),
            ("arf", "2021-08-06", 27), ("arf", "2007-08-01", 26), ("arf", "2007-08-02", 27), ("arf", "1999-07-26", 22),
            ("asean", "2025-10-26", 11), ("asean-plus-three", "2025-10-26", 14), ("eas", "2025-10-26", 19),
            ("arf", "2025-10-26", 27),
        ] as [(FormatID, CivilDate, Int)])
    func asManyAsThereWere(format: FormatID, day: CivilDate, count: Int) {
        #expect(Facts.standard.seats(of: format, on: day)?.count == count)
    }

    @Test func thePlatesOfThe14thOfApril2020() throws {
        let table = try Facts.standard.table(
            of: "asean-plus-three", on: "2020-04-14", TableRequest(guests: ["WHO"], withSecretaryGeneral: true))
        #expect(table.precedence.count == 14 && table.precedence.last == "ASEC")
        #expect(table.seating.suffix(2) == ["KR", "ASEC"] && table.places.last?.seat.place == .offstage)
        func plate(_ code: SeatID) -> NamePlate? { table.places.first { $0.seat.id == code }?.plate }
        let rows: [(SeatID, String, String, String, String)] = [
            ("VN", "Viet Nam", "Việt Nam", "Chair", "Chủ tọa"),
            ("KR", "Republic of Korea", "Hàn Quốc", "President", "Tổng thống"),
            ("MM", "Myanmar", "Myanmar", "State Counsellor", "Cố vấn Nhà nước"),
            ("ASEC", "Secretary-General", "Tổng Thư ký", "ASEAN Secretariat", "Ban Thư ký ASEAN"),
            ("WHO", "World Health Organization", "Tổ chức Y tế Thế giới", "Director-General", "Tổng Giám đốc"),
        ]
        for (code, name, ten, function, chucVu) in rows {
            #expect(plate(code) == NamePlate(name: Texts(en: name, vi: ten), function: Texts(en: function, vi: chucVu)))
        }
        #expect(table.signing.contains("ASEC") == false && table.signing.contains("WHO") == false)
    }

    @Test func aLowerRankSitsAfterTheOthers() throws {
        let request = TableRequest(level: .ministers, ranks: ["BN": .deputyMinister, "CN": .seniorOfficial])
        let table = try Facts.standard.table(of: "asean-plus-three", on: "2022-08-04", request)
        #expect(
            table.precedence.map(\.rawValue).joined(separator: " ") == "KH ID LA MY MM PH SG TH VN JP KR BN CN")
        #expect(table.signing.prefix(3) == ["BN", "KH", "CN"])
        let titles = Dictionary(uniqueKeysWithValues: table.places.map { ($0.seat.id, $0.seat.title["vi"]) })
        #expect(titles["VN"] == "Bộ trưởng" && titles["BN"] == "Thứ trưởng" && titles["CN"] == "Quan chức Cao cấp")
        let leaders = try Facts.standard.table(
            of: "asean", on: "2020-04-14", TableRequest(ranks: ["ID": .headOfState, "TH": .minister]))
        #expect(leaders.precedence.first == "ID" && leaders.precedence.last == "TH")
        #expect(leaders.places.first?.seat.title["en"] == "President")
        #expect(leaders.places.last?.seat.title["en"] == "Minister")
    }

    static let impossible: [(FormatID, CivilDate, TableRequest, TableProblem)] = [
        ("g20", "2020-04-14", TableRequest(), .unknownFormat("g20", known: Facts.standard.formats.map(\.id))),
        ("asean-uk", "2020-04-14", TableRequest(), .tooEarly("asean-uk", since: "2021-08-04")),
        ("asean", "1967-08-07", TableRequest(), .tooEarly("asean", since: "1967-08-08")),
        ("asean", "2020-04-14", TableRequest(guests: ["XX"]), .unknownParty("XX")),
        ("asean", "2020-04-14", TableRequest(guests: ["VN"]), .twice("VN")),
        ("asean", "2020-04-14", TableRequest(guests: ["WHO"], observers: ["WHO"]), .twice("WHO")),
        ("asean", "2020-04-14", TableRequest(ranks: ["TL": .minister]), .absent("TL")),
    ]

    @Test(arguments: impossible.indices)
    func whatCannotBeSetIsRefused(index: Int) {
        let (format, day, request, problem) = Self.impossible[index]
        let error = #expect(throws: TableProblem.self) { try Facts.standard.table(of: format, on: day, request) }
        #expect(error == problem)
    }
}
