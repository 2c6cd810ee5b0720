import Convening
import DomainTestSupport
import Foundation
import Summit
import Testing

@Suite struct ConferenceTests {
    @Test func delegationsRegisterAndTheSecretariatApproves() throws {
        var desk = try Desk()
        let minister = Person(
            id: "vn-minister", delegation: "VN", role: .head, title: Texts(en: "Minister", vi: "Bộ trưởng"),
            levels: [.ministers])
        try desk.run(.register(person: minister), by: Desk.focalPoint)
        #expect(desk.state.people["vn-minister"]?.accreditation == .registered)
        try desk.run(.planMeeting(meeting: Desk.meeting("amm")), by: Desk.officer)
        let meeting = try #require(desk.state.meeting("amm"))
        // Who serves every meeting is in it from the start.
        #expect(desk.state.participants(of: meeting).map(\.id) == ["officer"])
        try desk.run(.approve(person: "vn-minister"), by: Desk.officer)
        #expect(desk.state.participants(of: meeting).map(\.id) == ["officer", "vn-minister"])
        try desk.run(.revoke(person: "vn-minister", reason: "Replaced"), by: Desk.officer)
        #expect(desk.state.participants(of: meeting).map(\.id) == ["officer"])
        #expect(try desk.run(.revoke(person: "vn-minister", reason: "Again"), by: Desk.officer).isEmpty)
    }

    @Test func aFocalPointActsForTheirOwnAlone() throws {
        let desk = try Desk()
        let japanese = Person(id: "jp-1", delegation: "JP", role: .adviser)
        let site = Site(id: "tokyo", name: Texts(en: "Tokyo", vi: "Tokyo"), timeZone: "Asia/Tokyo")
        for command: ConferenceCommand in [
            .register(person: japanese), .register(person: Person(id: "x", role: .press)),
            .setSite(delegation: "JP", site: site), .setFreeHours(delegation: "JP", level: .ministers, hours: []),
            .planMeeting(meeting: Desk.meeting("amm")), .approve(person: "vn-focal"),
            .revoke(person: "officer", reason: "x"), .place(placements: []), .publishTimetable,
            .inviteDelegation(seat: Seat(id: "KR", name: .empty)),
            .nameFocalPoint(delegation: "VN", person: "jp-focal"),
            .cancelMeeting(meeting: "amm", reason: "x"), .changeMeeting(meeting: Desk.meeting("amm")),
            .unplace(meeting: "amm"), .changePerson(person: Person(id: "jp-focal", delegation: "VN", role: .head)),
            .removeSite(delegation: "JP", site: "tokyo"),
        ] {
            #expect(desk.refusal(command, by: Desk.focalPoint)?.reason == .notAllowed, "\(command)")
            #expect(desk.refusal(command, by: "nobody")?.reason == .notAllowed, "\(command)")
            #expect(desk.refusal(command, by: .system)?.reason == .notAllowed, "\(command)")
        }
        #expect(desk.refusal(.setFreeHours(delegation: "VN", level: .ministers, hours: []), by: Desk.focalPoint) == nil)
    }

    @Test func aRevokedFocalPointActsNoMore() throws {
        var desk = try Desk()
        try desk.run(.revoke(person: "vn-focal", reason: "Left"))
        let command = ConferenceCommand.setFreeHours(delegation: "VN", level: .leaders, hours: nil)
        #expect(desk.refusal(command, by: Desk.focalPoint)?.reason == .notAllowed)
    }

    @Test func anApprovalIsForWhatSomebodyIs() throws {
        var desk = try Desk()
        var person = Person(id: "vn-1", delegation: "VN", role: .adviser, levels: [.seniorOfficials])
        try desk.run(.register(person: person), by: Desk.focalPoint)
        try desk.run(.approve(person: "vn-1"))
        person.title = Texts(en: "Director", vi: "Vụ trưởng")
        try desk.run(.changePerson(person: person), by: Desk.focalPoint)
        #expect(desk.state.people["vn-1"]?.accreditation == .approved)
        person.levels = [.ministers]
        try desk.run(.changePerson(person: person), by: Desk.focalPoint)
        #expect(desk.state.people["vn-1"]?.accreditation == .registered)
        try desk.run(.approve(person: "vn-1"))
        person.role = .head
        try desk.run(.changePerson(person: person), by: Desk.officer)
        #expect(desk.state.people["vn-1"]?.accreditation == .approved)
    }

