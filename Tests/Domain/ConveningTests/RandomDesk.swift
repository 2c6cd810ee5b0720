import Convening
import DomainTestSupport
import Summit

/// Anybody asking for anything: most of it refers to what may be there, some of it cannot be.
struct RandomDesk {
    static let meetings: [MeetingID] = ["som", "amm", "apt", "eas", "summit"]
    static let seats: [SeatID] = ["BN", "VN", "JP", "KR", "XX"]
    static let people: [ParticipantID] = ["officer", "vn-focal", "jp-focal", "vn-1", "jp-1", "press-1", "stranger"]
    static let cues = ["photo", "opening", "statements", ""]
    static let items = ["line", "papers", "rehearsal", "line-2021-08-01-VN"]

    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(state: seed) }

    private mutating func one<Element>(of all: [Element]) -> Element {
        all[Int.random(in: 0..<all.count, using: &random)]
    }
    private mutating func chance() -> Bool { Bool.random(using: &random) }
    private mutating func hour() -> Timestamp {
        Timestamp(milliseconds: 3_600_000 * Int64.random(in: 0..<100, using: &random))
    }

    mutating func author() -> Author {
        switch Int.random(in: 0..<4, using: &random) {
        case 0, 1: .administration
        case 2: .participant(one(of: Self.people))
        default: "vn-focal"
        }
    }

    mutating func command() -> ConferenceCommand {
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1: meetingCommand()
        case 2, 3: personCommand()
        case 4, 5: delegationCommand()
        case 6, 7: timetableCommand()
        case 8: cueCommand()
        default: checklistCommand()
        }
    }

    private mutating func meetingCommand() -> ConferenceCommand {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: .planMeeting(meeting: plan())
        case 1: .changeMeeting(meeting: plan())
        default: .cancelMeeting(meeting: one(of: Self.meetings), reason: chance() ? "Merged" : " ")
        }
    }

    private mutating func personCommand() -> ConferenceCommand {
        let person = one(of: Self.people)
        return switch Int.random(in: 0..<8, using: &random) {
        case 0: .approve(person: person)
        case 1: .approveAll(people: [person, one(of: Self.people)])
        case 2: .revoke(person: person, reason: "Replaced")
        case 3: .register(person: somebody(person))
        case 4: .changePerson(person: somebody(person))
        case 5: .registerAll(people: [somebody(person), somebody(one(of: Self.people))])
        case 6: .nameFocalPoint(delegation: one(of: Self.seats), person: person)
        default: .renewPersonCalendar(person: person)
        }
    }

    private mutating func delegationCommand() -> ConferenceCommand {
        let seat = one(of: Self.seats)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return .inviteDelegation(seat: Seat(id: seat, name: Texts(en: "A", vi: "A"), timeZone: "Asia/Seoul"))
        case 1: return .changeDelegation(seat: named(seat))
        case 2:
            return .importDelegations(
                seats: [named(seat), named(one(of: Self.seats))],
                focalPoints: chance() ? [seat: one(of: Self.people)] : nil)
        case 3:
            return .setSite(delegation: seat, site: Site(id: "hall", name: Texts(en: "H", vi: "H"), timeZone: "UTC"))
        case 4: return .removeSite(delegation: seat, site: "hall")
        case 5:
            let start = hour()
            let hours = [Interval(from: start, to: start.advanced(byMilliseconds: 3_600_000))]
            return .setFreeHours(delegation: seat, level: .ministers, hours: chance() ? hours : nil)
        case 6:
            return .setAllFreeHours(hours: [
                FreeHours(delegation: seat, level: .ministers, hours: []),
                FreeHours(delegation: "VN", level: .leaders, hours: chance() ? [] : nil),
            ])
        default: return .renewDelegationCalendar(delegation: seat)
        }
    }

    private mutating func timetableCommand() -> ConferenceCommand {
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1:
            let start = hour()
            let all = Self.meetings.map { Placement(meeting: $0, start: start) }
            return .place(placements: chance() ? all : [Placement(meeting: one(of: Self.meetings), start: start)])
        case 2: return .unplace(meeting: one(of: Self.meetings))
        case 3:
            return .setPlanning(
                planning: Planning(
                    grid: one(of: [15, 30]), gap: one(of: [0, 15]), carried: chance() ? [one(of: Self.seats): 60] : [:])
            )
        case 4:
            let day = Desk.time("2021-08-01T01:00:00Z")
            return .scheduleLineTests(
                tests: Self.seats.filter { _ in chance() }.map { seat in
                    LineTest(
                        delegation: seat, site: Int.random(in: 0..<4, using: &random) == 0 ? "hall" : nil, start: day,
                        length: one(of: [30, 15, 4]))
                })
        default: return .publishTimetable
        }
    }

    private mutating func cueCommand() -> ConferenceCommand {
        let (meeting, id) = (one(of: Self.meetings), one(of: Self.cues))
        return switch Int.random(in: 0..<7, using: &random) {
        case 0...2:
            .setCue(
                meeting: meeting,
                cue: Cue(id: id, seconds: one(of: [60, 600, -1]), what: Texts(en: "Photo", vi: "Ảnh")),
                after: chance() ? nil : one(of: Self.cues))
        case 3: .removeCue(meeting: meeting, cue: id)
        case 4: .beginCue(meeting: meeting, cue: id)
        case 5: .startRehearsal(meeting: meeting)
        default: .endRehearsal(meeting: meeting)
        }
    }

    private mutating func checklistCommand() -> ConferenceCommand {
        let id = one(of: Self.items)
        return switch Int.random(in: 0..<5, using: &random) {
        case 0, 1:
            .setChecklistItem(
                item: ChecklistItem(
                    id: id, check: one(of: Check.allCases), meeting: chance() ? one(of: Self.meetings) : nil,
                    delegation: chance() ? one(of: Self.seats) : nil, what: Texts(en: "Line", vi: "Đường truyền"),
                    due: hour()))
        case 2: .removeChecklistItem(item: id)
        default: .giveEvidence(item: id, passed: chance(), note: "Seen")
        }
    }

    private mutating func plan() -> PlannedMeeting {
        let table = Self.seats.dropLast().filter { $0 == "BN" || chance() }
        let feeds = Self.meetings.filter { _ in Int.random(in: 0..<5, using: &random) == 0 }
        return Desk.meeting(one(of: Self.meetings), table: Array(table), feeds: feeds, length: one(of: [60, 90, 0]))
    }

    private mutating func somebody(_ id: ParticipantID) -> Person {
        let own = SeatID(id.rawValue.prefix(2).uppercased())
        return Person(
            id: id, delegation: chance() ? own : chance() ? one(of: Self.seats) : nil,
            role: one(of: [.head, .adviser, .press, .secretariat, .chair]),
            levels: [.ministers, .leaders].filter { _ in chance() })
    }

    private mutating func named(_ seat: SeatID) -> Seat {
        Seat(id: seat, name: Texts(en: one(of: ["A", "B", ""]), vi: ""), timeZone: "Asia/Seoul")
    }

    /// What another release of the time zone database would move.
    mutating func revision(of state: ConferenceState) -> RevisedClocks {
        let published = (state.published ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }
        return RevisedClocks(
            release: "2021b",
            meetings: published.filter { _ in chance() }.map { id, known in
                let before = known.placement.start
                return .init(
                    meeting: id, start: before.advanced(byMilliseconds: one(of: [0, 3_600_000])), before: before,
                    seats: ["VN"])
            })
    }
}
