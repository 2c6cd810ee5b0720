import Convening
import DomainTestSupport
import Summit
import Testing
import Timetable

/// What stands in the calendar of a delegation or a person, and what never does.
@Suite struct ConferenceCalendarTests {
    let wall: Wall
    var desk: Desk

    init() throws {
        wall = try Wall()
        desk = try Desk()
        try desk.run(.register(person: Person(id: "vn-1", delegation: "VN", role: .head, levels: [.ministers])))
        try desk.run(.register(person: Person(id: "jp-1", delegation: "JP", role: .head, levels: [.leaders])))
        try desk.run(.register(person: Person(id: "press", role: .press)))
        for id: ParticipantID in ["vn-1", "jp-1", "press"] { try desk.run(.approve(person: id)) }
        try desk.run(.planMeeting(meeting: Desk.meeting("amm")))
        try desk.run(.planMeeting(meeting: Desk.meeting("bn-jp", table: ["BN", "JP"])))
        try desk.run(.planMeeting(meeting: Desk.meeting("later")))
        try desk.run(.place(placements: [place("amm", "01:00", room: "r1"), place("bn-jp", "03:00")]))
        try desk.run(.place(placements: [place("later", "05:00")]))
        try desk.run(.publishTimetable)
    }

    private func place(_ id: MeetingID, _ clock: String, room: String? = nil) -> Placement {
        Placement(meeting: id, start: Desk.time("2021-08-03T\(clock):00Z"), room: room)
    }

    private func entries(_ owner: CalendarOwner) throws -> [CalendarEntry] { try file(owner).entries }

    private func file(_ owner: CalendarOwner) throws -> CalendarFile {
        let setting = CalendarSetting(
            installation: "0a1b2c3d.mufakat", origin: "https://summit.example",
            changed: ["amm": Desk.time("2021-07-01T00:00:00Z")])
        return try desk.state.calendar(of: owner, setting, by: wall)
    }

    private func uids(_ owner: CalendarOwner) throws -> [String] {
        try entries(owner).map { String($0.uid.prefix { $0 != "." }) }
    }

    @Test func whoTakesPartHasTheMeetingAndNobodyElse() throws {
        #expect(try uids(.delegation("VN")) == ["amm", "later"])
        #expect(try uids(.delegation("JP")) == ["amm", "bn-jp", "later"])
        #expect(try uids(.person("vn-1")) == ["amm", "later"])
        #expect(try uids(.person("jp-1")).isEmpty)
        #expect(try uids(.person("vn-focal")).isEmpty)
        #expect(try uids(.person("press")) == ["amm", "bn-jp", "later"])
    }

    @Test mutating func anEntrySaysWhenByBothClocksAndWhere() throws {
        try desk.run(
            .setSite(
                delegation: "VN",
                site: Site(id: "mofa", name: Texts(en: "MOFA", vi: "BNG"), timeZone: "Asia/Ho_Chi_Minh")
            ))
        let delegation = try #require(try entries(.delegation("VN")).first)
        #expect(delegation.uid == "amm.amm-54@0a1b2c3d.mufakat" && delegation.sequence == 0)
        #expect(delegation.stamp == Desk.time("2021-07-01T00:00:00Z") && delegation.zone == "Asia/Brunei")
        #expect(delegation.summary == "Meeting / Cuộc họp" && delegation.location == "MOFA / BNG")
        #expect(delegation.url == "https://summit.example/desk/amm-54")
        #expect(delegation.description.contains("BN (Asia/Brunei): 2021-08-03 09:00 – 10:30"))
        #expect(delegation.description.contains("VN (Asia/Ho_Chi_Minh): 2021-08-03 08:00 – 09:30"))
        #expect(delegation.organizer?.name == "BN")
        let person = try #require(try entries(.person("vn-1")).first)
        #expect(person.url == "https://summit.example/room/amm/vn-1" && person.uid == delegation.uid)
        #expect(try entries(.person("press")).first?.location == "r1")
        let text = try file(.delegation("VN")).text
        #expect(text.contains("ORGANIZER;CN=\"BN\":https://summit.example/desk/amm-54"))
        #expect(text.contains("X-PUBLISHED-TTL:PT15M") && text.contains("REFRESH-INTERVAL;VALUE=DURATION:PT15M"))
        #expect(text.contains("X-WR-CALNAME:54th AMM / AMM-54 (VN)"))
    }

