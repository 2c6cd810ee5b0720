import Convening
import DomainTestSupport
import Summit
import Testing

/// Conferences in which anybody asks for anything, and what must hold after each step.
@Suite struct WalkTests {
    static let meetings: [MeetingID] = ["som", "amm", "apt", "eas", "summit"]
    static let seats: [SeatID] = ["BN", "VN", "JP", "KR", "XX"]
    static let people: [ParticipantID] = ["officer", "vn-focal", "jp-focal", "vn-1", "jp-1", "press-1", "stranger"]

    @Test(arguments: UInt64(1)...20)
    func rulesHold(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        var desk = try Desk()
        var accepted = 0
        for _ in 0..<1_000 {
            let before = desk.state
            let author = Self.author(&random)
            let command = Self.command(&random)
            let events: [ConferenceEvent]
            do { events = try desk.state.decide(command, by: author, at: desk.now) } catch { continue }
            try desk.run(command, by: author)
            accepted += events.isEmpty ? 0 : 1
            #expect(events.isEmpty == (desk.state == before), "\(command)")
            if let broken = Self.brokenRule(in: desk.state, since: before, by: author) {
                Issue.record("\(broken), after \(command) by \(author)")
                return
            }
        }
        #expect(accepted > 50)
        var again = try #require(ConferenceState(first: desk.events[0]))
        for event in desk.events.dropFirst() { try again.evolve(event) }
        #expect(again == desk.state)
    }

    /// A sentence about the first rule that does not hold; nil when all do.
    static func brokenRule(in state: ConferenceState, since before: ConferenceState, by author: Author) -> String? {
        for meeting in state.meetings {
            if !meeting.table.contains(meeting.chair) { return "\(meeting.id) has a chair who does not sit in it" }
            if reaches(meeting.id, from: meeting.feeds, in: state) { return "\(meeting.id) feeds itself" }
            for person in state.participants(of: meeting) where state.people[person.id]?.accreditation != .approved {
                return "\(person.id) takes part unapproved"
            }
        }
        for id in state.placements.keys where state.meeting(id) == nil { return "\(id) is placed and not planned" }
        for (id, old) in before.published ?? [:] {
            guard let new = state.published?[id] else { return "\(id) vanished from calendars" }
            if new != old, new.sequence != old.sequence + 1 { return "\(id) changed without its number" }
        }
        if !before.isSecretariat(author) {
            for registration in state.peopleInOrder {
                let old = before.people[registration.id]
                let isNew = registration.accreditation != old?.accreditation ?? .registered
                if isNew, registration.accreditation != .registered { return "accredited by \(author)" }
                let ownSeat = registration.person.delegation
                // A calendar's address may be renewed by whose calendar it is.
                var compared = registration
                compared.calendarGeneration = old?.calendarGeneration ?? 1
                let isOwn = author.participant == registration.id && compared == old
                if old != registration, !isOwn, ownSeat.map({ !before.isFocalPoint(author, of: $0) }) ?? true {
                    return "\(registration.id) was changed by \(author)"
                }
            }
            if state.placements != before.placements || state.published != before.published {
                return "placed by \(author)"
            }
        }
        return nil
    }

    private static func reaches(_ id: MeetingID, from next: [MeetingID], in state: ConferenceState) -> Bool {
        next.contains { $0 == id || reaches(id, from: state.meeting($0)?.feeds ?? [], in: state) }
    }

    private static func author(_ random: inout SplitMix64) -> Author {
        switch Int.random(in: 0..<4, using: &random) {
        case 0, 1: .administration
        case 2: .participant(people.randomElement(using: &random) ?? "officer")
        default: .participant("vn-focal")
        }
    }

    private static func command(_ random: inout SplitMix64) -> ConferenceCommand {
        let meeting = meetings.randomElement(using: &random) ?? "amm"
        let seat = seats.randomElement(using: &random) ?? "VN"
        let person = people.randomElement(using: &random) ?? "vn-1"
        let hour = Timestamp(milliseconds: 3_600_000 * Int64.random(in: 0..<100, using: &random))
        func plan() -> PlannedMeeting {
            let table = seats.dropLast().filter { $0 == "BN" || Bool.random(using: &random) }
            let feeds = meetings.filter { _ in Int.random(in: 0..<5, using: &random) == 0 }
            return Desk.meeting(
                meeting, table: Array(table), feeds: feeds, length: [60, 90, 0].randomElement(using: &random) ?? 60)
        }
        func somebody() -> Person {
            let role: Role = [.head, .adviser, .press, .secretariat, .chair].randomElement(using: &random) ?? .head
            return Person(
                id: person, delegation: Bool.random(using: &random) ? seat : nil, role: role,
                levels: [.ministers, .leaders].filter { _ in Bool.random(using: &random) })
        }
        func name() -> Seat {
            Seat(
                id: seat, name: Texts(en: ["A", "B", ""].randomElement(using: &random) ?? "A", vi: ""),
                timeZone: "Asia/Seoul")
        }
        switch Int.random(in: 0..<21, using: &random) {
        case 0: return .planMeeting(meeting: plan())
        case 1: return .changeMeeting(meeting: plan())
        case 2: return .cancelMeeting(meeting: meeting, reason: Bool.random(using: &random) ? "Merged" : " ")
        case 3: return .inviteDelegation(seat: Seat(id: seat, name: Texts(en: "A", vi: "A"), timeZone: "Asia/Seoul"))
        case 4: return .nameFocalPoint(delegation: seat, person: person)
        case 5: return .approve(person: person)
        case 6: return .revoke(person: person, reason: "Replaced")
        case 7: return .register(person: somebody())
        case 8: return .changePerson(person: somebody())
        case 9:
            return .setSite(delegation: seat, site: Site(id: "hall", name: Texts(en: "H", vi: "H"), timeZone: "UTC"))
        case 10: return .removeSite(delegation: seat, site: "hall")
        case 11:
            let hours = [Interval(from: hour, to: hour.advanced(byMilliseconds: 3_600_000))]
            return .setFreeHours(delegation: seat, level: .ministers, hours: Bool.random(using: &random) ? hours : nil)
        case 12, 13:
            let all = meetings.map { Placement(meeting: $0, start: hour) }
            return .place(placements: Bool.random(using: &random) ? all : [Placement(meeting: meeting, start: hour)])
        case 14: return .unplace(meeting: meeting)
        case 15: return .changeDelegation(seat: name())
        case 16:
            return .importDelegations(
                seats: [name(), name()], focalPoints: Bool.random(using: &random) ? [seat: person] : nil)
        case 17:
            return .setAllFreeHours(hours: [
                FreeHours(delegation: seat, level: .ministers, hours: []),
                FreeHours(delegation: "VN", level: .leaders, hours: Bool.random(using: &random) ? [] : nil),
            ])
        case 18: return .renewDelegationCalendar(delegation: seat)
        case 19: return .renewPersonCalendar(person: person)
        default: return .publishTimetable
        }
    }
}
