import Convening
import DomainTestSupport
import Summit
import Testing
import Timetable

/// Sheets that become commands: what they ask for, and every mistake with its place.
@Suite struct ImportTests {
    let wall: Wall
    let facts: Facts

    init() throws {
        wall = try Wall()
        facts = Facts(
            parties: [
                Party(
                    code: "DE", kind: .country, name: Texts(en: "Germany", vi: "Đức"),
                    capital: Texts(en: "Berlin", vi: "Béc-lin"), timeZone: "Europe/Berlin", flag: "de",
                    heads: [
                        Party.Head(title: Texts(en: "Before", vi: "Trước"), until: "2021-08-01"),
                        Party.Head(title: Texts(en: "Chancellor", vi: "Thủ tướng"), since: "2021-08-02"),
                    ])
            ], formats: [])
    }

    private static func words(_ refusal: ConferenceRefusal) -> Texts {
        Texts(en: "\(refusal.reason) \(refusal.subject)", vi: "v")
    }

    private func people(_ text: String, _ desk: Desk, by author: Author = .administration) throws -> SheetImport {
        try PeopleSheet.importing(
            try Sheet(text), into: desk.state, by: author, at: desk.now, words: Self.words
        ).get()
    }

    private func delegations(_ text: String, _ desk: Desk, by author: Author = .administration) throws -> SheetImport {
        try DelegationsSheet.importing(
            try Sheet(text), into: desk.state, by: author, at: desk.now, facts: facts, clocks: wall, words: Self.words
        ).get()
    }

    private func hours(_ text: String, _ desk: Desk, by author: Author = .administration) throws -> SheetImport {
        try HoursSheet.importing(
            try Sheet(text), into: desk.state, by: author, at: desk.now, clocks: wall, words: Self.words
        ).get()
    }

    private func places(_ read: () throws -> SheetImport) -> [String] {
        do {
            _ = try read()
            return []
        } catch let problems as RowProblems {
            #expect(problems.all.allSatisfy { !$0.text["en"].isEmpty && !$0.text["vi"].isEmpty })
            return problems.all.map { "\($0.row) \($0.column)" }
        } catch { return ["\(error)"] }
    }

    // MARK: People

    @Test func peopleAreRegisteredAndChanged() throws {
        var desk = try Desk()
        let text = "id,delegation,role,name_en\njp-focal,JP,adviser,Sato\nvn-1,VN,head,Nguyen\nofficer,,secretariat,\n"
        let asked = try people(text, desk)
        #expect(asked.added == 1 && asked.changed == 1)
        try desk.run(asked.command)
        #expect(desk.state.people["vn-1"]?.person.name["vi"] == "Nguyen")
        #expect(try people(text, desk).changed == 0)
    }

