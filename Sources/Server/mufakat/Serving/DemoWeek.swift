import Conference
import ConferenceTemplates
import Convening
import Foundation
import Portal
import Summit
import Timetable

/// A ministerial week modelled on AMM-54 (2 to 6 August 2021): 25 meetings, 27 delegations, Brunei Darussalam in the chair.
///
/// Which meetings there were and who sat in them is history (docs/weeks/amm-54.json has the sources); who is free when, and
/// everybody's name in the system, are made up.
struct DemoWeek {
    /// Somebody with a link to the organiser's desk.
    struct Guest: Encodable, Sendable {
        var id: ParticipantID
        var delegation: SeatID?
        var path: String
    }

    private static let id = ConferenceID(wellFormed: "amm-54")
    private static let host = SeatID(wellFormed: "BN")
    /// One delegation among the guests.
    static let guest = SeatID(wellFormed: "AU")
    static let secretary = ParticipantID(wellFormed: "secretary")

    let conference: LiveConference
    /// The secretariat's, and the focal points of the host and of one guest.
    let guests: [Guest]
    /// Of the organiser's desk for the administration.
    let administrationPath: String

    /// Finds the demo's conference, or makes it.
    init(in conferences: Conferences) async throws {
        let conference: LiveConference
        if let known = conferences.conference(Self.id) {
            conference = known
        } else {
            conference = try await Self.create(in: conferences)
        }
        self.conference = conference
        try await DemoText.begin(in: conference, of: conferences)
        try await DemoLibrary.fill(of: conference, in: conferences, awaiting: DemoText.id)
        var guests: [Guest] = []
        for (person, delegation) in [
            (Self.secretary, nil), (Self.focalPoint(of: Self.host), Self.host),
            (Self.focalPoint(of: Self.guest), Self.guest),
        ] {
            guard let token = await conferences.token(of: person, in: conference) else { continue }
            guests.append(Guest(id: person, delegation: delegation, path: "/d/\(token)"))
        }
        self.guests = guests
        administrationPath = conferences.administrationPath()
    }

    private static func create(in conferences: Conferences) async throws -> LiveConference {
        guard let template = ConferenceTemplate.standard.first(where: { $0.id == "ministerial-week" }) else {
            throw ExitReason(.software, "The template of the demo's week is missing.")
        }
        let facts = ConferenceFacts(
            id: id,
            title: Texts(
                en: "54th ASEAN Foreign Ministers' Meeting and Related Meetings",
                vi: "Hội nghị Bộ trưởng Ngoại giao ASEAN lần thứ 54 và các hội nghị liên quan"),
            theme: Texts(en: "We Care, We Prepare, We Prosper", vi: "Chúng ta quan tâm, chuẩn bị và thịnh vượng"),
            host: host, timeZone: "Asia/Brunei", firstDay: CivilDate(year: 2021, month: 8, day: 2),
            lastDay: CivilDate(year: 2021, month: 8, day: 6))
        do {
            let conference = try await conferences.create(facts, by: template)
            for command in await preparation(of: conference.state) {
                try await conference.submit(command, by: .administration)
            }
            return conference
        } catch {
            throw ExitReason(.software, "The demo's week cannot be made: \(error).")
        }
    }

    /// People, sites and hours: what delegations enter. The timetable is left to who tries the demo.
    private static func preparation(of state: ConferenceState) -> [ConferenceCommand] {
        var people = [
            Person(
                id: secretary, role: .secretariat, title: Texts(en: "Conference Secretary", vi: "Thư ký Hội nghị"),
                inHall: true)
        ]
        for seat in state.delegations.map(\.seat) {
            let code = seat.id.rawValue.lowercased()
            func person(_ name: String, _ role: Role, _ rank: Rank, _ en: String, _ vi: String, _ levels: [Level]) {
                people.append(
                    Person(
                        id: ParticipantID(wellFormed: "\(code)-\(name)"), delegation: seat.id, role: role, rank: rank,
                        title: Texts(en: en, vi: vi), levels: levels))
            }
            person("minister", .head, .minister, "Minister of Foreign Affairs", "Bộ trưởng Ngoại giao", [.ministers])
            person("som", .head, .seniorOfficial, "SOM Leader", "Trưởng SOM", [.seniorOfficials])
            person("director", .head, .other, "Director-General", "Vụ trưởng", [.working])
            person("focal", .adviser, .other, "Focal point", "Đầu mối", Level.allCases.filter { $0 != .leaders })
        }
        let codes = state.delegations.map(\.id)
        return [.registerAll(people: people), .approveAll(people: people.map(\.id))]
            + codes.map { .nameFocalPoint(delegation: $0, person: focalPoint(of: $0)) } + freeHours
    }

    static func focalPoint(of seat: SeatID) -> ParticipantID {
        ParticipantID(wellFormed: "\(seat.rawValue.lowercased())-focal")
    }

    /// In UTC, of the days of the week (2: the second of August).
    private static var freeHours: [ConferenceCommand] {
        func hours(_ days: [Int], _ from: Int, _ to: Int) -> [Interval] {
            days.map { day in
                let midnight = CivilDate(year: 2021, month: 8, day: 1).daysSince1970 + Int64(day - 1)
                func moment(_ minute: Int) -> Timestamp {
                    Timestamp(milliseconds: (midnight * 1_440 + Int64(minute)) * 60_000)
                }
                return Interval(from: moment(from), to: moment(to))
            }
        }
        let morning = hours([2, 3, 4, 5, 6], 10 * 60, 15 * 60)
        let evening = hours([1, 2, 3, 4, 5], 23 * 60, 27 * 60 + 30)
        let entered: [(String, [Interval])] = [
            ("US", (morning + evening).sorted { $0.from < $1.from }), ("CN", hours([3, 4, 6], 60, 11 * 60)),
            ("EU", hours([5, 6], 6 * 60, 11 * 60)), ("RU", hours([3, 4, 5], 6 * 60, 13 * 60)),
            ("JP", hours([3, 4, 5, 6], 30, 12 * 60)),
            ("SG", hours([2, 3, 4, 6], 0, 14 * 60) + hours([5], 5 * 60, 14 * 60)),
        ]
        return entered.map { code, hours in
            .setFreeHours(
                delegation: SeatID(wellFormed: code), level: .ministers, hours: hours.sorted { $0.from < $1.from })
        }
    }
}