    @Test func aListIsTakenWholeOrNotAtAll() throws {
        var desk = try Desk()
        let new = (1...500).map { Person(id: ParticipantID("vn-\($0)")!, delegation: "VN", role: .adviser) }
        let changed = Person(id: "vn-focal", delegation: "VN", role: .adviser, inHall: true)
        #expect(try desk.run(.registerAll(people: new + [changed]), by: Desk.focalPoint).count == 501)
        #expect(desk.state.roll.count == 503)
        #expect(try desk.run(.registerAll(people: new + [changed]), by: Desk.focalPoint).isEmpty)
        #expect(desk.refusal(.registerAll(people: [new[0], new[0]])) == ConferenceRefusal(.twice, "vn-1"))
        let foreign = Person(id: "jp-1", delegation: "JP", role: .adviser)
        let fresh = Person(id: "vn-new", delegation: "VN", role: .adviser)
        #expect(desk.refusal(.registerAll(people: [fresh, foreign]), by: Desk.focalPoint)?.reason == .notAllowed)
        let many = (0..<5_000).map { Person(id: ParticipantID("p-\($0)")!, delegation: "VN", role: .adviser) }
        #expect(desk.refusal(.registerAll(people: many)) == ConferenceRefusal(.tooMany, "people", maximum: 5_000))
    }

    @Test func nobodyPassesToAnotherDelegation() throws {
        let desk = try Desk()
        let moved = Person(id: "vn-focal", delegation: "JP", role: .adviser)
        #expect(desk.refusal(.changePerson(person: moved))?.reason == .keepsDelegation)
    }

    @Test func whatFeedsAnotherMakesNoCircle() throws {
        var desk = try Desk()
        try desk.run(.planMeeting(meeting: Desk.meeting("summit")))
        try desk.run(.planMeeting(meeting: Desk.meeting("amm", feeds: ["summit"])))
        try desk.run(.planMeeting(meeting: Desk.meeting("som", feeds: ["amm"])))
        let circle = ConferenceCommand.changeMeeting(meeting: Desk.meeting("summit", feeds: ["som"]))
        #expect(desk.refusal(circle) == ConferenceRefusal(.circular, "som"))
        #expect(desk.refusal(.changeMeeting(meeting: Desk.meeting("som", feeds: ["som"])))?.reason == .circular)
    }