    @Test func whatRulesRefuseIsToldWithItsRow() throws {
        let desk = try Desk()
        let long = String(repeating: "x", count: 201)
        let text =
            "id,delegation,role,name_en\na,XX,head,\nb,VN,head,\(long)\nvn-focal,JP,adviser,\nc,JP,head,\n,,,\nd,,press,"
        #expect(places { try people(text, desk) } == ["2 delegation", "3 name_en", "4 delegation"])
        #expect(
            places { try people(text, desk, by: Desk.focalPoint) }
                == ["2 delegation", "3 name_en", "4 delegation", "5 delegation", "7 delegation"])
    }

    @Test func aHeadingThatLacksWhatIsNeededIsToldOnce() throws {
        let desk = try Desk()
        #expect(places { try people("name_en,name_en\nx,y\nz,u\n", desk) } == ["1 name_en", "1 id", "1 role"])
        #expect(places { try hours("delegation,level\nVN,leaders\n", desk) } == ["1 from", "1 to"])
        #expect(places { try delegations("colour\nred\n", desk) } == ["1 colour", "1 code"])
    }

    // MARK: Delegations

    @Test func blanksAreFilledFromTheFactsOfTheFirstDay() throws {
        var desk = try Desk()
        let asked = try delegations(
            "code;name_en;time_zone;focal_point\nDE;;;\nVN;Viet Nam;;vn-focal\nXY;Xanadu;Asia/Tokyo;\n", desk)
        #expect(asked.added == 2 && asked.changed == 1)
        try desk.run(asked.command)
        let germany = try #require(desk.state.delegation("DE")?.seat)
        #expect(germany == facts.party("DE")?.seat(on: "2021-08-02"))
        #expect(germany.title["en"] == "Chancellor")
        let vietNam = try #require(desk.state.delegation("VN")?.seat)
        #expect(vietNam.name == Texts(en: "Viet Nam", vi: "VN") && vietNam.timeZone == "Asia/Ho_Chi_Minh")
        #expect(desk.state.delegation("XY")?.seat.name["vi"] == "Xanadu")
    }

    @Test func delegationsComeBackAsTheyWere() throws {
        var desk = try Desk()
        try desk.run(try delegations("code,title_en\nDE,-1\nVN,'=x\n", desk).command)
        #expect(desk.state.delegation("DE")?.seat.title["en"] == "-1")
        let text = DelegationsSheet.text(of: desk.state.delegations)
        #expect(text.contains("'-1"))
        let again = try delegations(text, desk)
        #expect(again.added == 0 && again.changed == 0)
        #expect(try desk.run(again.command).isEmpty)
    }

    @Test func mistakesInDelegationsAreTold() throws {
        let desk = try Desk()
        let text = """
            code,name_en,time_zone,focal_point
            vn,,,
            XY,,Asia/Tokyo,
            XZ,X,,
            JP,,Asia/Saigong,vn-focal
            DE,,,
            DE,,,
            BN,,,nobody
            """
        #expect(
            places { try delegations(text, desk) }
                == ["2 code", "3 name_en", "4 time_zone", "5 time_zone", "5 focal_point", "7 code", "8 focal_point"])
        #expect(desk.refusal(.importDelegations(seats: [], focalPoints: nil), by: "vn-focal")?.reason == .notAllowed)
    }

    @Test func allDelegationsOrNone() throws {
        let desk = try Desk()
        let seat = Seat(id: "XY", name: Texts(en: "X", vi: "X"), timeZone: "Asia/Tokyo")
        var unnamed = seat
        unnamed.id = "XZ"
        unnamed.name = .empty
        #expect(desk.refusal(.importDelegations(seats: [seat, unnamed], focalPoints: nil))?.reason == .missing)
        #expect(desk.refusal(.importDelegations(seats: [seat, seat], focalPoints: nil))?.reason == .twice)
        let many = (0..<198).map { number in
            var seat = seat
            seat.id = SeatID("X\(number)")!
            return seat
        }
        #expect(desk.refusal(.importDelegations(seats: many, focalPoints: nil))?.reason == .tooMany)
        #expect(desk.refusal(.importDelegations(seats: [], focalPoints: ["JP": "vn-focal"]))?.reason == .noSuchPerson)
    }

    // MARK: Free hours

    @Test func hoursAreReadByTheDelegationsClock() throws {
        var desk = try Desk()
        let asked = try hours(
            """
            delegation,level,from,to
            VN,ministers,2021-08-02 13:00,2021-08-02 24:00
            VN,ministers,2021-08-02 8:00,2021-08-02T04:00Z
            JP,leaders,never,
            VN,leaders,,
            """, desk)
        try desk.run(asked.command)
        #expect(asked.added == 2 && asked.changed == 0)
        #expect(
            desk.state.delegation("VN")?.freeHours == [
                .ministers: [
                    Interval(from: Desk.time("2021-08-02T01:00:00Z"), to: Desk.time("2021-08-02T04:00:00Z")),
                    Interval(from: Desk.time("2021-08-02T06:00:00Z"), to: Desk.time("2021-08-02T17:00:00Z")),
                ]
            ])
        #expect(desk.state.delegation("JP")?.freeHours == [.leaders: []])
        let again = try hours("delegation,level,from,to\nVN,ministers,,\n", desk)
        #expect(again.changed == 1)
        try desk.run(again.command)
        #expect(desk.state.delegation("VN")?.freeHours == [:])
    }

    @Test func hoursComeBackAsTheyWere() throws {
        var desk = try Desk()
        try desk.run(try delegations("code\nDE\n", desk).command)
        let odd = [
            ("2021-10-31T00:15:00Z", "2021-10-31T01:15:00Z"), ("2021-10-31T02:00:00Z", "2021-10-31T02:00:01Z"),
            ("2021-11-01T00:00:00.250Z", "2021-11-01T01:00:00Z"),
        ].map { Interval(from: Desk.time($0), to: Desk.time($1)) }
        try desk.run(.setFreeHours(delegation: "DE", level: .working, hours: odd))
        try desk.run(.setFreeHours(delegation: "DE", level: .leaders, hours: []))
        let text = HoursSheet.text(of: desk.state.delegations, clocks: wall)
        #expect(text.contains("DE,working,2021-10-31 00:15Z,2021-10-31 01:15Z"))
        #expect(text.contains("2021-10-31 03:00,2021-10-31 03:00:01"))
        #expect(try desk.run(try hours(text, desk).command).isEmpty)
    }

    @Test func hoursThatNoClockShowsOnceAreTold() throws {
        var desk = try Desk()
        try desk.run(try delegations("code\nDE\n", desk).command)
        let text = """
            delegation,level,from,to
            DE,working,2021-03-28 02:30,2021-03-28 05:00
            DE,working,2021-10-31 02:30,2021-10-31 04:00
            """
        do {
            _ = try hours(text, desk)
            Issue.record("everything was taken")
        } catch let problems as RowProblems {
            #expect(problems.all.map(\.row) == [2, 3])
            #expect(problems.all[0].text["en"].contains("Perhaps 2021-03-28 03:30 is meant"))
            #expect(problems.all[1].text["en"].contains("2021-10-31 00:30Z or 2021-10-31 01:30Z"))
        }
    }

    @Test func mistakesInHoursAreTold() throws {
        let desk = try Desk()
        let text = """
            delegation,level,from,to
            VN,gods,2021-08-02 08:00,2021-08-02 09:00
            VN,leaders,tomorrow,2021-02-30 09:00
            VN,leaders,2021-08-02 08:00,2021-08-02 08:00
            VN,leaders,2021-08-02 08:00,2021-08-02 10:00
            VN,leaders,2021-08-02 09:00,2021-08-02 11:00
            XX,leaders,,
            JP,leaders,,
            JP,leaders,2021-08-02 09:00,2021-08-02 25:00
            VN,ministers,2021-08-02 09:00,2021-08-02 10:00
            VN,ministers,,
            """
        #expect(
            places { try hours(text, desk) }
                == ["2 level", "3 from", "3 to", "4 to", "6 from", "7 delegation", "9 to", "11 from"])
        #expect(
            places { try hours("delegation,level,from,to\nVN,leaders,,\nJP,leaders,,\n", desk, by: "vn-focal") }
                == ["3 delegation"])
        let all = (0...ConferenceLimits.intervals).map { number in
            "VN,leaders,2021-08-02 \(number / 60 + 10):\(number % 60 < 10 ? "0" : "")\(number % 60)Z,"
                + "2021-08-02 \(number / 60 + 10):\(number % 60 < 10 ? "0" : "")\(number % 60):30Z\n"
        }
        #expect(
            places { try hours("delegation,level,from,to\n" + all.joined(), desk) } == [
                "\(ConferenceLimits.intervals + 2) delegation"
            ])
    }

    @Test func allHoursOrNone() throws {
        let desk = try Desk()
        let hours = FreeHours(delegation: "VN", level: .leaders, hours: [])
        let others = FreeHours(delegation: "JP", level: .leaders, hours: [])
        #expect(desk.refusal(.setAllFreeHours(hours: [hours, others]), by: "vn-focal")?.reason == .notAllowed)
        #expect(desk.refusal(.setAllFreeHours(hours: [hours, hours]))?.reason == .twice)
        #expect(try desk.state.decide(.setAllFreeHours(hours: [hours]), by: "vn-focal", at: desk.now).count == 1)
    }

    // MARK: What comes from outside

    @Test func bytesThatAreNoUTF8AreToldWithTheirRow() {
        let latin1 = Array("id,name\r\na,b\r\nc,".utf8) + [0xE9] + Array("\n".utf8)
        #expect(throws: SheetProblem.notUTF8(row: 3)) { try Sheet(utf8: latin1) }
        #expect(throws: SheetProblem.notUTF8(row: 1)) { try Sheet(utf8: [0xFF, 0xFE, 0x69, 0]) }
        #expect(SheetProblem.notUTF8(row: 3).row == 3)
    }

    @Test func noSheetTraps() throws {
        var desk = try Desk()
        try desk.run(try delegations("code\nDE\n", desk).command)
        var random = SplitMix64(state: 11)
        let words = [
            "VN", "DE", "JP", "leaders", "working", "2021-10-31 02:30", "2021-08-02 08:00", "2021-08-02 24:00Z",
            "9998-12-31 24:00", "never", "", "9999-12-31 23:59Z", "0001-01-01 00:00", ":", "2021-08-02 ::",
        ]
        for _ in 0..<3_000 {
            let rows = (0..<4).map { _ in
                (0..<4).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: ",")
            }
            let text = "delegation,level,from,to\n" + rows.joined(separator: "\n")
            guard let asked = try? hours(text, desk) else { continue }
            try desk.run(asked.command)
        }
    }
}