    @Test mutating func whatIsCancelledIsSaidToBe() throws {
        try desk.run(.cancelMeeting(meeting: "amm", reason: "Merged"))
        try desk.run(.unplace(meeting: "later"))
        let unpublished = try entries(.delegation("VN"))
        #expect(unpublished.map(\.status) == [.cancelled, .confirmed] && unpublished.map(\.sequence) == [1, 0])
        #expect(unpublished[0].summary == "Meeting / Cuộc họp")
        try desk.run(.changeMeeting(meeting: Desk.meeting("bn-jp", table: ["BN", "JP"], length: 60)))
        try desk.run(.place(placements: [place("later", "06:00")]))
        try desk.run(.publishTimetable)
        let all = try entries(.delegation("JP"))
        #expect(all.map(\.sequence) == [1, 1, 1])
        #expect(all.map(\.status) == [.cancelled, .confirmed, .confirmed])
        #expect(try uids(.person("vn-1")) == ["amm", "later"])
    }

    @Test mutating func freeHoursAndWhatIsNotPublishedStandInNone() throws {
        let hours = [Interval(from: Desk.time("2021-08-04T01:00:00Z"), to: Desk.time("2021-08-04T02:00:00Z"))]
        let before = try file(.delegation("VN")).text
        try desk.run(.setFreeHours(delegation: "VN", level: .ministers, hours: hours))
        try desk.run(.planMeeting(meeting: Desk.meeting("secret")))
        try desk.run(.place(placements: [place("secret", "09:00"), place("amm", "09:00")]))
        #expect(try file(.delegation("VN")).text == before)
    }

    @Test func anEmptyCalendarHasItsZone() throws {
        let text = try file(.person("jp-1")).text
        #expect(text.contains("TZID:Asia/Brunei") && !text.contains("VEVENT"))
    }

    @Test mutating func aPlaceFarFromTheConferenceIsInNoCalendar() throws {
        try desk.run(
            .place(placements: [Placement(meeting: "amm", start: Timestamp(milliseconds: 253_402_300_799_999))]))
        try desk.run(.publishTimetable)
        #expect(try uids(.delegation("VN")) == ["later"])
    }

    // MARK: Addresses

    @Test mutating func anAddressIsRenewedByThoseWhoMay() throws {
        func generations() -> [Int?] {
            [.delegation("VN"), .person("vn-1"), .person("nobody"), .delegation("XX")].map {
                desk.state.calendarGeneration(of: $0)
            }
        }
        #expect(generations() == [1, 1, nil, nil])
        for author: Author in ["jp-focal", "vn-1", "stranger"] {
            #expect(desk.refusal(.renewDelegationCalendar(delegation: "VN"), by: author)?.reason == .notAllowed)
        }
        for author: Author in ["jp-focal", "stranger", "press"] {
            #expect(desk.refusal(.renewPersonCalendar(person: "vn-1"), by: author)?.reason == .notAllowed)
        }
        try desk.run(.renewDelegationCalendar(delegation: "VN"), by: "vn-focal")
        try desk.run(.renewPersonCalendar(person: "vn-1"), by: "vn-1")
        #expect(generations() == [2, 2, nil, nil])
        try desk.run(.revoke(person: "vn-1", reason: "Replaced"))
        #expect(generations() == [2, nil, nil, nil])
        #expect(desk.refusal(.renewPersonCalendar(person: "vn-1"), by: "vn-1")?.reason == .notAllowed)
        try desk.run(.approve(person: "vn-1"))
        #expect(generations() == [2, 3, nil, nil])
    }

    // MARK: Clocks

    @Test mutating func newClocksMoveWhatTheySay() throws {
        try desk.run(.place(placements: [place("later", "07:00")]))
        let moves = [
            RevisedClocks.Move(
                meeting: "amm", start: Desk.time("2021-08-03T00:00:00Z"), before: Desk.time("2021-08-03T01:00:00Z"),
                seats: ["VN"]),
            RevisedClocks.Move(
                meeting: "later", start: Desk.time("2021-08-03T04:00:00Z"), before: Desk.time("2021-08-03T05:00:00Z"),
                seats: []),
            RevisedClocks.Move(
                meeting: "bn-jp", start: Desk.time("2021-08-03T03:00:00Z"), before: Desk.time("2021-08-03T03:00:00Z"),
                seats: ["JP"]),
        ]
        try desk.fold(.clocksRevised(revision: RevisedClocks(release: "2031a", meetings: moves)))
        #expect(try entries(.delegation("JP")).map(\.sequence) == [1, 0, 1])
        #expect(desk.state.published?["amm"]?.placement.start == moves[0].start)
        #expect(desk.state.placements["amm"] == desk.state.published?["amm"]?.placement)
        // What was being moved by hand stays where it was put.
        #expect(desk.state.placements["later"] == place("later", "07:00"))
        #expect(desk.state.revisedClocks?.release == "2031a")
        var other = desk.state
        #expect(throws: InapplicableConferenceEvent.self) {
            let unknown = RevisedClocks.Move(
                meeting: "som", start: moves[0].start, before: moves[0].start, seats: [])
            try other.evolve(.clocksRevised(revision: RevisedClocks(release: "2031b", meetings: [unknown])))
        }
        #expect(other == desk.state)
    }
}