    @Test func aMeetingsPlanIsWhole() throws {
        let desk = try Desk()
        func refused(_ change: (inout PlannedMeeting) -> Void) -> ConferenceRefusal? {
            var meeting = Desk.meeting("amm")
            change(&meeting)
            return desk.refusal(.planMeeting(meeting: meeting))
        }
        #expect(refused { _ in } == nil)
        #expect(refused { $0.title = .empty } == ConferenceRefusal(.missing, "meeting.title"))
        #expect(
            refused { $0.title = Texts(en: "Plenary\u{202e}", vi: "Toàn thể") }
                == ConferenceRefusal(.controlCharacter, "meeting.title"))
        #expect(refused { $0.table = [] } == ConferenceRefusal(.missing, "meeting.table"))
        #expect(refused { $0.table = ["BN", "VN", "BN"] } == ConferenceRefusal(.twice, "BN"))
        #expect(refused { $0.table.append("XX") } == ConferenceRefusal(.noSuchDelegation, "XX"))
        #expect(refused { $0.chair = "KR" } == ConferenceRefusal(.noSuchDelegation, "KR"))
        #expect(
            refused { $0.length = 0 } == ConferenceRefusal(.outOfRange, "meeting.length", minimum: 5, maximum: 1_440))
        #expect(refused { $0.feeds = ["none"] } == ConferenceRefusal(.noSuchMeeting, "none"))
        #expect(refused { $0.format = String(repeating: "x", count: 65) }?.reason == .tooLong)
        #expect(
            refused { $0.segments = [PlannedSegment(segment: .open, minutes: 91)] }
                == ConferenceRefusal(.outOfRange, "meeting.segments[0].minutes", minimum: 1, maximum: 90))
        #expect(
            refused { $0.segments = [PlannedSegment(segment: .open, minutes: 9, chair: "KR")] }
                == ConferenceRefusal(.noSuchDelegation, "KR"))
        #expect(
            refused { $0.agenda = [AnnotatedItem(title: .empty)] }
                == ConferenceRefusal(.missing, "meeting.agenda[0].title"))
        let title = Texts(en: "Item", vi: "Mục")
        #expect(
            refused { $0.agenda = Array(repeating: AnnotatedItem(title: title), count: 101) }
                == ConferenceRefusal(.tooMany, "meeting.agenda", maximum: 100))
        #expect(
            refused { $0.agenda = [AnnotatedItem(title: title, speakingLimitSeconds: 5)] }?.subject
                == "meeting.agenda[0].speakingLimitSeconds")
        #expect(
            refused { $0.agenda = [AnnotatedItem(title: title, speakers: ["VN", "KR"])] }
                == ConferenceRefusal(.noSuchDelegation, "KR"))
        #expect(
            refused { $0.agenda = [AnnotatedItem(title: title, speakers: ["VN", "VN"])] }
                == ConferenceRefusal(.twice, "meeting.agenda[0].speakers"))
        #expect(refused { $0.agenda = [AnnotatedItem(title: title, lead: "VN", speakers: ["VN"])] } == nil)
    }

    @Test(arguments: [
        ("2021-08-02", "2021-08-01"), ("2021-08-02", "2021-10-01"), ("0000-01-01", "9999-12-31"),
    ])
    func aConferenceHasItsDays(first: String, last: String) throws {
        var facts = Desk.facts
        facts.firstDay = try #require(Timestamp(first + "T00:00:00Z")).date
        facts.lastDay = try #require(Timestamp(last + "T00:00:00Z")).date
        #expect(throws: ConferenceRefusal(.outOfRange, "conference.lastDay", minimum: 1, maximum: 60)) {
            try facts.events()
        }
    }

    @Test func freeHoursAreInOrder() throws {
        let desk = try Desk()
        let hours = [(1, 2), (3, 4)].map { from, to in
            Interval(
                from: Timestamp(milliseconds: Int64(from) * 3_600_000),
                to: Timestamp(milliseconds: Int64(to) * 3_600_000))
        }
        func refused(_ hours: [Interval]) -> ConferenceRefusal? {
            desk.refusal(.setFreeHours(delegation: "VN", level: .ministers, hours: hours))
        }
        #expect(refused(hours) == nil)
        #expect(refused(hours.reversed()) == ConferenceRefusal(.twice, "hours[1]"))
        #expect(refused([Interval(from: hours[0].to, to: hours[0].from)]) == ConferenceRefusal(.outOfRange, "hours[0]"))
        #expect(refused(Array(repeating: hours[0], count: 201))?.reason == .tooMany)
    }

    @Test func whatChangesIsNumbered() throws {
        var desk = try Desk()
        let nine = Desk.time("2021-08-02T01:00:00Z")
        let ten = Desk.time("2021-08-02T02:00:00Z")
        for id: MeetingID in ["amm", "apt"] { try desk.run(.planMeeting(meeting: Desk.meeting(id))) }
        try desk.run(.place(placements: [Placement(meeting: "amm", start: nine)]))
        #expect(desk.refusal(.publishTimetable) == ConferenceRefusal(.unplaced, "apt"))
        try desk.run(.place(placements: [Placement(meeting: "apt", start: ten)]))
        try desk.run(.publishTimetable)
        #expect(desk.state.published?.mapValues(\.sequence) == ["amm": 0, "apt": 0])
        #expect(desk.refusal(.publishTimetable)?.reason == .nothingToPublish)

        try desk.run(.place(placements: [Placement(meeting: "apt", start: nine, room: "2")]))
        #expect(desk.state.published?["apt"]?.placement.start == ten)
        try desk.run(.publishTimetable)
        #expect(desk.state.published?.mapValues(\.sequence) == ["amm": 0, "apt": 1])
        #expect(desk.state.published?["apt"]?.placement == Placement(meeting: "apt", start: nine, room: "2"))

        // A longer meeting is news for those who have it in their calendars.
        try desk.run(.changeMeeting(meeting: Desk.meeting("apt", length: 120)))
        #expect(desk.state.hasUnpublishedChanges)
        try desk.run(.publishTimetable)
        #expect(desk.state.published?["apt"].map { [$0.sequence, $0.length] } == [2, 120])

        try desk.run(.cancelMeeting(meeting: "apt", reason: "No quorum"))
        #expect(desk.state.published?["apt"]?.isCancelled == true)
        #expect(desk.state.published?["apt"]?.sequence == 3)
        #expect(desk.state.hasUnpublishedChanges == false)
        #expect(desk.refusal(.planMeeting(meeting: Desk.meeting("apt")))?.reason == .meetingExists)
    }

    @Test func everyEventSurvivesJSON() throws {
        var desk = try Desk()
        let site = Site(id: "hanoi", name: Texts(en: "Ha Noi", vi: "Hà Nội"), timeZone: "Asia/Ho_Chi_Minh")
        try desk.run(.setSite(delegation: "VN", site: site))
        try desk.run(.planMeeting(meeting: Desk.meeting("som")))
        var meeting = Desk.meeting("amm")
        meeting.agenda = [AnnotatedItem(title: Texts(en: "A", vi: "Á"), lead: "VN", documents: ["D/1"], action: .note)]
        meeting.segments = [PlannedSegment(segment: .retreat, minutes: 30, chair: "VN")]
        try desk.run(.planMeeting(meeting: meeting))
        try desk.run(.changeMeeting(meeting: Desk.meeting("som", feeds: ["amm"])))
        try desk.run(
            .setFreeHours(
                delegation: "VN", level: .ministers,
                hours: [
                    Interval(from: Desk.time("2021-08-02T01:00:00Z"), to: Desk.time("2021-08-02T09:00:00Z"))
                ]))
        try desk.run(.setFreeHours(delegation: "VN", level: .ministers, hours: nil))
        try desk.run(
            .place(placements: [
                Placement(meeting: "amm", start: Desk.time("2021-08-02T01:00:00Z"), room: "1"),
                Placement(meeting: "som", start: Desk.time("2021-08-01T01:00:00Z")),
            ]))
        try desk.run(.publishTimetable)
        try desk.run(.unplace(meeting: "som"))
        try desk.run(.cancelMeeting(meeting: "som", reason: "Merged"))
        try desk.run(.changePerson(person: Person(id: "vn-focal", delegation: "VN", role: .adviser, inHall: true)))
        try desk.run(.approve(person: "vn-focal"))
        try desk.run(.changePerson(person: Person(id: "vn-focal", delegation: "VN", role: .head)), by: Desk.focalPoint)
        try desk.run(.revoke(person: "vn-focal", reason: "Left"))
        try desk.run(.removeSite(delegation: "VN", site: "hanoi"))
        let read = try JSONDecoder().decode([ConferenceEvent].self, from: JSONEncoder().encode(desk.events))
        #expect(read == desk.events)
        var again = try #require(ConferenceState(first: read[0]))
        for event in read.dropFirst() { try again.evolve(event) }
        #expect(again == desk.state)
    }
}
